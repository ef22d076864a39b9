import path from 'node:path';
import type { UndoBlock } from '../../../contract/publishing.ts';
import { CoreError } from '../../domain/core-error.ts';
import { newTempPath } from '../../files/atomic-write.ts';
import type { PublishStep, StepSource } from '../../files/publish-step.ts';
import { findCachedFile } from '../../store/cache.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { type Journal, lastWrittenAt } from '../../store/publish.store.ts';

/**
 * Why a publication cannot be undone, as far as the database knows; null when it can. That somebody else wrote to its files
 * meanwhile shows on the disk alone.
 */
export function undoBlock(db: ReadDb, journal: Journal): UndoBlock | null {
  if (journal.undoneBy !== null) return { code: 'undone', message: 'This publication has been undone already.' };
  if (journal.action !== 'publish' || journal.state !== 'committed') {
    return { code: 'unfinished', message: 'Only a finished publication can be undone.' };
  }
  const written = lastWrittenAt(
    db,
    journal.steps.map((step) => step.path),
  );
  for (const step of journal.steps) {
    const last = written.get(step.path);
    if (last !== undefined && last.hash !== step.afterHash) {
      const name = path.basename(step.path);
      return {
        code: 'written_since',
        message: `${name} was written again since, by another publication. Undo the later publication first.`,
      };
    }
  }
  const lost = journal.steps.find((step) => step.beforeHash !== null && findCachedFile(db, step.beforeHash) === null);
  if (lost === undefined) return null;
  return {
    code: 'bytes_gone',
    message: `The earlier bytes of ${path.basename(lost.path)} are not kept any more, so they cannot be put back.`,
  };
}

/** The steps that bring back what a publication displaced. Throws `conflict` or `file_missing`, and says why. */
export function reverseSteps(db: ReadDb, journal: Journal): PublishStep[] {
  const block = undoBlock(db, journal);
  if (block !== null) throw new CoreError(block.code === 'bytes_gone' ? 'file_missing' : 'conflict', block.message);
  return [...journal.steps]
    .reverse()
    .map((step, seq) => changeStep(db, { seq, path: step.path, from: step.afterHash, to: step.beforeHash }));
}

/**
 * A step that leads a file from some bytes to others that the cache has; null stands for no file. Throws `file_missing`.
 */
export function changeStep(
  db: ReadDb,
  { seq, path: target, from, to }: { seq: number; path: string; from: string | null; to: string | null },
): PublishStep {
  return {
    seq,
    op: to === null ? 'remove' : from === null ? 'create' : 'replace',
    path: target,
    tempPath: to === null ? null : newTempPath(target),
    beforeHash: from,
    afterHash: to,
    source: to === null ? null : cachedSource(db, target, to),
  };
}

function cachedSource(db: ReadDb, target: string, hash: string): StepSource {
  const cached = findCachedFile(db, hash);
  if (cached === null) {
    throw new CoreError(
      'file_missing',
      `The earlier bytes of ${path.basename(target)} are not kept any more, so they cannot be put back.`,
    );
  }
  return { kind: 'cache', hash, ext: path.extname(cached.filePath).slice(1) };
}
