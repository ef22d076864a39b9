import type { SetChange } from '../../../contract/sets.ts';
import { call } from '../../client/client.ts';
import { errorText } from '../../client/error-text.ts';
import { t } from '../../messages/t.ts';
import { toasts } from '../../ui/toasts.svelte.ts';

async function undo(change: SetChange): Promise<void> {
  try {
    const { kept } = await call('sets.undo', { change });
    toasts.show({ message: kept === 0 ? t.sets.undone : t.sets.undoneKept(kept), tone: kept === 0 ? 'ok' : 'warn' });
  } catch (error) {
    toasts.show({ message: errorText(error), tone: 'danger' });
  }
}

/** Says what was done to a set, and offers to take it back. Answers the toast's id. */
export function offerUndo(change: SetChange, message: string): number {
  return toasts.show({ message, isUndo: true, action: { label: t.app.undo, run: () => undo(change) } });
}

/** Does something to a set and offers to undo it. Answers why it was refused; null when it was done. */
async function change(
  work: () => Promise<{ change: SetChange }>,
  message: (change: SetChange) => string,
): Promise<string | null> {
  try {
    const done = (await work()).change;
    offerUndo(done, message(done));
    return null;
  } catch (error) {
    return errorText(error);
  }
}

/** Makes a set with these films. Answers its id, or why there is none. */
export async function createSet(name: string, movieIds: number[]): Promise<{ id: number } | { problem: string }> {
  let id = 0;
  const problem = await change(
    async () => {
      const made = await call('sets.create', { name, movieIds });
      id = made.id;
      return made;
    },
    () => t.sets.created(name),
  );
  return problem === null ? { id } : { problem };
}

export function addFilms(set: { id: number; name: string }, movieIds: number[]): Promise<string | null> {
  return change(
    () => call('sets.addMembers', { id: set.id, movieIds }),
    ({ editIds }) => (editIds.length === 0 ? t.sets.addedNone : t.sets.added(editIds.length, set.name)),
  );
}

export function takeOut(setId: number, film: { movieId: number; title: string }): Promise<string | null> {
  return change(
    () => call('sets.removeMembers', { id: setId, movieIds: [film.movieId] }),
    () => t.sets.takenOut(film.title),
  );
}

export function mergeSets(into: { id: number; name: string }, fromIds: number[]): Promise<string | null> {
  return change(
    () => call('sets.merge', { id: into.id, fromIds }),
    () => t.sets.merged(into.name),
  );
}
