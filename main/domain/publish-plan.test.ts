import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DesiredFile,
  type DiskFile,
  isWritten,
  isPlanUnchanged,
  type KnownBytes,
  planPublish,
  type PublishPlanInput,
} from './publish-plan.ts';

const hash = (letter: string): string => letter.repeat(64);
const [OLD, NEW, OTHER] = [hash('a'), hash('b'), hash('c')];
const on = (contentHash: string): DiskFile => ({ contentHash, sizeBytes: 3 });
const read = (hash: string, readAt: string | null = null): KnownBytes => ({ hash, readAt });

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
    ['scanned', new Map([['/f/poster.jpg', read(OLD)]]), new Map<string, string>(), 'replace', true],
    ['published by Metarr', new Map<string, KnownBytes>(), new Map([['/f/poster.jpg', OLD]]), 'replace', false],
    ['never seen', new Map<string, KnownBytes>(), new Map<string, string>(), 'conflict', true],
    [
      'another one than the scanned',
      new Map([['/f/poster.jpg', read(OTHER)]]),
      new Map<string, string>(),
      'conflict',
      true,
    ],
    ['changed since publishing', new Map<string, KnownBytes>(), new Map([['/f/poster.jpg', OTHER]]), 'conflict', true],
  ] as const)('an image that is %s', (_name, known, lastPublished, op, isForeign) => {
    const onDisk = new Map([['/f/poster.jpg', on(OLD)]]);
    const [entry] = plan({ desired: [image('/f/poster.jpg', NEW)], onDisk, known, lastPublished });
    expect(entry).toMatchObject({ op, isForeign, beforeHash: OLD });
    expect(entry?.choices).toEqual(op === 'conflict' ? ['adopt', 'overwrite', 'keep'] : []);
  });

  it.each([
    ['that a scan read and nobody published', read(OLD), undefined, undefined, 'replace', null],
    ['that nobody ever read', undefined, undefined, undefined, 'conflict', 'never_read'],
    ['that was read once and holds other bytes', read(OTHER), undefined, undefined, 'conflict', 'never_read'],
    ['that Metarr wrote', undefined, OLD, undefined, 'replace', null],
    ['with other values since Metarr wrote it', undefined, OTHER, 'values', 'conflict', 'changed_outside'],
    ['with other values, although a scan read them', read(OLD), OTHER, 'values', 'conflict', 'changed_outside'],
    ['nobody looked into', undefined, OTHER, undefined, 'conflict', 'changed_outside'],
    ['with additions that are nothing of ours', undefined, OTHER, 'foreign_only', 'replace', 'outside_kept'],
  ] as const)('an NFO %s', (_name, known, published, outside, op, reasonCode) => {
    const at = <V>(value: V | undefined) => new Map(value === undefined ? [] : [['/f/a.nfo', value]]);
    const [entry] = plan({
      desired: [nfo('/f/a.nfo', NEW)],
      onDisk: at(on(OLD)),
      known: at(known),
      lastPublished: at(published),
      outside: at(outside),
    });
    expect(entry).toMatchObject({ op, reasonCode });
    expect(entry?.choices).toEqual(op === 'conflict' ? ['merge', 'adopt', 'overwrite', 'keep'] : []);
  });

  it('replaces an image that came after a publication only where another was chosen with both in sight', () => {
    const at = (chosenAt: string | null, content = NEW) =>
      plan({
        desired: [{ ...image('/f/poster.jpg', content), chosenAt }],
        onDisk: new Map([['/f/poster.jpg', on(OLD)]]),
        lastPublished: new Map([['/f/poster.jpg', OTHER]]),
        known: new Map([['/f/poster.jpg', read(OLD, '2026-01-02')]]),
      })[0]?.op;
    expect(at('2026-01-03')).toBe('replace');
    expect(at('2026-01-01')).toBe('conflict');
    expect(at(null)).toBe('conflict');
    // What was published before comes back over what somebody put there: never unasked.
    expect(at('2026-01-03', OTHER)).toBe('conflict');
  });

  it('says of a file that Metarr wrote and that is gone that it is missing', () => {
    const [entry] = plan({ desired: [image('/f/poster.jpg', NEW)], lastPublished: new Map([['/f/poster.jpg', NEW]]) });
    expect(entry).toMatchObject({ op: 'create', reasonCode: 'missing' });
  });

  it.each([
    ['overwrite', 'replace', 'settled_by_choice'],
    ['adopt', 'replace', 'settled_by_choice'],
    ['merge', 'replace', 'settled_by_choice'],
    ['keep', 'leave', 'kept_by_choice'],
  ] as const)('goes by the choice %s, for as long as the file holds the same bytes', (choice, op, reasonCode) => {
    const input = { desired: [image('/f/poster.jpg', NEW)], onDisk: new Map([['/f/poster.jpg', on(OLD)]]) };
    const about = (diskHash: string) => new Map([['/f/poster.jpg', { diskHash, choice }]]);
    expect(plan({ ...input, choices: about(OLD) })[0]).toMatchObject({ op, reasonCode });
    expect(plan({ ...input, choices: about(OTHER) })[0]).toMatchObject({ op: 'conflict', reasonCode: 'never_read' });
  });

  it('renames where the same bytes get another name, and removes what goes by an old name alone', () => {
    const onDisk = new Map([
      ['/f/a-poster.jpg', on(OLD)],
      ['/f/a-fanart.jpg', on(OTHER)],
    ]);
    const lastPublished = new Map([
      ['/f/a-poster.jpg', OLD],
      ['/f/a-fanart.jpg', OTHER],
    ]);
    const renamed = plan({ desired: [image('/f/poster.jpg', OLD, '/f/a-poster.jpg')], onDisk, lastPublished });
    expect(renamed).toMatchObject([{ op: 'rename', path: '/f/poster.jpg', fromPath: '/f/a-poster.jpg' }]);
    const obsolete = [...onDisk.keys()].map((path) => ({ kind: 'image' as const, assetType: 'other', path }));
    const both = plan({ desired: [image('/f/poster.jpg', OLD)], onDisk, lastPublished, obsolete });
    expect(both.map(({ op, path, fromPath }) => [op, path, fromPath])).toEqual([
      ['rename', '/f/poster.jpg', '/f/a-poster.jpg'],
      ['remove', '/f/a-fanart.jpg', null],
    ]);
    // Somebody else's bytes under an old name of ours are none of our business.
    expect(plan({ onDisk, obsolete })).toEqual([]);
  });

  it('removes a superseded file after its replacement, if Metarr knows its bytes', () => {
    const desired = [image('/f/poster.png', NEW, '/f/poster.jpg')];
    const onDisk = new Map([['/f/poster.jpg', on(OLD)]]);
    const entries = plan({ desired, onDisk, known: new Map([['/f/poster.jpg', read(OLD)]]) });
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
  const someKnown = fc
    .array(fc.tuple(fc.constantFrom(...paths), someHash, fc.constantFrom(null, '2026-01-02')), { maxLength: 6 })
    .map((rows) => new Map(rows.map(([path, hash, readAt]) => [path, read(hash, readAt)])));
  const someChoices = fc
    .array(fc.tuple(fc.constantFrom(...paths), someHash, fc.constantFrom('adopt', 'overwrite', 'merge', 'keep')))
    .map((rows) => new Map(rows.map(([path, diskHash, choice]) => [path, { diskHash, choice }])));
  const someOutside = fc
    .array(fc.tuple(fc.constant('/f/d.nfo'), fc.constantFrom('values', 'foreign_only')))
    .map((rows) => new Map(rows));
  const someObsolete = fc
    .uniqueArray(fc.constantFrom(...paths))
    .map((chosen) => chosen.map((path) => ({ kind: 'image' as const, assetType: 'poster', path })));
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

  const someInput = fc
    .tuple(someDesired, someMap, someMap, someKnown, someChoices, someOutside, someObsolete)
    .map(([desired, disk, lastPublished, known, choices, outside, obsolete]) => ({
      desired,
      onDisk: new Map<string, DiskFile | null>([...disk].map(([path, content]) => [path, on(content)])),
      lastPublished,
      known,
      choices,
      outside,
      obsolete,
    }));

  /** What is on disk after a plan was carried out, and what Metarr wrote. */
  function carriedOut(input: PublishPlanInput) {
    const onDisk = new Map(input.onDisk);
    const lastPublished = new Map(input.lastPublished);
    for (const entry of planPublish(input).filter(isWritten)) {
      for (const [path, hash] of [[entry.path, entry.afterHash] as const, [entry.fromPath, null] as const]) {
        if (path === null) continue;
        onDisk.set(path, hash === null ? null : on(hash));
        if (hash === null) lastPublished.delete(path);
        else lastPublished.set(path, hash);
      }
    }
    return { ...input, onDisk, lastPublished };
  }

  it('replaces or removes bytes of others only where they were read, or a person decided', () => {
    fc.assert(
      fc.property(someInput, (input) => {
        for (const entry of planPublish(input)) {
          const from = entry.op === 'rename' ? entry.fromPath : entry.path;
          if (from === null || !['replace', 'remove', 'rename'].includes(entry.op)) continue;
          const there = input.onDisk.get(from)?.contentHash;
          const choice = input.choices.get(from);
          const isKnown = [input.known.get(from)?.hash, input.lastPublished.get(from)].includes(there);
          const isDecided = choice?.diskHash === there && choice?.choice !== 'keep';
          const isNoneOfOurs = entry.kind === 'nfo' && entry.reasonCode === 'outside_kept';
          expect(isKnown || isDecided || isNoneOfOurs).toBe(true);
        }
      }),
    );
  });

  it('leaves a file in conflict, and one that is to be kept, as it is', () => {
    fc.assert(
      fc.property(someInput, (input) => {
        const after = carriedOut(input).onDisk;
        for (const entry of planPublish(input)) {
          if (entry.op !== 'conflict' && entry.op !== 'leave') continue;
          if (entry.reasonCode === 'same_name') continue;
          expect(after.get(entry.path)).toEqual(input.onDisk.get(entry.path));
        }
      }),
    );
  });

  it('forgets no bytes: what was on disk is still there, or is said to be displaced', () => {
    fc.assert(
      fc.property(someInput, (input) => {
        const after = carriedOut(input).onDisk;
        const entries = planPublish(input);
        for (const [path, file] of input.onDisk) {
          if (file === null || after.get(path)?.contentHash === file.contentHash) continue;
          const isSaid = entries.some(
            (entry) =>
              (entry.path === path && entry.beforeHash === file.contentHash) ||
              (entry.fromPath === path && entry.afterHash === file.contentHash),
          );
          expect(isSaid).toBe(true);
        }
      }),
    );
  });

  it('touches each path at most once, and never removes a file that it wants', () => {
    fc.assert(
      fc.property(someInput, (input) => {
        const touched = planPublish(input)
          .filter((entry) => entry.op !== 'conflict')
          .flatMap((entry) => (entry.fromPath === null ? [entry.path] : [entry.path, entry.fromPath]));
        expect(new Set(touched).size).toBe(touched.length);
      }),
    );
  });

  it('is empty the second time: once carried out, nothing is left to do', () => {
    fc.assert(
      fc.property(someInput, (input) => {
        const inConflict = planPublish(input).filter((entry) => entry.op === 'conflict');
        const second = planPublish(carriedOut(input));
        expect(isPlanUnchanged(second.filter((entry) => entry.op !== 'conflict'))).toBe(true);
        expect(second.filter((entry) => entry.op === 'conflict').map(({ path }) => path)).toEqual(
          inConflict.map(({ path }) => path),
        );
      }),
    );
  });
});
