import { MOVIE_FIELD_VALUES, type EditEntry, type LockTarget, type MovieFieldValue } from '../../../contract/movies.ts';
import { ValueSource } from '../../../contract/primitives.ts';
import { isMovieImageType, type MovieImageType } from '../../domain/asset-types.ts';
import type { CompletenessRules } from '../../domain/completeness.ts';
import { CoreError } from '../../domain/core-error.ts';
import { isEmptyValue } from '../../domain/field-guard.ts';
import { isMovieField, MOVIE_FIELDS, type MovieField } from '../../domain/movie-fields.ts';
import { selectionOf, setSelection } from '../../store/artwork.store.ts';
import {
  type Edit,
  type FieldSnapshot,
  getEdit,
  hasLaterEdit,
  insertEdit,
  markUndone,
  newestEdit,
} from '../../store/edit-history.store.ts';
import { updateMovie } from '../../store/movie.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { findSet, getSet, type SetRecord, setSetOverview } from '../../store/people.store.ts';
import { clearProvenance, provenanceOf, setProvenance, setReleased } from '../../store/provenance.store.ts';
import { transaction } from '../../store/sql.ts';
import { refreshDerived } from './movie-completeness.ts';
import { readMovieValue, writeMovieValue } from './movie-values.ts';
import { requireMovie } from './require-movie.ts';

/**
 * A person's edits: each is one transaction that changes the value, locks it, notes who set it, and keeps what was there
 * before, so that undo puts back value, lock and origin together.
 */
export interface MovieEdits {
  /** Sets a field and locks it. Answers the edit's id, or null when nothing would change. */
  setField(movieId: number, field: MovieField, value: unknown): number | null;
  setLock(movieId: number, target: LockTarget, isLocked: boolean): number | null;
  /** Chooses the images of a type, best first, and locks the type. */
  setArtwork(movieId: number, type: MovieImageType, candidateIds: readonly number[]): number | null;
  /** Takes back one edit, or the newest. Null when there is none. */
  undo(request: { editId: number | null; movieId: number | null }): EditEntry | null;
}

export function createMovieEdits(
  db: WriteDb,
  rules: () => CompletenessRules,
  onChanged: (movieId: number) => void,
): MovieEdits {
  const finish = (movieId: number): void => {
    updateMovie(db, movieId, { has_unpublished_changes: 1 });
    refreshDerived(db, movieId, rules());
    onChanged(movieId);
  };
  return {
    setField: (movieId, field, value) =>
      transaction(db, () => {
        const parsed = MOVIE_FIELD_VALUES[field].safeParse(value);
        if (!parsed.success) {
          throw new CoreError(
            'invalid_input',
            parsed.error.issues[0]?.message ?? 'This value does not fit the field.',
            {
              field,
            },
          );
        }
        const next = normalise(parsed.data);
        const before = snapshot(db, movieId, field);
        if (before.isLocked && JSON.stringify(before.snapshot.value) === JSON.stringify(next)) return null;
        const replaced = replacedOverview(db, field, next);
        apply(db, movieId, field, { value: next, source: 'user', isReleased: false }, true);
        const editId = insertEdit(db, 'movie', {
          entityId: movieId,
          field,
          before: { ...before.snapshot, ...(replaced === null ? {} : { replaced }) },
          // Read back: names take the spelling they are known by.
          after: snapshot(db, movieId, field).snapshot,
          beforeLocked: before.isLocked,
          afterLocked: true,
        });
        finish(movieId);
        return editId;
      }),
    setLock: (movieId, target, isLocked) =>
      transaction(db, () => {
        const before = snapshot(db, movieId, target);
        if (before.isLocked === isLocked) return null;
        const after: FieldSnapshot = { ...before.snapshot, isReleased: !isLocked };
        updateMovie(db, movieId, { [lockColumn(target)]: Number(isLocked) });
        // Unlocking by hand says that automation may refresh even what was typed by hand.
        if (isMovieField(target)) setReleased(db, 'movie', movieId, target, !isLocked);
        const editId = insertEdit(db, 'movie', {
          entityId: movieId,
          field: target,
          before: before.snapshot,
          after,
          beforeLocked: before.isLocked,
          afterLocked: isLocked,
        });
        onChanged(movieId);
        return editId;
      }),
    setArtwork: (movieId, type, candidateIds) =>
      transaction(db, () => {
        const before = snapshot(db, movieId, type);
        if (before.isLocked && JSON.stringify(before.snapshot.value) === JSON.stringify(candidateIds)) return null;
        setSelection(db, movieId, type, candidateIds, 'manual');
        updateMovie(db, movieId, { [lockColumn(type)]: 1 });
        const editId = insertEdit(db, 'movie', {
          entityId: movieId,
          field: type,
          before: before.snapshot,
          after: { value: candidateIds, source: 'user', isReleased: false },
          beforeLocked: before.isLocked,
          afterLocked: true,
        });
        finish(movieId);
        return editId;
      }),
    undo: ({ editId, movieId }) =>
      transaction(db, () => {
        const edit = editId === null ? newestEdit(db, 'movie', movieId) : getEdit(db, editId);
        if (edit === null) {
          if (editId === null) return null;
          throw new CoreError('not_found', 'This edit is not in the history any more.');
        }
        if (edit.undoneAt !== null) throw new CoreError('conflict', 'This edit has been undone already.');
        if (hasLaterEdit(db, 'movie', edit)) {
          throw new CoreError('conflict', 'This field was edited again since. Undo the later edit first.');
        }
        apply(db, edit.entityId, edit.field, edit.before, edit.beforeLocked);
        putSetBack(db, edit.entityId, edit.before);
        markUndone(db, edit.id);
        finish(edit.entityId);
        return { ...toEditEntry(edit), isUndone: true };
      }),
  };
}

/** An edit in the boundary's shape. */
export function toEditEntry(edit: Edit): EditEntry {
  return {
    id: edit.id,
    movieId: edit.entityId,
    field: edit.field,
    before: edit.before.value as EditEntry['before'],
    after: edit.after.value as EditEntry['after'],
    editedAt: edit.editedAt,
    isUndone: edit.undoneAt !== null,
  };
}

function lockColumn(target: string): string {
  if (isMovieField(target)) return MOVIE_FIELDS[target].lockColumn;
  if (isMovieImageType(target)) return `${target}_locked`;
  throw new CoreError('invalid_input', `“${target}” cannot be locked.`);
}

function snapshot(db: WriteDb, movieId: number, target: string): { snapshot: FieldSnapshot; isLocked: boolean } {
  const movie = requireMovie(db, movieId);
  const isLocked = movie[lockColumn(target)] === 1;
  if (!isMovieField(target)) {
    return { snapshot: { value: selectionOf(db, movieId, target), source: null, isReleased: false }, isLocked };
  }
  const known = provenanceOf(db, 'movie', movieId).get(target);
  return {
    snapshot: {
      value: readMovieValue(db, movie, target),
      source: known?.source ?? null,
      isReleased: known?.isReleased ?? false,
      ...(target === 'set_id' ? { setId: movie.set_id } : {}),
    },
    isLocked,
  };
}

function apply(db: WriteDb, movieId: number, target: string, state: FieldSnapshot, isLocked: boolean): void {
  const columns: Record<string, string | number | null> = { [lockColumn(target)]: Number(isLocked) };
  if (isMovieField(target)) {
    // Putting a film back into a set says nothing about the set's text, which other films share.
    const value = state.setId == null ? state.value : { ...(state.value as SetRecord), overview: null };
    writeMovieValue(db, movieId, target, value as MovieFieldValue, columns, true);
    if (state.source === null) clearProvenance(db, 'movie', movieId, target);
    else setProvenance(db, 'movie', movieId, target, ValueSource.parse(state.source), state.isReleased);
  } else {
    setSelection(db, movieId, target, state.value as number[], isLocked ? 'manual' : 'local');
  }
  updateMovie(db, movieId, columns);
}

/** The text of a set that an edit is about to replace; null when it replaces none. */
function replacedOverview(
  db: WriteDb,
  field: MovieField,
  next: unknown,
): NonNullable<FieldSnapshot['replaced']> | null {
  const set = field === 'set_id' ? (next as { name: string; overview: string | null } | null) : null;
  const setId = set?.overview == null ? null : findSet(db, { name: set.name, tmdbCollectionId: null });
  return setId === null ? null : { setId, overview: getSet(db, setId)?.overview ?? null };
}

function putSetBack(db: WriteDb, movieId: number, before: FieldSnapshot): void {
  if (before.replaced !== undefined) setSetOverview(db, before.replaced.setId, before.replaced.overview);
  if (before.setId != null && getSet(db, before.setId) !== null) updateMovie(db, movieId, { set_id: before.setId });
}

/** Empty text is no text: it clears the field. Lists lose repeats. */
function normalise(value: unknown): unknown {
  if (typeof value === 'string') {
    const text = value.trim();
    return text === '' ? null : text;
  }
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return [...new Set(value)];
  return isEmptyValue(value) && !Array.isArray(value) ? null : value;
}
