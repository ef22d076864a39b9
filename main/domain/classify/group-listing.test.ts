import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { groupFolderListing, groupListing } from './group-listing.ts';

describe('for every listing', () => {
  const segment = fc.oneof(
    fc.constantFrom(
      ...['Harbour (2011)', 'Season 1', 'Extras', 'CD1', 'CD2', 'Harbour CD1', 'BDMV', 'Anime', '24', '..', '@eaDir'],
    ),
    fc.string({ unit: 'binary' }),
  );
  const base = fc.oneof(
    fc.constantFrom(
      ...[
        'Harbour (2011) part1.mkv',
        'Harbour (2011) part2.mkv',
        'Harbour S01E01.mkv',
        'Harbour S01E01b.mkv',
        '05.mkv',
      ],
      ...['Harbour-trailer.mkv', 'theme.mp3', 'index.bdmv', 'Harbour - 4K.mkv', 'sample.mkv', 'poster.jpg', '.x.mkv'],
    ),
    fc.string({ unit: 'binary' }),
  );
  const path = fc
    .tuple(
      fc.constantFrom('', '/', 'D:\\', '//nas/'),
      fc.array(segment, { maxLength: 3 }),
      base,
      fc.constantFrom('/', '\\'),
    )
    .map(([start, folders, name, separator]) => start + [...folders, name].join(separator));

  it('gives back paths as they came, each at most once, and stacks of members only', () => {
    fc.assert(
      fc.property(fc.uniqueArray(path, { maxLength: 12 }), fc.constantFrom('movie', 'tv', 'folders'), (paths, how) => {
        const { items, extras } = how === 'folders' ? groupFolderListing(paths) : groupListing(paths, how);
        const placed = [...items.flatMap(({ members }) => members), ...extras.map((extra) => extra.path)];
        expect(new Set(placed).size).toBe(placed.length);
        for (const one of placed) expect(paths).toContain(one);
        for (const { members, stacks } of items) {
          expect(members.length).toBeGreaterThan(0);
          for (const stack of stacks) for (const part of stack) expect(members).toContain(part);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
