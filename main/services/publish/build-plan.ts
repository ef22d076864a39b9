import { createHash } from 'node:crypto';
import path from 'node:path';
import type { PublishPreview } from '../../../contract/publishing.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import { CoreError } from '../../domain/core-error.ts';
import { type DesiredFile, isPlanUnchanged, type PlanEntry, planPublish } from '../../domain/publish-plan.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { publishedFiles } from '../../store/publish.store.ts';
import type { PreparedPublish, PreparePublishInput } from '../../workers/prepare-publish.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import { type DesiredImages, desiredImages } from './desired-images.ts';
import { desiredPortraits, portraitPaths, writtenPortraits } from './desired-portraits.ts';
import { desiredNfo } from './desired-nfo.ts';
import { unitTitle } from './item-title.ts';
import { hasNoFolder } from './loose-series.ts';
import { placeOf, type PublishPlace } from './publish-place.ts';
import { type PublishUnit, requireUnit } from './publish-unit.ts';

export interface BuiltPlan {
  unit: PublishUnit;
  title: string;
  /** Null when there is no place to write to; then nothing is planned, and the problems say why. */
  folderPath: string | null;
  entries: PlanEntry[];
  nfo: { path: string; bytes: Uint8Array; hash: string; text: string } | null;
  nfoDiff: PublishPreview['nfoDiff'];
  planHash: string;
  isUnchanged: boolean;
  problems: PublishPreview['problems'];
}

/**
 * Looks at the disk and at what is wanted, and says what publishing would do. Writes nothing. Throws `not_found`,
 * `conflict` for an item in the trash, and `permission_denied` or `io_error` for a folder that cannot be read.
 */
export async function buildPlan(db: ReadDb, pool: WorkerPool, ref: ItemRef): Promise<BuiltPlan> {
  const unit = requireUnit(db, ref);
  const title = unitTitle(db, unit);
  const place = placeOf(db, unit);
  if (place === null) {
    const message = 'No file of this episode is known. There is nowhere to publish to until there is one.';
    return emptyPlan(unit, title, { code: 'no_file', message });
  }
  const images = desiredImages(db, unit, place);
  const { files } = images;
  const portraits = desiredPortraits(db, unit, place);
  const prepared = await pool
    .run('preparePublish', {
      folderPath: place.folderPath,
      nfo: nfoInput(db, unit, place),
      imagePaths: [
        ...files.flatMap((file) => (file.supersedes === null ? [file.path] : [file.path, file.supersedes])),
        ...portraitPaths(portraits),
      ],
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
  const pictures = [...files, ...writtenPortraits(portraits, onDisk, lastPublished)];
  const desired = nfoFile === null ? pictures : [nfoFile, ...pictures];
  const entries = planPublish({
    desired,
    onDisk,
    lastPublished,
    known: images.known,
  });
  const problems = imageProblems(images);
  if (place.nfoPath !== null && prepared.nfo?.ok === false) {
    problems.push({ code: prepared.nfo.code, message: prepared.nfo.message });
    entries.unshift(conflictingNfo(place.nfoPath, onDisk.get(place.nfoPath) ?? null, prepared.nfo.message));
  }
  const nfo =
    place.nfoPath !== null && prepared.nfo?.ok === true
      ? { path: place.nfoPath, bytes: prepared.nfo.bytes, hash: prepared.nfo.hash, text: prepared.nfo.text }
      : null;
  return {
    unit,
    title,
    folderPath: place.folderPath,
    entries,
    nfo,
    nfoDiff: prepared.nfo?.ok === true ? prepared.nfo.diff : [],
    planHash: hashPlan(entries),
    isUnchanged: isPlanUnchanged(entries),
    problems,
  };
}

/** The plan in the boundary's shape. */
export function toPreview(plan: BuiltPlan): PublishPreview {
  const { owner } = plan.unit;
  return {
    item: { type: owner.type, id: owner.id },
    title: plan.title,
    planHash: plan.planHash,
    files: plan.entries.map((entry) => ({
      ...entry,
      name: path.relative(plan.folderPath ?? '', entry.path).replaceAll(path.sep, '/'),
    })),
    nfoDiff: plan.nfoDiff,
    nfoText: plan.nfo?.text ?? '',
    isUnchanged: plan.isUnchanged,
    problems: plan.problems,
  };
}

function emptyPlan(unit: PublishUnit, title: string, problem: PublishPreview['problems'][number]): BuiltPlan {
  return {
    unit,
    title,
    folderPath: null,
    entries: [],
    nfo: null,
    nfoDiff: [],
    planHash: hashPlan([]),
    isUnchanged: true,
    problems: [problem],
  };
}

function nfoInput(db: ReadDb, unit: PublishUnit, place: PublishPlace): PreparePublishInput['nfo'] {
  if (place.nfoPath === null) return null;
  return { path: place.nfoPath, formerPath: place.formerNfoPath, content: desiredNfo(db, unit) };
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

function conflictingNfo(
  nfoPath: string,
  there: { contentHash: string; sizeBytes: number } | null,
  reason: string,
): PlanEntry {
  return {
    op: 'conflict',
    kind: 'nfo',
    assetType: null,
    path: nfoPath,
    beforeHash: there?.contentHash ?? null,
    afterHash: null,
    sizeBytes: there?.sizeBytes ?? null,
    isForeign: true,
    reason,
  };
}

function hashPlan(entries: readonly PlanEntry[]): string {
  const text = JSON.stringify(entries.map((entry) => [entry.op, entry.path, entry.beforeHash, entry.afterHash]));
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
