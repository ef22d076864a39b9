import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readStartArguments } from './start-arguments.mjs';

describe('readStartArguments', () => {
  it('counts relative folders and the data directory from where the person stands', () => {
    const { passedOn } = readStartArguments(['films', '/nas/series', '--data-dir', 'data'], '/home/me');
    expect(passedOn).toEqual([resolve('/home/me', 'films'), '/nas/series', '--data-dir', resolve('/home/me', 'data')]);
  });

  it('keeps --headless to itself', () => {
    expect(readStartArguments(['--headless', '--port', '80', '--demo'], '/')).toEqual({
      isHeadless: true,
      isHelp: false,
      passedOn: ['--port', '80', '--demo'],
    });
  });

  it('understands --option=value', () => {
    expect(readStartArguments(['--host=0.0.0.0', '--data-dir=d=1'], '/x').passedOn).toEqual([
      '--host',
      '0.0.0.0',
      '--data-dir',
      resolve('/x', 'd=1'),
    ]);
  });

  it('leaves a missing value for Metarr to complain about', () => {
    expect(readStartArguments(['--port'], '/').passedOn).toEqual(['--port']);
  });
});
