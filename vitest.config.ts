import { defineConfig } from 'vitest/config';

/**
 * Files share a process, two of them at a time: loading every module anew for each file took longer than the tests. A test
 * that changes something of the process puts it back.
 */
export default defineConfig({
  test: {
    include: ['contract/**/*.test.ts', 'main/**/*.test.ts', 'renderer/**/*.test.ts', 'scripts/**/*.test.ts'],
    globalSetup: ['scripts/build-test-workers.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
  },
});
