import { describe, expect, it } from 'vitest';
import { stackName } from './stack-name.ts';

describe('stackName', () => {
  it.each([
    ['Harbour (2011)-cd1', 'Harbour (2011)-cd2', 'Harbour (2011)'],
    ['Harbour (2011) CD1', 'Harbour (2011) CD2', 'Harbour (2011)'],
    ['harbour.2011.cd01.720p', 'harbour.2011.cd02.720p', 'harbour.2011.720p'],
    ['Harbour - part 1', 'Harbour - part 2', 'Harbour'],
    ['Harbour.pt1', 'Harbour.pt2', 'Harbour'],
    ['Harbour disc1', 'Harbour disc2', 'Harbour'],
    ['Harbour 13-disk_a', 'Harbour 13-disk_b', 'Harbour 13'],
    ['Harbour 13 a', 'Harbour 13 b', 'Harbour 13'],
    ['Harbour 13a', 'Harbour 13b', 'Harbour 13'],
    ['Harbour 1', 'Harbour 2', null],
    ['Harbour (2011)', 'Harbour (2011)', null],
    ['Harbour 720p-cd1', 'Harbour-cd2', null],
    ['Harbour x', 'Harbour y', null],
    ['cd1', 'cd2', ''],
  ])('%s and %s: %s', (first, second, expected) => {
    expect(stackName(first, second)).toBe(expected);
  });
});
