import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Before the unit tests: builds the worker threads' entries, as the application runs them. Run from source, each thread
 * would strip types with WebAssembly of its own, and V8 now and then brings the process down when such threads end.
 */
export async function setup(): Promise<void> {
  await build({
    configFile: `${root}vite.main.config.ts`,
    logLevel: 'warn',
    build: { outDir: '.cache/test-workers/dist/main' },
  });
}
