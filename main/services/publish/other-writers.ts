import type { OtherWriter } from '../../../contract/publishing.ts';
import { otherWriterMessage, writesByItself } from '../../domain/publish/other-writers.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { type WriterSeen, writersSeen } from '../../store/publish-choice.store.ts';

/** Changes by nobody knows whom that are more than a person's touch here and there. */
const MANY_CHANGES = 3;

/** Programs that write NFO files into a library besides Metarr, the last seen first. */
export function otherWriters(db: ReadDb, libraryId: number): OtherWriter[] {
  return writersSeen(db, libraryId)
    .filter(isWorthSaying)
    .map((seen) => ({ ...seen, message: otherWriterMessage(seen.writer) }));
}

function isWorthSaying({ writer, changes }: WriterSeen): boolean {
  if (writer === 'unknown') return changes >= MANY_CHANGES;
  return writesByItself(writer) || changes > 0;
}
