import type { Handlers } from '../../../contract/contract.ts';
import type { UnknownFile } from '../../../contract/unknown-files.ts';
import { CoreError } from '../../domain/core-error.ts';
import { itemTitle } from '../../domain/item-title.ts';
import { logActivity } from '../../store/activity.store.ts';
import {
  findUnknownFiles,
  forgetUnknownFiles,
  pageUnknownFiles,
  type UnknownFileRow,
} from '../../store/unknown-file.store.ts';
import { runMoves, undoMoves } from './move-batch.ts';
import { moveToExtras } from './move-to-extras.ts';
import { planUse } from './plan-use.ts';
import { rescanFolders } from './rescan-folders.ts';
import { trashUnknownFiles } from './trash-unknown-files.ts';
import type { UnknownFileDependencies } from './unknown-file-dependencies.ts';
import { usePlace } from './use-place.ts';

type UnknownFileMethod = Extract<keyof Handlers, `unknownFiles.${string}`>;

/** The contract's methods for files that a scan could not tell the use of. */
export function createUnknownFileHandlers(deps: UnknownFileDependencies): Pick<Handlers, UnknownFileMethod> {
  const { db, events } = deps;
  const announce = (): void => {
    events.publish({ name: 'unknownFiles.changed', payload: {} });
  };
  return {
    'unknownFiles.page': ({ offset, limit, ...filter }) => {
      const page = pageUnknownFiles(db, filter, offset, limit);
      return { ...page, rows: page.rows.map(toView) };
    },
    'unknownFiles.assign': async ({ id, use }) => {
      const file = requireFile(deps, id);
      const moves = await orForget(deps, file, () => planUse(deps.pool, file, usePlace(db, file, use.kind), use));
      const { undoId, errors } = await runMoves(deps, 'assign', moves);
      const [error] = errors;
      if (error != null) throw error;
      forgetUnknownFiles(db, [id]);
      const toPath = moves[0]?.toPath ?? '';
      log(deps, file, `${file.fileName} was made ${USES[use.kind]}: ${toPath}.`);
      announce();
      rescanFolders(deps, file.libraryId, [file.filePath, toPath]);
      return { path: toPath, undoId };
    },
    'unknownFiles.moveToExtras': async ({ ids }) => {
      const answer = await moveToExtras(deps, ids);
      announce();
      return answer;
    },
    'unknownFiles.trash': async ({ ids }) => {
      const answer = await trashUnknownFiles(deps, ids);
      announce();
      return answer;
    },
    'unknownFiles.undo': async ({ undoId }) => {
      const { restored } = await undoMoves(deps, undoId);
      for (const libraryId of new Set(restored.map((move) => move.libraryId))) {
        const own = restored.filter((move) => move.libraryId === libraryId);
        rescanFolders(deps, libraryId, [...own.map((move) => move.fromPath), ...own.map((move) => move.toPath)]);
      }
      announce();
      return { restored: restored.length };
    },
  };
}

const USES = { artwork: 'artwork', subtitle: 'a subtitle', extra: 'an extra', theme: 'a theme' } as const;

function requireFile({ db }: UnknownFileDependencies, id: number): UnknownFileRow {
  const [file] = findUnknownFiles(db, [id]);
  if (file === undefined) throw new CoreError('not_found', 'This file is not among the unknown ones any more.');
  return file;
}

/** A file that is gone is unknown no more. */
async function orForget<T>(
  { db, events }: UnknownFileDependencies,
  file: UnknownFileRow,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CoreError && error.code === 'file_missing') {
      forgetUnknownFiles(db, [file.id]);
      events.publish({ name: 'unknownFiles.changed', payload: {} });
    }
    throw error;
  }
}

function log({ db, events }: UnknownFileDependencies, file: UnknownFileRow, description: string): void {
  const id = logActivity(db, {
    eventType: 'unknownFile.assigned',
    severity: 'info',
    entityType: file.ownerType,
    entityId: file.ownerId,
    description,
  });
  events.publish({ name: 'activity.logged', payload: { id } });
}

function toView(row: UnknownFileRow): UnknownFile {
  const item = row.ownerType === 'library' ? null : { type: row.ownerType, id: row.ownerId };
  return {
    id: row.id,
    path: row.filePath,
    name: row.fileName,
    sizeBytes: row.sizeBytes,
    category: row.category,
    libraryId: row.libraryId,
    libraryName: row.libraryName,
    item,
    itemTitle:
      item === null
        ? null
        : itemTitle({
            type: item.type,
            title: row.title,
            season_number: row.seasonNumber,
            episode_number: row.episodeNumber,
          }),
    discoveredAt: row.discoveredAt,
  };
}
