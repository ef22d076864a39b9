import { describe, expect, it } from 'vitest';
import type { EpisodeRow, SeasonRow } from '../../../contract/series.ts';
import { lineOffsets, linesBetween, treeLines } from './tree-lines.ts';

const season = (seasonNumber: number | null, missing: readonly boolean[]): SeasonRow =>
  ({
    seasonNumber,
    episodes: missing.map((isMissing, at) => ({ id: (seasonNumber ?? 50) * 100 + at, isMissing }) as EpisodeRow),
  }) as SeasonRow;
const seasons = [season(1, [false, true]), season(2, [false]), season(0, [true])];
const keys = (...args: Parameters<typeof treeLines>): string[] => treeLines(...args).map((line) => line.key);

describe('treeLines', () => {
  it('puts the episodes below their season', () => {
    expect(keys(seasons, new Set(), false, true)).toEqual([
      'season-1',
      'episode-100',
      'episode-101',
      'season-2',
      'episode-200',
      'season-0',
      'episode-0',
    ]);
  });

  it('leaves out the episodes of what is collapsed, and the heads where there is but one season', () => {
    expect(keys(seasons, new Set(['season-1', 'season-0']), false, true)).toEqual([
      'season-1',
      'season-2',
      'episode-200',
      'season-0',
    ]);
    expect(keys(seasons.slice(1, 2), new Set(['season-2']), false, false)).toEqual(['episode-200']);
  });

  it('shows only what is missing', () => {
    expect(keys(seasons, new Set(), true, true)).toEqual(['season-1', 'episode-101', 'season-0', 'episode-0']);
  });

  it('knows a group that is no season', () => {
    expect(keys([season(null, [false])], new Set(), false, true)[0]).toBe('season-none');
  });
});

describe('linesBetween', () => {
  const offsets = lineOffsets(treeLines(seasons, new Set(), false, true), 60, 40);

  it('adds up lines of both heights', () => {
    expect(offsets).toEqual([0, 60, 100, 140, 200, 240, 300, 340]);
  });

  it('finds the lines in view', () => {
    expect(linesBetween(offsets, 0, 100)).toEqual({ first: 0, last: 3 });
    expect(linesBetween(offsets, 141, 199)).toEqual({ first: 3, last: 4 });
    expect(linesBetween(offsets, -500, 10_000)).toEqual({ first: 0, last: 7 });
    expect(linesBetween(offsets, 5000, 6000)).toEqual({ first: 7, last: 7 });
    expect(linesBetween([0], 0, 500)).toEqual({ first: 0, last: 0 });
  });
});
