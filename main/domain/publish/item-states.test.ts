import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differences, stateAfter, type StatePublication } from './item-states.ts';

const nfo = (beforeHash: string | null, afterHash: string | null) => ({
  path: 'a.nfo',
  beforeHash,
  afterHash,
  assetType: null,
});
const poster = (beforeHash: string | null, afterHash: string | null) => ({
  path: 'poster.jpg',
  beforeHash,
  afterHash,
  assetType: 'poster',
});

describe('the state of an item', () => {
  const publications: StatePublication[] = [
    { id: 2, steps: [nfo('theirs', 'one')] },
    { id: 5, steps: [nfo('one', 'two'), poster(null, 'red')] },
    { id: 9, steps: [poster('red', null)] },
  ];

  it('after a publication also tells what was there before a later one touched it', () => {
    expect([...stateAfter(publications, 2)]).toEqual([
      ['a.nfo', { hash: 'one', assetType: null }],
      ['poster.jpg', { hash: null, assetType: 'poster' }],
    ]);
    expect(stateAfter(publications, 5).get('poster.jpg')?.hash).toBe('red');
    expect(stateAfter(publications, 9).get('poster.jpg')?.hash).toBeNull();
    expect(stateAfter(publications, 2, 'before').get('a.nfo')?.hash).toBe('theirs');
  });

  it('differs from another in the files that changed between them', () => {
    expect(differences(stateAfter(publications, 2), stateAfter(publications, 5))).toEqual([
      { path: 'a.nfo', assetType: null, fromHash: 'one', toHash: 'two' },
      { path: 'poster.jpg', assetType: 'poster', fromHash: null, toHash: 'red' },
    ]);
    expect(differences(stateAfter(publications, 2), stateAfter(publications, 9))).toMatchObject([{ path: 'a.nfo' }]);
    expect(differences(stateAfter(publications, 5), stateAfter(publications, 5))).toEqual([]);
  });

  it('is what a disk would hold, whatever was published', () => {
    const hash = fc.option(fc.constantFrom('1', '2', '3'), { nil: null });
    const change = fc.tuple(fc.constantFrom('a', 'b', 'c'), hash);
    fc.assert(
      fc.property(fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 8 }), (rounds) => {
        const disk = new Map<string, string | null>();
        const seen = [new Map(disk)];
        const made = rounds.map((changes, index) => {
          const steps = [...new Map(changes)].flatMap(([path, afterHash]) => {
            const beforeHash = disk.get(path) ?? null;
            if (beforeHash === afterHash) return [];
            disk.set(path, afterHash);
            return [{ path, beforeHash, afterHash, assetType: null }];
          });
          seen.push(new Map(disk));
          return { id: index + 1, steps };
        });
        for (const [index, { id }] of made.entries()) {
          for (const [which, at] of [
            ['before', index],
            ['after', index + 1],
          ] as const) {
            for (const [path, { hash: told }] of stateAfter(made, id, which)) {
              expect(told).toBe(seen[at]?.get(path) ?? null);
            }
          }
        }
      }),
    );
  });
});
