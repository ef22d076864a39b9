import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../contract/verification.ts';
import { groupFindings } from './group-findings.ts';

function finding(id: number, item: Finding['item'], title: string): Finding {
  return {
    ...{
      id,
      runId: 1,
      libraryId: 1,
      kind: 'missing',
      item,
      title,
      path: `/f/${id}`,
      name: String(id),
      assetType: null,
    },
    ...{ expectedHash: null, expectedSizeBytes: null, foundHash: null, foundSizeBytes: null, otherPath: null },
    ...{ reason: null, repairs: [], foundAt: '2026-01-01T00:00:00.000Z' },
  };
}

describe('groupFindings', () => {
  it('gathers what belongs to an item and counts through all of them', () => {
    const alien = { type: 'movie', id: 1 } as const;
    const tide = { type: 'movie', id: 2 } as const;
    const groups = groupFindings([
      finding(1, alien, 'Alien'),
      finding(2, tide, 'Tide'),
      finding(3, alien, 'Alien'),
      finding(4, null, 'Anvil (2001)'),
    ]);
    expect(
      groups.map(({ title, findings }) => [title, findings.map(({ finding: { id }, index }) => [id, index])]),
    ).toEqual([
      [
        'Alien',
        [
          [1, 0],
          [3, 1],
        ],
      ],
      ['Tide', [[2, 2]]],
      ['Anvil (2001)', [[4, 3]]],
    ]);
  });

  it('has no groups of nothing', () => {
    expect(groupFindings([])).toEqual([]);
  });
});
