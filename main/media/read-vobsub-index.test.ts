import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readVobSubIndex } from './read-vobsub-index.ts';

const languages = (text: string): (string | null)[] => readVobSubIndex(text).map((track) => track.language);

describe('readVobSubIndex', () => {
  it('lists the languages of a disc by number, between time stamps and comments', () => {
    const text = [
      '# VobSub index file, v7 (do not modify this line!)',
      'size: 720x576',
      'palette: 000000, f0f0f0',
      'langidx: 1',
      '# English',
      'id: en, index: 0',
      '# alt: Forced',
      'timestamp: 00:00:21:080, filepos: 000000000',
      '# id: fr, index: 5',
      'id: de, index: 1',
      'timestamp: 00:00:22:080, filepos: 000001000',
    ].join('\r\n');
    expect(readVobSubIndex(text)).toEqual([
      { index: 0, language: 'eng' },
      { index: 1, language: 'ger' },
    ]);
  });

  it.each<[string, (string | null)[]]>([
    ['id: iw, index: 0', ['heb']],
    ['id: --, index: 0', [null]],
    ['id: , index: 0', [null]],
    ['ID:PT', ['por']],
    ['id: sv\nid: no', ['swe', 'nor']],
    ['id: it, index: 2\nid: es, index: 0', ['spa', 'ita']],
    ['id: en, index: 0\nid: en, index: 0', ['eng']],
    ['', []],
    ['no index at all', []],
  ])('%j holds %j', (text, expected) => {
    expect(languages(text)).toEqual(expected);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constant('id: en, index: 7'))), (lines) => {
        expect(readVobSubIndex(lines.join('\n')).length).toBeLessThanOrEqual(lines.length);
      }),
    );
  });
});
