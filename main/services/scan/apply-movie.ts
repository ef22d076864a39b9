import { completeness, type CompletenessRules } from '../../domain/completeness.ts';
import type { EntityRef } from '../../domain/entity-ref.ts';
import { UNGUARDED } from '../../domain/field-guard.ts';
import { stateAfterScan } from '../../domain/media-state.ts';
import { MOVIE_FIELDS } from '../../domain/movie-fields.ts';
import { sortKey } from '../../domain/names/sort-key.ts';
import { removeOtherFiles, upsertMediaFile } from '../../store/media-file.store.ts';
import { insertMovie, lockedNames, type MovieRecord, updateMovie } from '../../store/movie.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { provenanceOf, setProvenances } from '../../store/provenance.store.ts';
import { setExternalSubtitles } from '../../store/stream.store.ts';
import { setUnknownFiles } from '../../store/unknown-file.store.ts';
import { nowTimestamp } from '../../store/timestamps.ts';
import type { MovieFacts } from '../../workers/scan-facts.ts';
import { setItemIssues } from '../items/item-issues.ts';
import { refreshItem } from '../items/item-completeness.ts';
import { writeItemValue } from '../items/item-values.ts';
import { applyArtwork, countsFromFiles } from './apply-artwork.ts';
import { planValues, type PlannedValue, type ValuePlan } from './plan-values.ts';

export interface AppliedMovie {
  movieId: number;
  change: 'added' | 'updated' | 'restored';
}

type Columns = Record<string, string | number | null>;

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
  if (existing === null) return { movieId: addMovie(db, libraryId, facts, rules), change: 'added' };
  changeMovie(db, libraryId, facts, existing, rules);
  return { movieId: existing.id, change: existing.deleted_on === null ? 'updated' : 'restored' };
}

/** A new film is one INSERT with everything that its own row holds: a first scan is mostly these. */
function addMovie(db: WriteDb, libraryId: number, facts: MovieFacts, rules: CompletenessRules): number {
  const plan = planValues(facts, null, () => UNGUARDED);
  const columns: Columns = { ...fileColumns(facts), ...nfoColumns(facts, plan) };
  const linked = plan.values.filter((planned) => !isOwnColumn(planned));
  for (const planned of plan.values) {
    if (isOwnColumn(planned))
      writeItemValue(db, { type: 'movie', id: 0 }, planned.field, planned.value, columns, false);
  }
  for (const field of plan.lockedByNfo) columns[MOVIE_FIELDS[field].lockColumn] = 1;
  const title = typeof columns['title'] === 'string' ? columns['title'] : facts.name.title;
  const counts = countsFromFiles(facts);
  const movieId = insertMovie(db, libraryId, {
    ...columns,
    title,
    sort_key: sortKey(typeof columns['sort_title'] === 'string' ? columns['sort_title'] : title),
    scan_issues: JSON.stringify(facts.issues),
    state: stateAfterScan(null, {
      hasProviderId: columns['tmdb_id'] != null || columns['imdb_id'] != null,
      nfoBroken: isNfoBroken(facts),
    }),
    completeness: completeness(
      rules,
      (field) => plan.values.find((planned) => planned.field === field)?.value,
      (type) => counts.get(type) ?? 0,
    ).percent,
  });
  for (const { field, value } of linked) {
    writeItemValue(db, { type: 'movie', id: movieId }, field, value, {}, false, true);
  }
  rememberSources(db, movieId, plan.values, true);
  applyFiles(db, libraryId, movieId, facts, true);
  applyArtwork(db, movieId, facts, new Set(), true);
  return movieId;
}

function changeMovie(
  db: WriteDb,
  libraryId: number,
  facts: MovieFacts,
  movie: MovieRecord,
  rules: CompletenessRules,
): void {
  const locked = lockedNames(movie);
  const provenance = provenanceOf(db, 'movie', movie.id);
  const plan = planValues(facts, movie.nfo_hash, (field) => ({
    isLocked: locked.has(field),
    source: provenance.get(field)?.source ?? null,
    isReleased: provenance.get(field)?.isReleased ?? false,
  }));
  const columns: Columns = { ...fileColumns(facts), ...nfoColumns(facts, plan) };
  for (const { field, value } of plan.values)
    writeItemValue(db, { type: 'movie', id: movie.id }, field, value, columns, false);
  // A lock that another program wrote since is taken over, except where a person has unlocked here.
  for (const field of plan.lockedByNfo) {
    if (provenance.get(field)?.isReleased !== true) columns[MOVIE_FIELDS[field].lockColumn] = 1;
  }
  // What a name said before and says again is not set anew.
  const news = plan.values.filter(
    ({ field, source, value }) =>
      source !== provenance.get(field)?.source || source !== 'name' || movie[field] !== value,
  );
  rememberSources(db, movie.id, news, false);
  applyFiles(db, libraryId, movie.id, facts, false);
  applyArtwork(db, movie.id, facts, locked, false);
  const merged: MovieRecord = { ...movie, ...columns };
  columns['state'] = stateAfterScan(movie.state, {
    hasProviderId: merged.tmdb_id !== null || merged.imdb_id !== null,
    nfoBroken: isNfoBroken(facts),
  });
  const changed = Object.entries(columns).filter(([name, value]) => movie[name] !== value);
  updateMovie(db, movie.id, Object.fromEntries(changed));
  setItemIssues(db, { type: 'movie', id: movie.id }, facts.issues);
  refreshItem(db, { type: 'movie', id: movie.id }, () => rules);
}

/** Fields whose value is a column of the film's own row; the set's id is one, too. */
function isOwnColumn({ field }: PlannedValue): boolean {
  return MOVIE_FIELDS[field].column !== null || field === 'set_id';
}

function fileColumns(facts: MovieFacts): Columns {
  return {
    file_path: facts.filePath,
    directory_path: facts.directoryPath,
    base_name: facts.baseName,
    deleted_on: null,
    deleted_reason: null,
  };
}

function nfoColumns(facts: MovieFacts, plan: ValuePlan): Columns {
  if (facts.nfo === null) return { nfo_path: null, nfo_hash: null };
  const { path, hash } = facts.nfo;
  return plan.isNfoNews ? { nfo_path: path, nfo_hash: hash, nfo_parsed_at: nowTimestamp() } : { nfo_path: path };
}

function isNfoBroken(facts: MovieFacts): boolean {
  return facts.nfo === null && facts.issues.some((issue) => issue.code.startsWith('nfo_'));
}

function rememberSources(db: WriteDb, movieId: number, values: readonly PlannedValue[], isNew: boolean): void {
  for (const source of ['nfo', 'name'] as const) {
    const fields = values.filter((planned) => planned.source === source).map((planned) => planned.field);
    setProvenances(db, 'movie', movieId, fields, source, isNew);
  }
}

function applyFiles(db: WriteDb, libraryId: number, movieId: number, facts: MovieFacts, isNew: boolean): void {
  const entity: EntityRef = { type: 'movie', id: movieId };
  for (const file of facts.files) upsertMediaFile(db, { ...file, libraryId, entity });
  if (!isNew) {
    removeOtherFiles(
      db,
      entity,
      facts.files.map((file) => file.filePath),
    );
  }
  if (!isNew || facts.subtitles.length > 0) setExternalSubtitles(db, entity, facts.subtitles);
  if (!isNew || facts.unknown.length > 0) setUnknownFiles(db, entity, facts.unknown);
}
