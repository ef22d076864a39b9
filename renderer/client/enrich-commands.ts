import type { Library } from '../../contract/libraries.ts';
import { t } from '../messages/t.ts';
import { toasts } from '../ui/toasts.svelte.ts';
import { call } from './client.ts';
import { errorText } from './error-text.ts';
import { jobEnded } from './job-ended.ts';

/**
 * Asks the providers about a library and applies what the rules say, as a job; `isFresh` asks also about what was
 * enriched before. Tells when it is done, and offers to take all of it back.
 */
export async function enrichLibrary({ id, name }: Pick<Library, 'id' | 'name'>, isFresh: boolean): Promise<void> {
  try {
    const { jobId } = await call('enrich.run', { libraryId: id, isFresh });
    toasts.show({ message: t.enrich.libraryStarted(name), timeoutMs: 3000 });
    const job = await jobEnded(jobId);
    if (job.status !== 'completed') return;
    toasts.show({
      message: t.enrich.libraryDone(name),
      tone: 'ok',
      isUndo: true,
      action: { label: t.app.undo, run: () => undoEnrich(jobId) },
      timeoutMs: 15_000,
    });
  } catch (error) {
    toasts.show({ message: errorText(error), tone: 'danger' });
  }
}

/** Takes back all that one job of enriching did, as far as nobody has changed it since; says how much. */
export async function undoEnrich(jobId: number): Promise<void> {
  try {
    const { undone, kept } = await call('enrich.undo', { jobId });
    toasts.show({ message: t.enrich.undone(undone, kept), tone: 'ok' });
  } catch (error) {
    toasts.show({ message: errorText(error), tone: 'danger' });
  }
}
