import type { Migration } from './migrate.ts';

const FILE_NAME = /(?:^|\/)(\d{4})_([a-z0-9_]+)\.sql$/;

const texts = import.meta.glob<string>('../../migrations/[0-9]*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/**
 * The numbered migrations of this build, in order, as text bundled into it: one list for the desktop, the server, the
 * command line and the tests. The number in a file's name is the schema version it leads to.
 * Throws when a file's name is not `NNNN_words.sql`.
 */
export const MIGRATIONS: readonly Migration[] = Object.entries(texts)
  .map(([path, sql]) => {
    const [, digits, name] = FILE_NAME.exec(path) ?? [];
    if (digits === undefined || name === undefined) throw new Error(`Not a migration's name: ${path}`);
    return { version: Number(digits), name: `${digits}_${name}`, sql };
  })
  .sort((a, b) => a.version - b.version);
