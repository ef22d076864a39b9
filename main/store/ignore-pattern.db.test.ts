import { expect, it } from 'vitest';
import { enabledIgnorePatterns } from './ignore-pattern.store.ts';
import type { ReadDb } from './open-database.ts';
import { openSampleDatabase } from './__testing__/schema-sample.ts';

it('a library is scanned with its own patterns and those for all, without the disabled', () => {
  const sample = openSampleDatabase();
  const db = sample.db as unknown as ReadDb;
  const add = (name: string): number =>
    sample.insert(`INSERT INTO libraries (name, type, path) VALUES ('${name}', 'movies', '/${name}')`);
  const [mine, other] = [add('mine'), add('other')];
  sample.insert(`UPDATE ignore_patterns SET is_enabled = pattern = '*.part'`);
  sample.insert(`INSERT INTO ignore_patterns (pattern, kind, library_id) VALUES ('*.bak', 'glob', ?)`, mine);
  sample.insert(`INSERT INTO ignore_patterns (pattern, kind, library_id) VALUES ('notes.pdf', 'exact', ?)`, other);
  sample.insert(`INSERT INTO ignore_patterns (pattern, kind, library_id) VALUES ('Old', 'exact', NULL)`);
  expect(enabledIgnorePatterns(db, mine)).toEqual([
    { pattern: '*.part', kind: 'glob' },
    { pattern: '*.bak', kind: 'glob' },
    { pattern: 'Old', kind: 'exact' },
  ]);
  sample.close();
});
