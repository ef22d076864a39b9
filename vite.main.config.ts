/**
 * Builds the main process: every way Metarr starts (desktop, headless, command line) and the worker threads, as ES
 * modules that share their chunks. Packages stay outside: they are installed beside the application.
 */
import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

const entries = {
  electron: 'main/electron.ts',
  headless: 'main/headless.ts',
  cli: 'main/cli.ts',
  worker: 'main/workers/worker.ts',
  'checkpoint-thread': 'main/store/checkpoint-thread.ts',
  'manifest-thread': 'main/store/manifest-thread.ts',
  'backup-thread': 'main/store/backup-thread.ts',
  'watch-library': 'main/workers/watch-library.ts',
  // Entries of their own for measurements, which run the built core as a shell does.
  core: 'main/core.ts',
  'node-ports': 'main/platform/node/node-ports.ts',
};

/** `METARR_PARTIAL_BUILD=1` builds the entries that exist, for work on a part of the tree. */
function presentEntries(): Record<string, string> {
  if (process.env['METARR_PARTIAL_BUILD'] !== '1') return entries;
  return Object.fromEntries(Object.entries(entries).filter(([, path]) => existsSync(`${root}${path}`)));
}

function packageNames(): string[] {
  const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { dependencies: Record<string, string> };
  return Object.keys(manifest.dependencies);
}

/** True for a package itself and for a path inside it (`hono`, `hono/cors`). */
function isExternal(id: string): boolean {
  if (id.startsWith('node:') || id === 'electron' || id.startsWith('electron/')) return true;
  return [...builtinModules, ...packageNames()].some((name) => id === name || id.startsWith(`${name}/`));
}

export default defineConfig({
  root,
  envDir: false,
  publicDir: false,
  resolve: { conditions: ['node'] },
  build: {
    ssr: true,
    target: 'node24',
    outDir: 'dist/main',
    emptyOutDir: true,
    sourcemap: true,
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: presentEntries(),
      external: isExternal,
      output: {
        format: 'esm',
        entryFileNames: '[name].js',
        // Beside the entries, so that `import.meta.url` points into dist/main whichever chunk a module ends up in.
        chunkFileNames: '[name]-[hash].js',
      },
    },
  },
});
