import { rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import config from '../vite.main.config.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Before the unit tests: builds the worker threads' entries, as the application runs them. Run from source, each thread
 * would strip types with WebAssembly of its own, and V8 now and then brings the process down when such threads end.
 * Each run builds into a folder of its own, so that two runs at once do not take the files away from each other.
 */
export async function setup(): Promise<() => Promise<void>> {
  const folder = path.join(root, '.cache', 'test-workers', String(process.pid));
  await build({
    ...config,
    configFile: false,
    logLevel: 'warn',
    build: {
      ...config.build,
      outDir: path.join(folder, 'dist', 'main'),
      rolldownOptions: {
        ...config.build?.rolldownOptions,
        input: {
          worker: 'main/workers/worker.ts',
          'checkpoint-thread': 'main/store/checkpoint-thread.ts',
          'manifest-thread': 'main/store/manifest-thread.ts',
          'backup-thread': 'main/store/backup-thread.ts',
          'watch-library': 'main/workers/watch-library.ts',
        },
      },
    },
  });
  process.env['METARR_TEST_WORKERS'] = path.join(folder, 'dist', 'main');
  return () => rm(folder, { recursive: true, force: true });
}
