import { describe, expect, it } from 'vitest';
import type { Observed } from './expected-file.ts';
import { type FileOwner, judgeFile, repairsOf, type Verdict } from './judge-file.ts';

const FILE = { path: '/f/a-poster.jpg', assetType: 'poster', hash: 'h', sizeBytes: 3, mtimeMs: 5 };
const LIVE: FileOwner = { isLive: true, followed: null, published: new Set([FILE.path]) };
const GONE: FileOwner = { ...LIVE, isLive: false };

const missing = (...paths: string[]): Observed => ({
  state: 'missing',
  lookalikes: paths.map((path) => ({ path, sizeBytes: 3 })),
});
const judge = (observed: Observed, owner = LIVE): Verdict => judgeFile(FILE, observed, owner);
const kindOf = (verdict: Verdict): string => (verdict.kind === 'finding' ? verdict.finding.kind : verdict.kind);

describe('a published file', () => {
  it('that is as it was left is fine; one with another time only is remembered so', () => {
    expect(judge({ state: 'same' })).toEqual({ kind: 'fine' });
    expect(judge({ state: 'touched', mtimeMs: 9 })).toEqual({ kind: 'settle', mtimeMs: 9 });
  });

  it('is missing, changed or unreadable as it was seen', () => {
    expect(judge(missing())).toMatchObject({ finding: { kind: 'missing', path: FILE.path, otherPath: null } });
    expect(judge({ state: 'changed', hash: 'x', sizeBytes: 7 })).toMatchObject({
      finding: { kind: 'changed', foundHash: 'x', foundSizeBytes: 7 },
    });
    expect(judge({ state: 'unreadable', reason: 'EIO' })).toMatchObject({
      finding: { kind: 'unreadable', reason: 'EIO' },
    });
  });

  it('has a wrong name when its bytes lie beside it, unless they are another published file', () => {
    expect(judge(missing('/f/old.jpg'))).toMatchObject({ finding: { kind: 'wrong_name', otherPath: '/f/old.jpg' } });
    const published = new Set([FILE.path, '/f/twin.jpg']);
    expect(kindOf(judge(missing('/f/twin.jpg'), { ...LIVE, published }))).toBe('missing');
    expect(judge(missing('/f/twin.jpg', '/f/b.jpg'), { ...LIVE, published })).toMatchObject({
      finding: { kind: 'wrong_name', otherPath: '/f/b.jpg' },
    });
  });

  it('goes with its video: put back under the new name, followed there, or forgotten when it was published anew', () => {
    const followed = '/f/b-poster.jpg';
    const owner = { ...LIVE, followed };
    expect(judge(missing(), owner)).toMatchObject({ finding: { kind: 'missing', otherPath: followed } });
    expect(judge(missing(followed), owner)).toEqual({ kind: 'follow', to: followed });
    expect(judge(missing(), { ...owner, published: new Set([FILE.path, followed]) })).toEqual({ kind: 'forget' });
  });

  it('of an item that is gone is left over only while it is as it was written', () => {
    expect(kindOf(judge({ state: 'same' }, GONE))).toBe('orphan');
    expect(kindOf(judge({ state: 'touched', mtimeMs: 9 }, GONE))).toBe('orphan');
    expect(kindOf(judge({ state: 'changed', hash: 'x', sizeBytes: 7 }, GONE))).toBe('forget');
    expect(kindOf(judge(missing('/f/old.jpg'), GONE))).toBe('forget');
    expect(kindOf(judge({ state: 'unreadable', reason: 'EIO' }, GONE))).toBe('unreadable');
  });
});

describe('repairs', () => {
  it('begin with the one that brings back what was published', () => {
    expect(repairsOf('missing', true)).toEqual(['put_back', 'adopt']);
    expect(repairsOf('wrong_name', true)[0]).toBe('rename_back');
    expect(repairsOf('corrupt_cache', true)).toEqual(['recache']);
    expect(repairsOf('orphan', false)).toEqual(['remove']);
  });

  it('are none for what Metarr cannot mend', () => {
    expect(repairsOf('offline', false)).toEqual([]);
    expect(repairsOf('unreadable', true)).toEqual([]);
    expect(repairsOf('missing', false)).toEqual([]);
  });
});
