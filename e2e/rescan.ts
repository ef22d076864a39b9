import { expect } from '@playwright/test';
import { callCore } from './call-core.ts';
import type { LaunchedApp } from './launch.ts';

/** Scans the library at this path once more, and waits until that scan and all that it brought along are done. */
export async function rescan(launched: LaunchedApp, folder: string): Promise<void> {
  const libraries = await callCore(launched, 'libraries.list', {});
  const library = libraries.find(({ path }) => path === folder);
  if (library === undefined) throw new Error(`${folder} is no library.`);
  const { jobId } = await callCore(launched, 'libraries.scan', { id: library.id });
  await expect
    .poll(async () => (await callCore(launched, 'jobs.list', {})).find((job) => job.id === jobId)?.status, {
      timeout: 60_000,
    })
    .toBe('completed');
}
