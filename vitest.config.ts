import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['contract/**/*.test.ts', 'main/**/*.test.ts', 'renderer/**/*.test.ts', 'scripts/**/*.test.ts'],
    globalSetup: ['scripts/build-test-workers.ts'],
    testTimeout: 30_000,
    pool: 'forks',
  },
});
