import path from 'node:path';
import { CoreError } from '../../domain/core-error.ts';
import { checkPatterns, type ParsedPatterns } from '../../domain/rename/check-patterns.ts';
import { DEFAULT_RENAME_PATTERNS } from '../../domain/rename/default-patterns.ts';
import type { PlannedRename } from '../../domain/rename/planned-rename.ts';
import type { VideoFacts } from '../../domain/rename/rename-facts.ts';
import { nameOf } from '../../domain/rename/rename-step.ts';
import { splitVideoName } from '../../domain/rename/sidecars.ts';
import { getLibrary, type Library } from '../../store/library.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { filmFacts, isAloneIn, isPlaceKnown, otherVideosIn, showFacts } from '../../store/rename-facts.store.ts';
import { getRenamePatterns } from '../../store/rename-pattern.store.ts';
import type { NewRenameItem } from '../../store/rename-run.store.ts';
import type { RenamePlanTask } from '../../workers/rename-files.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';

type PlanDependencies = { db: ReadDb; pool: WorkerPool };

/** The patterns of a library as they are used. */
export function patternsOf(db: ReadDb, libraryId: number): ParsedPatterns {
  const { parsed } = checkPatterns(getRenamePatterns(db, libraryId) ?? DEFAULT_RENAME_PATTERNS);
  if (parsed === null) {
    throw new CoreError(
      'conflict',
      'The patterns of this library cannot be used any more. Correct them in the settings.',
    );
  }
  return parsed;
}

/** As planFilms and planShow answer: with nothing to do for an item, no rows. */
export interface ItemPlan {
  /** Films and shows, as they were asked for. */
  id: number;
  rows: NewRenameItem[];
}

/** Plans films of one library; those that are gone are left out. */
export async function planFilms(
  { db, pool }: PlanDependencies,
  library: Library,
  ids: readonly number[],
  patterns: ParsedPatterns,
): Promise<ItemPlan[]> {
  const facts = filmFacts(db, ids).filter(({ libraryId }) => libraryId === library.id);
  const films: RenamePlanTask['films'] = facts.map((film) => {
    const folder = below(library, film.folder);
    const isOwnFolder = folder !== '' && isAloneIn(db, 'movie', film.id, film.folder);
    return {
      film: film.of,
      videos: film.videos.map((video) => inLibrary(library, video)),
      folder,
      isOwnFolder,
      otherStems: isOwnFolder ? [] : otherVideosIn(db, film.id, film.folder).map((file) => stemOf(library, file)),
    };
  });
  const plans = await pool.run('planRenames', { root: library.path, patterns, films, shows: [] });
  return facts.map((film, at) => {
    const plan = known(db, library, { type: 'movie', id: film.id }, plans.films[at]);
    const row = { libraryId: library.id, type: 'movie' as const, entityId: film.id, seriesId: null, seasonFolders: [] };
    return { id: film.id, rows: isNothing(plan) ? [] : [{ ...row, ...kept(plan), title: titleOf(film.of) }] };
  });
}

/** Plans a show: a row for its folders, and one for each episode that changes its name. Null when it is gone. */
export async function planShow(
  { db, pool }: PlanDependencies,
  library: Library,
  id: number,
  patterns: ParsedPatterns,
): Promise<ItemPlan | null> {
  const show = showFacts(db, id);
  if (show === null || show.libraryId !== library.id) return null;
  const folder = below(library, show.folder);
  const { shows } = await pool.run('planRenames', {
    root: library.path,
    patterns,
    films: [],
    shows: [
      {
        show: show.of,
        folder,
        isOwnFolder: isAloneIn(db, 'series', id, show.folder),
        seasons: show.seasons.map(({ number, folder: place }) => ({
          number,
          folder: place === null ? null : below(library, place),
        })),
        episodes: show.episodes.map((episode) => ({
          ...episode,
          videos: episode.videos.map((video) => inLibrary(library, video)),
        })),
      },
    ],
  });
  const [plan] = shows;
  const folders = known(db, library, { type: 'series', id }, plan?.folders);
  const common = { libraryId: library.id, seriesId: id };
  const rows: NewRenameItem[] = [];
  if (!isNothing(folders)) {
    const own = { type: 'series' as const, entityId: id, title: titleOf(show.of), seasonFolders: [] };
    rows.push({ ...common, ...own, ...kept(folders) });
  }
  const blocked = folders.problem === null ? null : 'The show’s folder cannot be renamed, so its episodes stay.';
  for (const episode of plan?.episodes ?? []) {
    if (isNothing(episode)) continue;
    const { id: entityId, title, seasonFolders } = episode;
    const own = { type: 'episode' as const, entityId, title, seasonFolders };
    rows.push({ ...common, ...own, ...kept(episode), problem: episode.problem ?? blocked });
  }
  return { id, rows };
}

/** Throws `not_found` when the library was removed. */
export function requireLibrary(db: ReadDb, libraryId: number): Library {
  const library = getLibrary(db, libraryId);
  if (library === null) throw new CoreError('not_found', 'This library was removed.');
  return library;
}

function kept({ steps, changes, problem }: PlannedRename): Pick<NewRenameItem, 'steps' | 'changes' | 'problem'> {
  return { steps, changes, problem };
}

function isNothing(plan: PlannedRename): boolean {
  return plan.problem === null && plan.steps.length === 0;
}

/** Another item may be known where this one is to lie, though nothing lies there. */
function known(
  db: ReadDb,
  library: Library,
  item: { type: 'movie' | 'series'; id: number },
  plan: PlannedRename | undefined,
): PlannedRename {
  if (plan === undefined) return { steps: [], changes: [], problem: null, mustBeFree: [] };
  if (plan.problem !== null || plan.steps.length === 0) return plan;
  const places = plan.changes.map(({ after }) => path.join(library.path, after));
  return isPlaceKnown(db, item.type, item.id, places)
    ? { ...plan, steps: [], problem: 'Metarr knows another item in that place. Scan the library, then plan again.' }
    : plan;
}

function titleOf({ title, year }: { title: string; year: number | null }): string {
  return year === null ? title : `${title} (${String(year)})`;
}

function inLibrary<V extends VideoFacts>(library: Library, video: V): V {
  return { ...video, path: below(library, video.path) };
}

/** '' for the library's own folder. */
function below(library: Library, place: string): string {
  return path.relative(library.path, place).split(path.sep).join('/');
}

function stemOf(library: Library, file: string): string {
  return splitVideoName(nameOf(below(library, file))).stem;
}
