import path from 'node:path';
import { z } from 'zod';
import { foldName } from '../../domain/classify/video-unit.ts';
import { setFolderName } from '../../domain/set-folder-name.ts';
import { type JobKind, jobKind, PRIORITY } from '../../jobs/job-kind.ts';
import type { NewJob } from '../../store/job.store.ts';
import { getItem } from '../../store/item.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { transaction } from '../../store/sql.ts';
import { liveSetNames, setFingerprint, setInformationFolder } from '../../store/set-folder.store.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import type { EventSink } from '../event-sink.ts';
import { inSlices } from '../enrich/in-slices.ts';
import { refreshItem, type RulesOf } from '../items/item-completeness.ts';
import { setPlace } from '../publish/desired-set.ts';
import { applySetFolder } from './apply-set-folder.ts';

export const READ_SET_FOLDERS = 'read_set_folders';

/** @param isFull also folders whose listing is as it was when they were read last */
export function readSetFoldersJob(isFull: boolean): NewJob {
  return {
    type: READ_SET_FOLDERS,
    label: 'Read artwork of collections',
    priority: PRIORITY.scan,
    payload: { isFull },
    dedupeKey: `${READ_SET_FOLDERS}:${String(isFull)}`,
  };
}

interface Dependencies {
  db: WriteDb;
  pool: WorkerPool;
  cacheDir: string;
  events: EventSink;
  rules: RulesOf;
}

/**
 * Takes in what lies in the folders of sets, artwork and NFO, and judges how complete all sets are. A folder that cannot be read changes nothing. Doing it again
 * finds the same, so a crash on the way costs nothing.
 */
export function createReadSetFoldersKind(deps: Dependencies): JobKind {
  return jobKind({
    type: READ_SET_FOLDERS,
    payload: z.object({ isFull: z.boolean() }),
    concurrency: 1,
    maxRetries: 2,
    run: async ({ isFull }, context) => {
      const folders = await foldersToRead(deps);
      let changed = 0;
      for (const [index, folder] of folders.known.entries()) {
        context.signal.throwIfAborted();
        context.progress(index, folders.known.length);
        if (await readOne(deps, folder, isFull)) changed += 1;
      }
      await inSlices(
        deps.db,
        liveSetNames(deps.db),
        ({ id }) => {
          refreshItem(deps.db, { type: 'set', id }, deps.rules);
        },
        context.signal,
      );
      context.progress(folders.known.length, folders.known.length);
      deps.events.flush();
      return { kind: 'done', result: { sets: folders.known.length, changed, unknownFolders: folders.unknown } };
    },
  });
}

interface SetFolder {
  setId: number;
  folderPath: string;
  isShared: boolean;
}

async function foldersToRead({ db, pool }: Dependencies): Promise<{ known: SetFolder[]; unknown: number }> {
  const root = setInformationFolder(db);
  const sets = liveSetNames(db);
  if (root === null) {
    const shared = sets.flatMap(({ id }): SetFolder[] => {
      const item = getItem(db, { type: 'set', id });
      const place = item === null ? null : setPlace(db, item);
      return place === null ? [] : [{ setId: id, folderPath: place.folderPath, isShared: true }];
    });
    return { known: shared, unknown: 0 };
  }
  const byFolder = new Map(sets.toReversed().map(({ id, name }) => [foldName(setFolderName(name) ?? ''), id]));
  const known: SetFolder[] = [];
  let unknown = 0;
  for (const name of await pool.run('listSetFolders', root)) {
    const setId = byFolder.get(foldName(name));
    if (setId === undefined) unknown += 1;
    else known.push({ setId, folderPath: path.join(root, name), isShared: false });
  }
  return { known, unknown };
}

/** True when that changed something. */
async function readOne(
  { db, pool, cacheDir, events, rules }: Dependencies,
  folder: SetFolder,
  isFull: boolean,
): Promise<boolean> {
  const { setId, folderPath, isShared } = folder;
  const knownFingerprint = isFull ? null : setFingerprint(db, setId, folderPath);
  const facts = await pool.run('readSetFolder', { cacheDir, folderPath, isShared, knownFingerprint });
  if (facts === null) return false;
  transaction(db, () => {
    applySetFolder(db, setId, folderPath, facts, rules);
  });
  events.itemChanged({ type: 'set', id: setId });
  return true;
}
