import { call } from '../../client/client.ts';
import { errorText } from '../../client/error-text.ts';
import { t } from '../../messages/t.ts';
import { toasts } from '../../ui/toasts.svelte.ts';

/** Restores a backup, says so, and offers the way back to what was there before. Throws what the core refuses. */
export async function restoreBackup(name: string): Promise<void> {
  const { keptAs } = await call('backups.restore', { name });
  toasts.show({
    message: t.maintenance.restored,
    tone: 'ok',
    timeoutMs: 20_000,
    action:
      keptAs === null
        ? undefined
        : {
            label: t.maintenance.restoreUndo,
            run: async () => {
              try {
                await restoreBackup(keptAs);
              } catch (error) {
                toasts.show({ message: errorText(error), tone: 'danger' });
              }
            },
          },
  });
}
