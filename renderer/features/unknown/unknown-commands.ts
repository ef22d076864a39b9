import type { Input } from '../../../contract/contract.ts';
import type { UnknownFile, UnknownFileUse } from '../../../contract/unknown-files.ts';
import { call } from '../../client/client.ts';
import { errorText } from '../../client/error-text.ts';
import { t } from '../../messages/t.ts';
import { toasts } from '../../ui/toasts.svelte.ts';

type Problems = readonly { message: string }[];
const PER_CALL = 500;

function refuse(error: unknown): void {
  toasts.show({ message: errorText(error), tone: 'danger', timeoutMs: 12_000 });
}

async function putBack(undoIds: readonly number[]): Promise<void> {
  try {
    let restored = 0;
    for (const undoId of undoIds.toReversed()) restored += (await call('unknownFiles.undo', { undoId })).restored;
    toasts.show({ message: t.unknown.putBack(restored), tone: 'ok' });
  } catch (error) {
    refuse(error);
  }
}

/** Says what was done, with undo where there is one, and what could not be. */
function tell(message: string | null, undoIds: readonly number[], problems: Problems): void {
  if (message !== null) {
    toasts.show({
      message,
      tone: 'ok',
      isUndo: undoIds.length > 0,
      action: undoIds.length === 0 ? undefined : { label: t.app.undo, run: () => putBack(undoIds) },
    });
  }
  if (problems.length === 0) return;
  const details = [...new Set(problems.map((problem) => problem.message))].join('\n');
  toasts.show({ message: t.unknown.failed(problems.length), details, tone: 'danger', timeoutMs: 15_000 });
}

/** Makes files be what they are for, one after the other. Answers the first refusal in words, or null. */
export async function assignFiles(files: readonly UnknownFile[], use: UnknownFileUse): Promise<string | null> {
  const undoIds: number[] = [];
  const problems: { message: string }[] = [];
  for (const file of files) {
    try {
      const { undoId } = await call('unknownFiles.assign', { id: file.id, use });
      if (undoId !== null) undoIds.push(undoId);
    } catch (error) {
      problems.push({ message: errorText(error) });
    }
  }
  if (problems.length === files.length) return problems[0]?.message ?? null;
  const [first] = files;
  const done = files.length - problems.length;
  const message =
    done === 1 && first ? t.unknown.assigned(first.name, t.unknown.uses[use.kind]) : t.unknown.assignedMany(done);
  tell(message, undoIds, problems);
  return null;
}

/** Moves files into the extras folders of the items they lie beside; says what became of it. */
export async function moveToExtras(files: readonly UnknownFile[]): Promise<void> {
  try {
    let moved = 0;
    const undoIds: number[] = [];
    const problems: { message: string }[] = [];
    for (const ids of chunks(files)) {
      const answer = await call('unknownFiles.moveToExtras', { ids });
      moved += answer.moved;
      if (answer.undoId !== null) undoIds.push(answer.undoId);
      problems.push(...answer.problems);
    }
    tell(moved > 0 ? t.unknown.moved(moved) : null, undoIds, problems);
  } catch (error) {
    refuse(error);
  }
}

/** Puts files into the system's trash, from where the person can take them back; says what became of it. */
export async function trashFiles(files: readonly UnknownFile[]): Promise<void> {
  try {
    let trashed = 0;
    const problems: { message: string }[] = [];
    for (const ids of chunks(files)) {
      const answer = await call('unknownFiles.trash', { ids });
      trashed += answer.trashed;
      problems.push(...answer.problems);
    }
    tell(trashed > 0 ? t.unknown.trashed(trashed) : null, [], problems);
  } catch (error) {
    refuse(error);
  }
}

/** Saves a pattern and offers to take it back. Throws what the core refuses. */
export async function ignorePattern(pattern: Input<'ignorePatterns.add'>): Promise<void> {
  const { pattern: saved, forgotten } = await call('ignorePatterns.add', pattern);
  toasts.show({
    message: t.unknown.ignored(saved.pattern, forgotten),
    tone: 'ok',
    isUndo: true,
    action: { label: t.app.undo, run: () => removePattern(saved.id, saved.pattern) },
  });
}

async function removePattern(id: number, pattern: string): Promise<void> {
  try {
    await call('ignorePatterns.remove', { id });
    toasts.show({ message: t.unknown.patterns.removed(pattern) });
  } catch (error) {
    refuse(error);
  }
}

function chunks(files: readonly UnknownFile[]): number[][] {
  const ids = files.map((file) => file.id);
  return Array.from({ length: Math.ceil(ids.length / PER_CALL) }, (_, at) =>
    ids.slice(at * PER_CALL, (at + 1) * PER_CALL),
  );
}
