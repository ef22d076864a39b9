import { createHash } from 'node:crypto';
import type { ItemRef } from '../../../contract/primitives.ts';
import type { PublishPreview } from '../../../contract/publishing.ts';
import { CoreError } from '../../domain/core-error.ts';
import {
  type DesiredFile,
  type DiskFile,
  isPlanUnchanged,
  type KnownBytes,
  type PlanEntry,
  planPublish,
} from '../../domain/publish-plan.ts';
import { type ImageTimes, imageTimes } from '../../store/artwork.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import type { FoundFile } from '../../store/publish-check.store.ts';
import { choicesAt, type RememberedChoice } from '../../store/publish-choice.store.ts';
import { publishedFiles, publishedStates } from '../../store/publish.store.ts';
import type { PreparedPublish, PreparePublishInput } from '../../workers/prepare-publish.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import { type DesiredImages, desiredImages } from './desired-images.ts';
import { desiredNfo } from './desired-nfo.ts';
import { desiredPortraits, portraitPaths, writtenPortraits } from './desired-portraits.ts';
import { whyNoSetPlace } from './desired-set.ts';
import { desiredTrailer } from './desired-trailer.ts';
import { unitTitle } from './item-title.ts';
import { hasNoFolder } from './loose-series.ts';
import { lookIntoOutsideNfo, type OutsideNfo } from './outside-nfo.ts';
import { outdatedFiles } from './outdated-files.ts';
import { placeOf, type PublishPlace } from './publish-place.ts';
import { type PublishUnit, requireUnit } from './publish-unit.ts';

export interface BuiltPlan {
  unit: PublishUnit;
  title: string;
  /** Under which names its files are; see PublishRules. */
  namingKey: string | null;
  /** Null when there is no place to write to; then nothing is planned, and the problems say why. */
  folderPath: string | null;
  entries: PlanEntry[];
  nfo: { path: string; bytes: Uint8Array; hash: string; text: string } | null;
  nfoDiff: PublishPreview['nfoDiff'];
  /** Null unless somebody else changed the NFO. */
  outside: OutsideNfo | null;
  /** What was found of each file that matters, to tell whether anything has changed since. */
  found: FoundFile[];
  planHash: string;
  isUnchanged: boolean;
  problems: PublishPreview['problems'];
}

export interface PlanOptions {
  /** Files whose size and time are those that Metarr left them with are not read: for plans of many items. */
  trustsTimes?: boolean;
  /** False where nobody looks at the lines of the NFO that change: they are not compared then. */
  withDiff?: boolean;
}

/**
 * Looks at the disk and at what is wanted, and says what publishing would do. Writes nothing. Throws `not_found`,
 * `conflict` for an item in the trash, and `permission_denied` or `io_error` for a folder that cannot be read.
 */
export async function buildPlan(
  db: ReadDb,
  pool: WorkerPool,
  ref: ItemRef,
  options: PlanOptions = {},
): Promise<BuiltPlan> {
  const unit = requireUnit(db, ref);
  const title = unitTitle(db, unit);
  const place = placeOf(db, unit);
  if (place === null) {
    if (unit.owner.type === 'set') return emptyPlan(unit, title, whyNoSetPlace(db, unit.owner));
    const message = 'No file of this episode is known. There is nowhere to publish to until there is one.';
    return emptyPlan(unit, title, { code: 'no_file', message });
  }
  const images = desiredImages(db, unit, place);
  const { files } = images;
  const portraits = desiredPortraits(db, unit, place);
  const trailer = desiredTrailer(db, unit, place);
  const obsolete = outdatedFiles(db, unit, place, images.missing);
  const imagePaths = [
    ...files.flatMap((file) => (file.supersedes === null ? [file.path] : [file.path, file.supersedes])),
    ...portraitPaths(portraits),
    ...(trailer === null ? [] : [trailer.path]),
    ...obsolete.map((file) => file.path),
  ];
  const choices = choicesAt(db, place.nfoPath === null ? imagePaths : [...imagePaths, place.nfoPath]);
  const nfoWanted = nfoInput(db, unit, place, choices);
  const prepared = await pool
    .run('preparePublish', {
      folderPath: place.folderPath,
      nfo: nfoWanted,
      imagePaths,
      withDiff: options.withDiff ?? true,
      trusted: options.trustsTimes === true ? publishedStates(db, imagePaths) : [],
    })
    .catch((error: unknown) => {
      throw unreadable(title, place.folderPath, error);
    });
  if (!prepared.hasFolder && hasNoFolder(db, unit.owner)) {
    const message =
      'This show has no folder of its own: its episodes lie among those of others. Give it one to publish it.';
    return emptyPlan(unit, title, { code: 'no_folder', message });
  }
  const onDisk = new Map(prepared.disk);
  const nfoFile = desiredNfoFile(place, prepared.nfo);
  const lastPublished = publishedFiles(db, [...onDisk.keys()]);
  const times = imageTimes(db, unit.members);
  const pictures = [
    ...files.map((file) => ({ ...file, chosenAt: chosenAt(times, file) })),
    ...writtenPortraits(portraits, onDisk, lastPublished),
    ...(trailer === null ? [] : [trailer]),
  ];
  const known = knownBytes(unit, place, images.known, times);
  const outside = await outsideNfo(db, pool, unit, place, { prepared, onDisk, lastPublished, known, nfoWanted });
  const entries = planPublish({
    desired: nfoFile === null ? pictures : [nfoFile, ...pictures],
    onDisk,
    lastPublished,
    known,
    choices,
    outside: outside === null ? new Map() : new Map([[outside.path, outside.change]]),
    obsolete,
  });
  const problems = imageProblems(images);
  if (place.nfoPath !== null && prepared.nfo?.ok === false) {
    const kept = unreadableNfo(place.nfoPath, onDisk.get(place.nfoPath) ?? null, choices.get(place.nfoPath));
    if (kept.op === 'conflict') problems.push({ code: prepared.nfo.code, message: prepared.nfo.message });
    entries.unshift(kept);
  }
  const nfo =
    place.nfoPath !== null && prepared.nfo?.ok === true
      ? { path: place.nfoPath, bytes: prepared.nfo.bytes, hash: prepared.nfo.hash, text: prepared.nfo.text }
      : null;
  return {
    unit,
    title,
    namingKey: place.rules.namingKey,
    folderPath: place.folderPath,
    entries,
    nfo,
    nfoDiff: isNfoKept(entries) || prepared.nfo?.ok !== true ? [] : prepared.nfo.diff,
    outside,
    found: prepared.found,
    planHash: hashPlan(entries),
    isUnchanged: isPlanUnchanged(entries),
    problems,
  };
}

interface NfoFacts {
  prepared: PreparedPublish;
  onDisk: ReadonlyMap<string, DiskFile | null>;
  lastPublished: ReadonlyMap<string, string>;
  known: ReadonlyMap<string, KnownBytes>;
  nfoWanted: PreparePublishInput['nfo'];
}

/** Looks into the NFO where it holds bytes that Metarr neither wrote nor wants; null where it does not. */
async function outsideNfo(
  db: ReadDb,
  pool: WorkerPool,
  unit: PublishUnit,
  { nfoPath }: PublishPlace,
  { prepared, onDisk, lastPublished, known, nfoWanted }: NfoFacts,
): Promise<OutsideNfo | null> {
  const there = nfoPath === null ? null : (onDisk.get(nfoPath) ?? null);
  if (nfoPath === null || there === null || nfoWanted === null || prepared.nfo?.ok !== true) return null;
  const published = lastPublished.get(nfoPath) ?? null;
  const isExpected = there.contentHash === (published ?? known.get(nfoPath)?.hash);
  if (isExpected || there.contentHash === prepared.nfo.hash) return null;
  return lookIntoOutsideNfo(db, pool, unit, {
    path: nfoPath,
    diskHash: there.contentHash,
    published,
    desired: prepared.nfo.bytes,
    kind: nfoWanted.content.type,
  });
}

function chosenAt({ chosenAt: times }: ImageTimes, { assetType, contentHash }: DesiredFile): string | null {
  return times.get(`${assetType ?? ''} ${contentHash}`) ?? null;
}

/** What scans read: images at their paths, and the NFO. */
function knownBytes(
  { members }: PublishUnit,
  { nfoPath }: PublishPlace,
  images: ReadonlyMap<string, string>,
  { seenAt }: ImageTimes,
): Map<string, KnownBytes> {
  const known = new Map<string, KnownBytes>();
  for (const [file, hash] of images) known.set(file, { hash, readAt: seenAt.get(file) ?? null });
  for (const member of members) {
    if (nfoPath === null || member.nfo_path !== nfoPath || member.nfo_hash === null) continue;
    known.set(nfoPath, { hash: member.nfo_hash, readAt: null });
  }
  return known;
}

function isNfoKept(entries: readonly PlanEntry[]): boolean {
  return entries.some((entry) => entry.kind === 'nfo' && entry.reasonCode === 'kept_by_choice');
}

function emptyPlan(unit: PublishUnit, title: string, problem: PublishPreview['problems'][number]): BuiltPlan {
  return {
    unit,
    title,
    namingKey: null,
    folderPath: null,
    entries: [],
    nfo: null,
    nfoDiff: [],
    outside: null,
    found: [],
    planHash: hashPlan([]),
    isUnchanged: true,
    problems: [problem],
  };
}

function nfoInput(
  db: ReadDb,
  unit: PublishUnit,
  { nfoPath, formerNfoPath }: PublishPlace,
  choices: ReadonlyMap<string, RememberedChoice>,
): PreparePublishInput['nfo'] {
  if (nfoPath === null) return null;
  const choice = choices.get(nfoPath);
  return {
    path: nfoPath,
    formerPath: formerNfoPath,
    content: desiredNfo(db, unit),
    replacedHash: choice?.choice === 'overwrite' ? choice.diskHash : null,
  };
}

function desiredNfoFile({ nfoPath, formerNfoPath }: PublishPlace, nfo: PreparedPublish['nfo']): DesiredFile | null {
  if (nfoPath === null || nfo?.ok !== true) return null;
  return {
    kind: 'nfo',
    assetType: null,
    path: nfoPath,
    contentHash: nfo.hash,
    sizeBytes: nfo.bytes.byteLength,
    // Goes only if Metarr wrote it: nobody's NFO is known by its hash otherwise.
    supersedes: formerNfoPath,
  };
}

function imageProblems({ missing, overruled }: DesiredImages): PublishPreview['problems'] {
  return [
    ...missing.map((type) => ({
      code: 'file_missing',
      message: `The selected ${type} is not in the cache any more and is left out.`,
    })),
    ...overruled.map((type) => ({
      code: 'shared_file',
      message: `The episodes of this file have different ones selected as ${type}. A file has one: that of the first episode.`,
    })),
  ];
}

/** An NFO that is none: left alone, unless a person has said what is to become of these bytes. */
function unreadableNfo(nfoPath: string, there: DiskFile | null, choice: RememberedChoice | undefined): PlanEntry {
  const isKept = choice?.choice === 'keep' && choice.diskHash === there?.contentHash;
  return {
    op: isKept ? 'leave' : 'conflict',
    kind: 'nfo',
    assetType: null,
    path: nfoPath,
    fromPath: null,
    beforeHash: there?.contentHash ?? null,
    afterHash: isKept ? there.contentHash : null,
    sizeBytes: there?.sizeBytes ?? null,
    isForeign: true,
    reasonCode: isKept ? 'kept_by_choice' : 'not_xml',
    choices: isKept ? [] : ['overwrite', 'keep'],
  };
}

function hashPlan(entries: readonly PlanEntry[]): string {
  const text = JSON.stringify(
    entries.map(({ op, path: file, fromPath, beforeHash, afterHash }) => [op, file, fromPath, beforeHash, afterHash]),
  );
  return createHash('sha256').update(text).digest('hex');
}

function unreadable(title: string, folderPath: string, error: unknown): CoreError {
  const code = (error as NodeJS.ErrnoException).code;
  const isDenied = code === 'EACCES' || code === 'EPERM';
  return new CoreError(
    isDenied ? 'permission_denied' : 'io_error',
    isDenied
      ? `Metarr may not read ${folderPath}. Change its permissions.`
      : `The folder of ${title} cannot be read (${error instanceof Error ? error.message : String(error)}).`,
    { path: folderPath },
  );
}
