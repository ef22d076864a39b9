import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DesiredFile,
  type DiskFile,
  isPlanUnchanged,
  planPublish,
  type PublishPlanInput,
} from './publish-plan.ts';

const hash = (letter: string): string => letter.repeat(64);
const [OLD, NEW, OTHER] = [hash('a'), hash('b'), hash('c')];
const on = (contentHash: string): DiskFile => ({ contentHash, sizeBytes: 3 });

function image(path: string, contentHash: string, supersedes: string | null = null): DesiredFile {
  return { kind: 'image', assetType: 'poster', path, contentHash, sizeBytes: 3, supersedes };
}

function nfo(path: string, contentHash: string): DesiredFile {
  return { kind: 'nfo', assetType: null, path, contentHash, sizeBytes: 3, supersedes: null };
}

function plan(input: Partial<PublishPlanInput>) {
  return planPublish({
    desired: [],
    onDisk: new Map(),
    lastPublished: new Map(),
    known: new Map(),
    ...input,
  });
}

describe('planPublish', () => {
  it('creates where nothing is', () => {
    const [entry] = plan({ desired: [image('/f/poster.jpg', NEW)] });
    expect(entry).toMatchObject({ op: 'create', beforeHash: null, afterHash: NEW, isForeign: false });
  });

  it('leaves what is as it should be, whoever wrote it', () => {
    const desired = [image('/f/poster.jpg', NEW), nfo('/f/a.nfo', OLD)];
    const onDisk = new Map([
      ['/f/poster.jpg', on(NEW)],
      ['/f/a.nfo', on(OLD)],
    ]);
    const entries = plan({ desired, onDisk });
    expect(entries.map((entry) => entry.op)).toEqual(['leave', 'leave']);
    expect(isPlanUnchanged(entries)).toBe(true);
  });

  it.each([
    ['scanned', new Map([['/f/poster.jpg', OLD]]), new Map<string, string>(), 'replace', true],
    ['published by Metarr', new Map<string, string>(), new Map([['/f/poster.jpg', OLD]]), 'replace', false],
    ['never seen', new Map<string, string>(), new Map<string, string>(), 'conflict', true],
    ['another one than the scanned', new Map([['/f/poster.jpg', OTHER]]), new Map<string, string>(), 'conflict', true],
    ['changed since publishing', new Map<string, string>(), new Map([['/f/poster.jpg', OTHER]]), 'conflict', true],
  ] as const)('an image that is %s', (_name, known, lastPublished, op, isForeign) => {
    const onDisk = new Map([['/f/poster.jpg', on(OLD)]]);
    const [entry] = plan({ desired: [image('/f/poster.jpg', NEW)], onDisk, known, lastPublished });
    expect(entry).toMatchObject({ op, isForeign, beforeHash: OLD });
    expect(entry?.reason === null).toBe(op !== 'conflict');
  });

  it('patches an NFO that was changed outside: what is not ours survives in it', () => {
    const [entry] = plan({ desired: [nfo('/f/a.nfo', NEW)], onDisk: new Map([['/f/a.nfo', on(OLD)]]) });
    expect(entry).toMatchObject({ op: 'replace', isForeign: true });
  });

  it('removes a superseded file after its replacement, if Metarr knows its bytes', () => {
    const desired = [image('/f/poster.png', NEW, '/f/poster.jpg')];
    const onDisk = new Map([['/f/poster.jpg', on(OLD)]]);
    const entries = plan({ desired, onDisk, known: new Map([['/f/poster.jpg', OLD]]) });
    expect(entries.map((entry) => [entry.op, entry.path])).toEqual([
      ['create', '/f/poster.png'],
      ['remove', '/f/poster.jpg'],
    ]);
    expect(plan({ desired, onDisk }).map((entry) => entry.op)).toEqual(['create']);
  });

  it('refuses two files that a disk without case would take for one', () => {
    const entries = plan({ desired: [image('/f/Poster.jpg', NEW), image('/f/poster.JPG', OTHER)] });
    expect(entries.map((entry) => entry.op)).toEqual(['create', 'conflict']);
    expect(isPlanUnchanged(entries)).toBe(false);
  });

  const paths = ['/f/a.jpg', '/f/b.jpg', '/f/c.png', '/f/d.nfo'];
  const someHash = fc.constantFrom(OLD, NEW, OTHER);
  const someMap = fc
    .array(fc.tuple(fc.constantFrom(...paths), someHash), { maxLength: 6 })
    .map((pairs) => new Map(pairs));
  const someDesired = fc
    .uniqueArray(fc.constantFrom(...paths), { maxLength: 4 })
    .chain((chosen) =>
      fc.tuple(
        ...chosen.map((path) =>
          path.endsWith('.nfo')
            ? someHash.map((content) => nfo(path, content))
            : fc
                .tuple(someHash, fc.option(fc.constantFrom('/f/a.jpg', '/f/x.jpg'), { nil: null }))
                .map(([content, old]) => image(path, content, old)),
        ),
      ),
    );

  it('never replaces or removes an image whose bytes Metarr does not know', () => {
    fc.assert(
      fc.property(someDesired, someMap, someMap, someMap, (desired, disk, lastPublished, known) => {
        const onDisk = new Map([...disk].map(([path, content]) => [path, on(content)]));
        for (const entry of planPublish({ desired, onDisk, lastPublished, known })) {
          if (entry.kind !== 'image' || (entry.op !== 'replace' && entry.op !== 'remove')) continue;
          expect([known.get(entry.path), lastPublished.get(entry.path)]).toContain(entry.beforeHash);
        }
      }),
    );
  });

  it('touches each path at most once, and never removes a file that it wants', () => {
    fc.assert(
      fc.property(someDesired, someMap, someMap, someMap, (desired, disk, lastPublished, known) => {
        const onDisk = new Map([...disk].map(([path, content]) => [path, on(content)]));
        const touched = planPublish({ desired, onDisk, lastPublished, known }).filter(
          (entry) => entry.op !== 'conflict',
        );
        expect(new Set(touched.map((entry) => entry.path)).size).toBe(touched.length);
      }),
    );
  });

  it('is empty the second time: once carried out, nothing is left to do', () => {
    fc.assert(
      fc.property(someDesired, someMap, someMap, someMap, (desired, disk, lastPublished, known) => {
        const onDisk = new Map<string, DiskFile | null>([...disk].map(([path, content]) => [path, on(content)]));
        const entries = planPublish({ desired, onDisk, lastPublished, known });
        fc.pre(entries.every((entry) => entry.op !== 'conflict'));
        const published = new Map(lastPublished);
        for (const entry of entries) {
          if (entry.op === 'leave') continue;
          onDisk.set(entry.path, entry.afterHash === null ? null : on(entry.afterHash));
          if (entry.afterHash !== null) published.set(entry.path, entry.afterHash);
        }
        expect(isPlanUnchanged(planPublish({ desired, onDisk, lastPublished: published, known }))).toBe(true);
      }),
    );
  });
});
