import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SampleDatabase } from './__testing__/schema-sample.ts';
import { addBytes, addCandidate, addEntity, addMovie, openSampleDatabase } from './__testing__/schema-sample.ts';
import { addDays, toTimestamp } from './timestamps.ts';

let sample: SampleDatabase;
let library: number;
beforeAll(() => {
  sample = openSampleDatabase();
  library = addEntity(sample, 'library');
});
afterAll(() => {
  sample.close();
});

const film = (name: string): number => addMovie(sample, library, `/q/${name}/${name}.mkv`);

describe("the reference's queries", () => {
  test('films needing enrichment, by priority, then the newest', () => {
    const ids = [1, 2, 3].map((n) => film(`Enrich ${String(n)}`));
    const set = `UPDATE movies SET state = 'identified', enrichment_priority = ?, created_at = ? WHERE id = ?`;
    sample.insert(set, 5, '2030-01-01T00:00:00.000Z', ids[0]);
    sample.insert(set, 5, '2031-01-01T00:00:00.000Z', ids[1]);
    sample.insert(set, 1, '2029-01-01T00:00:00.000Z', ids[2]);
    const found = sample.list(
      `SELECT * FROM movies WHERE state = 'identified' AND enriched_at IS NULL
       ORDER BY enrichment_priority ASC, created_at DESC LIMIT 50`,
    );
    expect(found).toEqual([ids[2], ids[1], ids[0]]);
  });

  test('films needing a publish, the latest edit first', () => {
    const ids = [1, 2].map((n) => film(`Publish ${String(n)}`));
    ids.forEach((id, n) => {
      sample.insert(
        'UPDATE movies SET has_unpublished_changes = 1, updated_at = ? WHERE id = ?',
        `203${String(n)}-01-01T00:00:00.000Z`,
        id,
      );
    });
    expect(sample.list('SELECT * FROM movies WHERE has_unpublished_changes = 1 ORDER BY updated_at DESC')).toEqual([
      ids[1],
      ids[0],
    ]);
  });

  test('selected assets of a film with their bytes', () => {
    const hash = '1'.repeat(64);
    addBytes(sample, hash);
    const id = film('Selected');
    const candidate = addCandidate(sample, id, hash);
    sample.insert('UPDATE asset_candidates SET is_selected = 1, selected_rank = 0 WHERE id = ?', candidate);
    addCandidate(sample, id, null, 'other');
    const rows = sample.db
      .prepare(
        `SELECT ac.*, ci.file_path, ci.width, ci.height
         FROM asset_candidates ac
         LEFT JOIN cache_inventory ci ON ac.content_hash = ci.content_hash
         WHERE ac.entity_type = 'movie' AND ac.entity_id = ? AND ac.is_selected = 1
         ORDER BY ac.asset_type, ac.selected_rank`,
      )
      .all(id);
    expect(rows).toEqual([expect.objectContaining({ id: candidate, file_path: `/cache/${hash}` })]);
  });

  test('open candidates: local ones do not vanish because their address is NULL', () => {
    const id = film('Open');
    const add = `INSERT INTO asset_candidates (entity_type, entity_id, asset_type, provider, provider_url, source_key)
      VALUES ('movie', ?, 'poster', ?, ?, ?)`;
    const local = sample.insert(add, id, 'local', null, 'local:/q/poster.jpg');
    const open = sample.insert(add, id, 'tmdb', 'https://image/open.jpg', 'tmdb:open');
    sample.insert(add, id, 'tmdb', 'https://image/refused.jpg', 'tmdb:refused');
    const sameUrlElsewhere = sample.insert(add, id, 'tvdb', 'https://image/refused.jpg', 'tvdb:refused');
    sample.insert(
      `INSERT INTO rejected_assets (provider, provider_url, asset_type) VALUES ('tmdb', 'https://image/refused.jpg', 'poster')`,
    );
    const where = `entity_type = 'movie' AND entity_id = ${String(id)} AND asset_type = 'poster' AND is_downloaded = 0
      AND is_rejected = 0`;
    const trapped = sample.list(
      `SELECT id FROM asset_candidates WHERE ${where}
       AND provider_url NOT IN (SELECT provider_url FROM rejected_assets) ORDER BY auto_score DESC, id`,
    );
    expect(trapped).toEqual([open]);
    const mended = sample.list(
      `SELECT id FROM asset_candidates ac WHERE ${where} AND NOT EXISTS (
         SELECT 1 FROM rejected_assets r WHERE r.provider = ac.provider AND r.provider_url = ac.provider_url
       ) ORDER BY auto_score DESC, id`,
    );
    expect(mended).toEqual([local, open, sameUrlElsewhere]);
  });

  test('orphaned files past their grace period, by the same clock as they were written with', () => {
    const add = `INSERT INTO cache_inventory (content_hash, file_path, file_size, asset_type, orphaned_at)
      VALUES (?, '/c', 1, 'image', ?)`;
    const now = Date.now();
    const due = sample.insert(add, 'due', addDays(now, -91));
    sample.insert(add, 'fresh', addDays(now, -89));
    const query = `SELECT id FROM cache_inventory WHERE orphaned_at IS NOT NULL AND orphaned_at < ? ORDER BY orphaned_at ASC`;
    expect(sample.list(query, addDays(now, -90))).toEqual([due]);
    expect(
      sample.list(
        `SELECT id FROM cache_inventory WHERE orphaned_at < DATETIME('now', '-90 days') ORDER BY orphaned_at ASC`,
      ),
    ).toEqual([due]);
    sample.insert(`DELETE FROM cache_inventory WHERE orphaned_at < ?`, addDays(now, -90));
    expect(sample.one(`SELECT count(*) FROM cache_inventory WHERE content_hash = 'due'`)).toBe(0);
  });

  test('soft delete, and the purge of what is due', () => {
    const [due, kept, live] = [film('Due'), film('Kept'), film('Live')];
    const now = Date.now();
    const trash = 'UPDATE movies SET deleted_on = ? WHERE id = ?';
    sample.insert(trash, addDays(now, -1), due);
    sample.insert(trash, addDays(now, 90), kept);
    const expired = sample.list(
      'SELECT id FROM movies WHERE deleted_on IS NOT NULL AND deleted_on <= ?',
      toTimestamp(now),
    );
    expect(expired).toEqual([due]);
    sample.insert('DELETE FROM movies WHERE id = ?', due);
    expect(sample.list('SELECT id FROM movies WHERE id IN (?, ?, ?) ORDER BY id', due, kept, live)).toEqual([
      kept,
      live,
    ]);
  });

  test('people without a film are swept', () => {
    const id = film('Cast');
    const kept = addEntity(sample, 'actor');
    const swept = addEntity(sample, 'actor');
    sample.insert('INSERT INTO movies_actors (movie_id, actor_id, role) VALUES (?, ?, ?)', id, kept, 'Ash');
    sample.insert(
      `DELETE FROM actors WHERE id NOT IN (
         SELECT DISTINCT actor_id FROM movies_actors
         UNION SELECT DISTINCT actor_id FROM series_actors
         UNION SELECT DISTINCT actor_id FROM episodes_actors
       )`,
    );
    expect(sample.list('SELECT id FROM actors WHERE id IN (?, ?)', kept, swept)).toEqual([kept]);
  });

  test('a film with everything, names with commas intact', () => {
    const id = film('Full');
    const set = sample.insert(`INSERT INTO sets (name) VALUES ('Full Collection')`);
    sample.insert('UPDATE movies SET set_id = ? WHERE id = ?', set, id);
    for (const name of ['Drama, Legal', 'Crime']) {
      const genre = sample.insert('INSERT INTO genres (name) VALUES (?)', name);
      sample.insert('INSERT INTO movies_genres (movie_id, genre_id) VALUES (?, ?)', id, genre);
    }
    for (const name of ['Lana', 'Lilly']) {
      const director = sample.insert('INSERT INTO directors (name) VALUES (?)', name);
      sample.insert('INSERT INTO movies_directors (movie_id, director_id) VALUES (?, ?)', id, director);
    }
    const asWritten = sample.db
      .prepare(
        `SELECT m.*, s.name AS set_name, GROUP_CONCAT(DISTINCT g.name) AS genres,
           GROUP_CONCAT(DISTINCT d.name) AS directors
         FROM movies m
         LEFT JOIN sets s ON m.set_id = s.id
         LEFT JOIN movies_genres mg ON m.id = mg.movie_id
         LEFT JOIN genres g ON mg.genre_id = g.id
         LEFT JOIN movies_directors md ON m.id = md.movie_id
         LEFT JOIN directors d ON md.director_id = d.id
         WHERE m.id = ? GROUP BY m.id`,
      )
      .get(id);
    expect(asWritten).toMatchObject({ set_name: 'Full Collection', directors: 'Lana,Lilly' });
    const genres = sample.one(
      `SELECT json_group_array(g.name ORDER BY mg.order_index, g.id) FROM movies_genres mg
       JOIN genres g ON g.id = mg.genre_id WHERE mg.movie_id = ?`,
      id,
    );
    expect(JSON.parse(String(genres))).toEqual(['Drama, Legal', 'Crime']);
  });
});

describe('query plans', () => {
  const plan = (sql: string): string =>
    sample.db
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map((row) => (row as { detail: string }).detail)
      .join('\n');

  const PLANS: [what: string, sql: string, uses: string][] = [
    [
      'page by sort_key',
      'SELECT id FROM movies WHERE deleted_on IS NULL ORDER BY sort_key, id LIMIT 100 OFFSET 20000',
      'SCAN movies USING COVERING INDEX idx_movies_list_title',
    ],
    [
      'page after a key',
      `SELECT id FROM movies WHERE deleted_on IS NULL AND (sort_key, id) > ('m', 7) ORDER BY sort_key, id LIMIT 100`,
      'SEARCH movies USING COVERING INDEX idx_movies_list_title (sort_key>?)',
    ],
    [
      'films of a state',
      `SELECT * FROM movies WHERE state = 'published' AND deleted_on IS NULL ORDER BY sort_key, id LIMIT 100`,
      'idx_movies_state (state=? AND deleted_on=?)',
    ],
    [
      'needs enrichment',
      `SELECT * FROM movies WHERE state = 'identified' AND enriched_at IS NULL
       ORDER BY enrichment_priority ASC, created_at DESC LIMIT 50`,
      'idx_movies_needs_enrichment',
    ],
    [
      'needs publish',
      'SELECT * FROM movies WHERE has_unpublished_changes = 1 ORDER BY updated_at DESC',
      'idx_movies_needs_publish',
    ],
    ['trash due', `SELECT id FROM movies WHERE deleted_on <= '2030'`, 'idx_movies_deleted_on'],
    [
      'films of a folder',
      `SELECT * FROM movies WHERE library_id = 1 AND directory_path = '/f'`,
      'idx_movies_library_directory',
    ],
    [
      'orphans',
      `SELECT * FROM cache_inventory WHERE orphaned_at IS NOT NULL AND orphaned_at < '2030' ORDER BY orphaned_at ASC`,
      'idx_cache_gc',
    ],
    [
      'claim a job',
      `UPDATE job_queue SET status = 'processing' WHERE id = (
         SELECT id FROM job_queue WHERE status = 'pending' AND (run_after IS NULL OR run_after <= '2030')
         ORDER BY priority, created_at LIMIT 1
       ) RETURNING *`,
      'SEARCH job_queue USING COVERING INDEX idx_job_queue_worker (status=?)',
    ],
    [
      'first poster',
      `SELECT content_hash FROM asset_candidates WHERE entity_type = 'movie' AND entity_id = 1 AND is_selected = 1
       AND asset_type = 'poster' ORDER BY selected_rank LIMIT 1`,
      'COVERING INDEX idx_candidates_selected',
    ],
    [
      'selected, not downloaded',
      'SELECT * FROM asset_candidates WHERE is_selected = 1 AND is_downloaded = 0',
      'idx_candidates_needs_download',
    ],
    [
      'films of an actor',
      'SELECT m.id FROM movies_actors ma JOIN movies m ON m.id = ma.movie_id WHERE ma.actor_id = 1',
      'idx_movies_actors_actor (actor_id=?)',
    ],
    [
      'files to probe',
      `SELECT id FROM media_files WHERE probe_state = 'pending' ORDER BY id LIMIT 10`,
      'idx_media_files_needs_probe',
    ],
    [
      'unfinished publications',
      `SELECT id FROM publish_journal WHERE state = 'open' ORDER BY id`,
      'idx_publish_journal_open',
    ],
  ];

  test.each(PLANS)('%s: uses its index, sorts nothing', (_, sql, uses) => {
    const found = plan(sql);
    expect(found).toContain(uses);
    expect(found).not.toContain('TEMP B-TREE');
  });

  test('no trigger reads a whole table', () => {
    const triggers = sample.list(`SELECT sql FROM sqlite_schema WHERE type = 'trigger'`) as string[];
    const statements = triggers
      .flatMap((sql) => sql.slice(sql.indexOf('BEGIN') + 5, sql.lastIndexOf('END')).split(';'))
      .map((sql) => sql.trim().replace(/\b(?:NEW|OLD)\.\w+/g, `'1'`))
      .filter((sql) => /^(?:UPDATE|DELETE)/.test(sql));
    expect(statements.length).toBeGreaterThan(70);
    for (const sql of new Set(statements)) {
      // The one thing scanned is the short list of hits the view returns.
      const scans = plan(sql).match(/^SCAN (?!cache_references\b|CONSTANT ROW\b).*$/gm);
      expect(scans, sql).toBeNull();
    }
    const guards = triggers.flatMap(
      (sql) => sql.match(/EXISTS \(SELECT 1 FROM \w+ WHERE id = NEW\.entity_id\)/g) ?? [],
    );
    expect(guards.length).toBeGreaterThan(100);
  });
});
