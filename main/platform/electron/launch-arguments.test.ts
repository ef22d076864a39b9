import { describe, expect, it } from 'vitest';
import { readLaunchArguments } from './launch-arguments.ts';

const cwd = process.platform === 'win32' ? 'C:\\home' : '/home';
const absolute = (name: string): string => (process.platform === 'win32' ? `C:\\${name}` : `/${name}`);
const home = (name: string): string => (process.platform === 'win32' ? `C:\\home\\${name}` : `/home/${name}`);

describe('readLaunchArguments', () => {
  it('takes the folders after the application’s path, and passes over switches', () => {
    const argv = [
      'electron',
      '--no-sandbox',
      '--inspect=0',
      'dist/main/electron.js',
      absolute('films'),
      '--x=y',
      'series',
    ];
    expect(readLaunchArguments(argv, false, cwd)).toEqual({
      folders: [absolute('films'), home('series')],
      dataDir: null,
      isDemo: false,
    });
  });

  it('has no application path when it is packaged', () => {
    expect(readLaunchArguments(['Metarr', 'films'], true, cwd).folders).toEqual([home('films')]);
  });

  it.each([
    [['--data-dir', 'data']],
    [['--data-dir=data']],
    [['--user-data-dir=data']],
    [['--port', '80', '--host', '0.0.0.0', '--data-dir', 'data']],
  ])('reads %j', (switches) => {
    const read = readLaunchArguments(['electron', 'app', ...switches, 'films', '--demo'], false, cwd);
    expect(read).toEqual({ folders: [home('films')], dataDir: home('data'), isDemo: true });
  });

  it('takes everything after -- for folders', () => {
    expect(readLaunchArguments(['electron', 'app', '--', '-odd', '--demo'], false, cwd)).toEqual({
      folders: [home('-odd'), home('--demo')],
      dataDir: null,
      isDemo: false,
    });
  });

  it('does not take --user-data-dir’s neighbour for its value', () => {
    expect(readLaunchArguments(['electron', 'app', '--user-data-dir', 'films'], false, cwd)).toEqual({
      folders: [home('films')],
      dataDir: null,
      isDemo: false,
    });
  });
});
