import path from 'node:path';
import type { CompletenessRules } from '../../domain/completeness.ts';
import type { ValueSource } from '../../../contract/primitives.ts';
import { MOVIE_IMAGE_TYPES } from '../../domain/asset-types.ts';
import { type FieldGuard, isEmptyValue, mayAutomationReplace } from '../../domain/field-guard.ts';
import { stateAfterScan } from '../../domain/media-state.ts';
import { MOVIE_FIELDS, type MovieField } from '../../domain/movie-fields.ts';
import { sortKey } from '../../domain/names/sort-key.ts';
import { forgetMissingFiles, selectionOf, setSelection, upsertLocalCandidate } from '../../store/artwork.store.ts';
import { recordCachedFile } from '../../store/cache.store.ts';
import { removeOtherFiles, setExternalSubtitles, upsertMediaFile } from '../../store/media-file.store.ts';
import { getMovie, insertMovie, lockedNames, type MovieRecord, updateMovie } from '../../store/movie.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { setActorThumb } from '../../store/people.store.ts';
import { type Provenance, provenanceOf, setProvenance } from '../../store/provenance.store.ts';
import { setUnknownFiles } from '../../store/unknown-file.store.ts';
import type { CachedImage, MovieFacts, ScannedImage } from '../../workers/scan-facts.ts';
import { refreshDerived } from '../movies/movie-completeness.ts';
import { type WritableValue, writeMovieValue } from '../movies/movie-values.ts';
import { valuesFromName, valuesFromNfo } from './movie-facts-values.ts';

export interface AppliedMovie {
  movieId: number;
  change: 'added' | 'updated' | 'restored';
}

/**
 * Takes what a scan found of one film into the database, inside the caller's transaction. `existing` is the row it
 * belongs to (live or trashed), or null for a new film. Locked and hand-edited values stay; empty ones never erase.
 */
export function applyMovie(
  db: WriteDb,
  libraryId: number,
  facts: MovieFacts,
  existing: MovieRecord | null,
  rules: CompletenessRules,
): AppliedMovie {
  const movieId =
    existing?.id ??
    insertMovie(db, {
      libraryId,
      title: facts.name.title,
      sortKey: sortKey(facts.name.title),
      filePath: facts.filePath,
      directoryPath: facts.directoryPath,
      baseName: facts.baseName,
      state: 'discovered',
    });
  const before = existing ?? getMovie(db, movieId);
  if (before === null) throw new Error(`Film ${String(movieId)} vanished while it was scanned.`);
  const locked = lockedNames(before);
  const columns = fileColumns(facts);
  applyValues(db, before, facts, locked, existing === null, columns);
  updateMovie(db, movieId, columns);
  applyFiles(db, libraryId, movieId, facts);
  applyArtwork(db, movieId, facts, locked);
  settleState(db, movieId, facts, existing);
  refreshDerived(db, movieId, rules);
  return { movieId, change: existing === null ? 'added' : existing.deleted_on === null ? 'updated' : 'restored' };
}

function fileColumns(facts: MovieFacts): Record<string, string | number | null> {
  return {
    file_path: facts.filePath,
    directory_path: facts.directoryPath,
    base_name: facts.baseName,
    deleted_on: null,
    deleted_reason: null,
    scan_issues: JSON.stringify(facts.issues),
  };
}

function applyValues(
  db: WriteDb,
  movie: MovieRecord,
  facts: MovieFacts,
  locked: ReadonlySet<string>,
  isNew: boolean,
  columns: Record<string, string | number | null>,
): void {
  const provenance = isNew ? new Map<string, Provenance>() : provenanceOf(db, 'movie', movie.id);
  const guard = (field: MovieField): FieldGuard => ({
    isLocked: locked.has(field),
    source: provenance.get(field)?.source ?? null,
    isReleased: provenance.get(field)?.isReleased ?? false,
  });
  const write = (field: MovieField, value: WritableValue, source: ValueSource): void => {
    writeMovieValue(db, movie.id, field, value, columns, false);
    setProvenance(db, 'movie', movie.id, field, source);
  };
  const nfoChanged = facts.nfo !== null && facts.nfo.hash !== movie.nfo_hash;
  const fromNfo = facts.nfo !== null && nfoChanged ? valuesFromNfo(facts.nfo.reading) : null;
  if (fromNfo !== null) {
    for (const [field, value] of Object.entries(fromNfo.values) as [MovieField, WritableValue][]) {
      if (!isEmptyValue(value) && mayAutomationReplace(guard(field))) write(field, value, 'nfo');
    }
  }
  for (const [field, value] of Object.entries(valuesFromName(facts.name)) as [MovieField, WritableValue][]) {
    if (isEmptyValue(value) || !isEmptyValue(fromNfo?.values[field])) continue;
    const { source } = guard(field);
    // A name knows least: it fills what nobody has filled, and follows a renamed file where it filled before.
    if ((source === null || source === 'name') && mayAutomationReplace(guard(field))) write(field, value, 'name');
  }
  if (facts.nfo !== null) {
    columns['nfo_path'] = facts.nfo.path;
    if (nfoChanged) {
      columns['nfo_hash'] = facts.nfo.hash;
      columns['nfo_parsed_at'] = new Date().toISOString();
    }
  } else if (movie.nfo_path !== null) {
    columns['nfo_path'] = null;
    columns['nfo_hash'] = null;
  }
  // Jellyfin's own locks come over once, with the film.
  if (isNew) for (const field of fromNfo?.lockedFields ?? []) columns[MOVIE_FIELDS[field].lockColumn] = 1;
}

function applyFiles(db: WriteDb, libraryId: number, movieId: number, facts: MovieFacts): void {
  for (const file of facts.files) upsertMediaFile(db, { ...file, libraryId, movieId });
  removeOtherFiles(
    db,
    movieId,
    facts.files.map((file) => file.filePath),
  );
  setExternalSubtitles(db, movieId, facts.subtitles);
  setUnknownFiles(db, movieId, facts.unknown);
}

/** Images that lie in use beside the film are selected, unless the person has chosen (which locks the type). */
function applyArtwork(db: WriteDb, movieId: number, facts: MovieFacts, locked: ReadonlySet<string>): void {
  const byType = new Map<string, Map<number, number>>();
  // Worst name first: where two files stand for the same image of a type, the one that players prefer has the last word.
  const images = [...facts.images].sort((a, b) => nameRank(b, facts) - nameRank(a, facts));
  for (const image of images) {
    recordImage(db, image);
    const candidateId = upsertLocalCandidate(db, {
      movieId,
      type: image.type,
      hash: image.hash,
      cachePath: image.cachePath,
      sizeBytes: image.sizeBytes,
      width: image.width,
      height: image.height,
      filePath: image.filePath,
      fileIndex: image.index,
    });
    const slots = byType.get(image.type) ?? new Map<number, number>();
    slots.set(image.index, candidateId);
    byType.set(image.type, slots);
  }
  forgetMissingFiles(
    db,
    movieId,
    facts.images.map((image) => image.filePath),
  );
  for (const type of MOVIE_IMAGE_TYPES) {
    const found = byType.get(type);
    // A type without files keeps its selection: the bytes are in the cache, and publishing puts them back.
    if (found === undefined || locked.has(type)) continue;
    const wanted = [...new Set([...found].sort(([a], [b]) => a - b).map(([, candidateId]) => candidateId))];
    if (selectionOf(db, movieId, type).join() !== wanted.join()) setSelection(db, movieId, type, wanted, 'local');
  }
  for (const portrait of facts.actorImages) {
    recordImage(db, portrait);
    setActorThumb(db, movieId, portrait.actorName, portrait.hash);
  }
}

/** 0 for `<video>-poster.jpg`, 1 for `poster.jpg`, 2 for other accepted names: the order in which Kodi looks. */
function nameRank(image: ScannedImage, facts: MovieFacts): number {
  const name = path.parse(image.filePath).name.toLowerCase();
  if (name.startsWith(`${facts.baseName.toLowerCase()}-`)) return 0;
  return name.startsWith(image.type) ? 1 : 2;
}

function recordImage(db: WriteDb, image: CachedImage): void {
  recordCachedFile(db, {
    contentHash: image.hash,
    filePath: image.cachePath,
    fileSize: image.sizeBytes,
    assetType: 'image',
    mimeType: image.mimeType,
    width: image.width,
    height: image.height,
  });
}

function settleState(db: WriteDb, movieId: number, facts: MovieFacts, existing: MovieRecord | null): void {
  const movie = getMovie(db, movieId);
  if (movie === null) return;
  const state = stateAfterScan(existing?.state ?? null, {
    hasProviderId: movie.tmdb_id !== null || movie.imdb_id !== null,
    nfoBroken: facts.nfo === null && facts.issues.some((issue) => issue.code.startsWith('nfo_')),
  });
  if (state !== movie.state) updateMovie(db, movieId, { state });
}
