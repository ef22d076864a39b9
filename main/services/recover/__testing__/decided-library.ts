import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ItemRef } from '../../../../contract/primitives.ts';
import { movieNfo, picture, writeFilm } from '../../../__testing__/test-films.ts';
import { scanShows, showsDir } from '../../../__testing__/test-show-items.ts';
import type { TestCore } from '../../../__testing__/test-core.ts';
import { createSeededRandom, type SeededRandom } from '../../../media/sample/seeded-random.ts';
import type { ReadDb } from '../../../store/open-database.ts';

export interface LibrarySize {
  films: number;
  shows: number;
  /** Of each show, in two seasons. */
  episodes: number;
}

/** Writes films and shows of a few bytes each: some with NFO, some with artwork, each video of a size of its own. */
export async function writeLibraries(test: TestCore, size: LibrarySize): Promise<void> {
  const posters = await Promise.all(
    Array.from({ length: 12 }, (_, index) => picture(`hsl(${String(index * 30)}, 60%, 40%)`)),
  );
  for (let index = 0; index < size.films; index++) {
    const title = `Film ${String(index).padStart(4, '0')}`;
    const poster = posters[index % posters.length];
    writeFilm(test.libraryDir, {
      folder: `${title} (${String(1950 + (index % 70))})`,
      ...(index % 3 === 0
        ? {
            nfo: movieNfo(
              `  <title>${title}</title>\n  <uniqueid type="tmdb" default="true">${String(10_000 + index)}</uniqueid>\n  <genre>Drama</genre>\n  <actor><name>Actor ${String(index % 40)}</name><role>Role</role></actor>`,
            ),
          }
        : {}),
      ...(index % 2 === 0 && poster !== undefined ? { files: { 'poster.jpg': poster } } : {}),
    });
  }
  const shows = showsDir(test);
  for (let index = 0; index < size.shows; index++) writeShow(shows, index, size.episodes);
}

function writeShow(folder: string, index: number, episodes: number): void {
  const title = `Show ${String(index).padStart(3, '0')}`;
  for (let number = 0; number < episodes; number++) {
    const season = 1 + (number % 2);
    const place = path.join(folder, title, `Season 0${String(season)}`);
    mkdirSync(place, { recursive: true });
    const name = `${title} S0${String(season)}E${String(1 + Math.floor(number / 2)).padStart(2, '0')}`;
    writeFileSync(path.join(place, `${name}.mkv`), `no video of ${name}${'.'.repeat(number)}`);
  }
}

/** @param isAfresh reads every folder again, as the scan after a rebuild does */
export async function scanLibraries(test: TestCore, isAfresh = false): Promise<void> {
  if (isAfresh) test.core.internals.db.exec('DELETE FROM scanned_directories');
  await test.scan();
  await scanShows(test);
}

const FIELDS = {
  movie: { title: 'A title of my own', plot: 'A plot of my own', genres: ['Mine', 'Yours'], user_rating: 8.5 },
  series: { title: 'A show of my own', plot: 'Its plot', genres: ['Mine'], user_rating: 3 },
  season: { title: 'A season of my own', plot: 'Its plot' },
  episode: { title: 'An episode of my own', plot: 'Its plot', user_rating: 9 },
} as const;
const LOCKS = {
  movie: ['year', 'premiered', 'poster', 'fanart', 'actors', 'all'],
  series: ['premiered', 'poster', 'studios', 'all'],
  season: ['premiered', 'poster', 'all'],
  episode: ['aired', 'thumb', 'actors'],
} as const;

/** What a person does with about every item: edits, locks, chooses, waives, rejects. The same seed does the same. */
export async function decide(test: TestCore, seed: string): Promise<void> {
  const random = createSeededRandom(seed);
  const image = await picture('tomato');
  const { hash } = (await (
    await test.core.handleAsset(new Request('http://x/assets', { method: 'POST', body: Buffer.from(image) }))
  ).json()) as { hash: string };
  for (const type of ['movie', 'series', 'season', 'episode'] as const) {
    for (const id of idsOf(test, type)) await decideItem(test, random, { type, id }, hash);
  }
  await decideSets(test, hash);
  await decideRules(test);
}

/** Sets made, edited, locked and ordered by hand, one with the name of another one that it took in. */
async function decideSets(test: TestCore, hash: string): Promise<void> {
  const films = idsOf(test, 'movie');
  const made: number[] = [];
  for (const [number, name] of ['The First Three', 'The Others', 'To Be Merged'].entries()) {
    const movieIds = films.slice(number * 3, number * 3 + 3).reverse();
    if (movieIds.length === 0) continue;
    const { id } = await test.call('sets.create', { name, movieIds });
    made.push(id);
    await test.call('sets.reorder', { id, movieIds });
  }
  const [first, second, third] = made;
  if (first === undefined) return;
  const item = { type: 'set', id: first } as const;
  await test.call('items.setField', { item, field: 'overview', value: 'Three, as I like them.' });
  await test.call('items.setLock', { item, target: 'fanart', isLocked: true });
  await test.call('artwork.add', { item, type: 'poster', hash });
  if (second !== undefined && third !== undefined) await test.call('sets.merge', { id: second, fromIds: [third] });
}

/** What holds for libraries, and for all of the application. */
async function decideRules(test: TestCore): Promise<void> {
  for (const { id: libraryId } of await test.call('libraries.list', {})) {
    const draft = await test.call('profiles.get', { libraryId });
    await test.call('profiles.set', { libraryId, draft: { ...draft, kinds: { ...draft.kinds, trailers: false } } });
    const { patterns } = await test.call('rename.patterns', { libraryId });
    await test.call('rename.setPatterns', { libraryId, patterns: { ...patterns, movieFolder: '{Year} {Title}' } });
    await test.call('automation.set', { libraryId, mode: 'manual', acceptFrom: 93 });
    await test.call('verify.setSchedule', { libraryId, every: 'weekly', restoreAfterUpgrade: true });
    await test.call('selectionConfig.set', { libraryId, type: 'poster', minWidth: 321 });
    await test.call('ignorePatterns.add', { pattern: '*.bif', kind: 'glob', libraryId });
  }
  await test.call('mergeRules.set', { languages: ['de-DE', 'en-US'], maxActors: 17 });
  await test.call('completenessRules.set', { type: 'episode', fields: ['plot'] });
  await test.call('schedules.set', { name: 'backup', intervalMinutes: 360 });
  await test.call('settings.set', { theme: 'dark', posterWidthPx: 123 });
}

async function decideItem(
  test: TestCore,
  random: SeededRandom,
  item: ItemRef & { type: keyof typeof FIELDS },
  hash: string,
): Promise<void> {
  const kinds = random.whole(1, 3);
  for (let times = 0; times < kinds; times++) {
    const what = random.pick(['field', 'lock', 'unlock', 'id', 'image', 'waive'] as const);
    if (what === 'field') {
      const [field, value] = random.pick(Object.entries<unknown>(FIELDS[item.type]));
      await test.call('items.setField', { item, field: field as 'title', value: value as string });
    } else if (what === 'lock' || what === 'unlock') {
      await test.call('items.setLock', { item, target: random.pick(LOCKS[item.type]), isLocked: what === 'lock' });
    } else if (what === 'id') {
      await test.call('items.setField', { item, field: 'tmdb_id', value: 500_000 + item.id });
    } else if (what === 'image') {
      const type = item.type === 'episode' ? 'thumb' : random.pick(['poster', 'fanart'] as const);
      await test.call('artwork.add', { item, type, hash });
    } else if (item.type === 'movie') {
      await test.call('completeness.waive', { item, requirement: 'plot', reason: 'it has none' });
    }
  }
}

export function idsOf(test: TestCore, type: 'movie' | 'series' | 'season' | 'episode'): number[] {
  const table = { movie: 'movies', series: 'series', season: 'seasons', episode: 'episodes' }[type];
  return test.core.internals.db.prepare(`SELECT id FROM ${table} ORDER BY id`).pluck().all() as number[];
}

/** Everything that was decided, by what it was decided about, told without ids and times of writing. */
export function decisions(db: ReadDb): Record<string, unknown[]> {
  const names = `(SELECT 'movie' AS type, id, file_path AS name FROM movies UNION ALL
    SELECT 'series', id, directory_path FROM series UNION ALL
    SELECT 'season', s.id, sh.directory_path || '#' || s.season_number FROM seasons s JOIN series sh ON sh.id = s.series_id UNION ALL
    SELECT 'episode', e.id, sh.directory_path || '#' || e.season_number || 'x' || e.episode_number
      FROM episodes e JOIN series sh ON sh.id = e.series_id UNION ALL
    SELECT 'set', id, name FROM sets)`;
  const ofItem = (table: string, columns: string, where = 'true'): unknown[] =>
    db
      .prepare(
        `SELECT n.type, n.name, ${columns} FROM ${table} t JOIN ${names} n ON n.type = t.entity_type AND n.id = t.entity_id
         WHERE ${where} ORDER BY 1, 2, 3, 4`,
      )
      .raw()
      .all();
  const rows = (table: string): unknown[] =>
    db
      .prepare(`SELECT * FROM ${table} ORDER BY id`)
      .all()
      .map((row) => withoutUpkeep(row as Record<string, unknown>));
  const all = (sql: string): unknown[] => db.prepare(`${sql} ORDER BY 1, 2`).raw().all();
  const ofLibrary = (table: string, columns: string): unknown[] =>
    all(`SELECT l.path, ${columns} FROM ${table} t JOIN libraries l ON l.id = t.library_id`);
  return {
    movies: rows('movies'),
    sets: rows('sets'),
    aliases: all('SELECT a.name, s.name FROM set_aliases a JOIN sets s ON s.id = a.set_id'),
    profiles: ofLibrary('publish_profiles', 't.is_custom, t.custom_names, t.nfo_dialect, t.kinds'),
    renamePatterns: ofLibrary('rename_patterns', 't.patterns'),
    automation: ofLibrary('library_automation_config', 't.automation_mode, t.auto_publish, t.accept_from'),
    artworkRules: ofLibrary('asset_selection_config', 't.asset_type, t.min_width'),
    verifySchedules: ofLibrary('verify_schedules', 't.every, t.mode, t.restore_after_upgrade'),
    ignored: ofLibrary('ignore_patterns', 't.pattern, t.kind, t.is_enabled'),
    settings: all(`SELECT key, value FROM settings WHERE key <> 'recovery.lastRebuild'`),
    completenessRules: all('SELECT media_type, required_fields FROM completeness_config'),
    schedules: all('SELECT name, interval_minutes FROM schedules'),
    series: rows('series'),
    seasons: rows('seasons'),
    episodes: rows('episodes'),
    provenance: ofItem('field_provenance', 't.field, t.source, t.source_detail, t.is_released, t.set_at'),
    lockRules: ofItem('lock_rules', 't.target, t.rule'),
    waivers: ofItem('completeness_waivers', 't.requirement, t.reason'),
    selections: ofItem(
      'asset_candidates',
      't.asset_type, t.content_hash, t.selected_rank, t.selected_by, t.file_path',
      't.is_selected = 1',
    ),
    rejections: ofItem('rejected_assets', 't.asset_type, t.provider_url'),
    published: ofItem('published_files', 't.path, t.content_hash, t.size_bytes, t.asset_type'),
    ratings: ofItem('ratings', 't.source, t.value, t.votes'),
    edits: ofItem('edit_history', 't.id, t.field, t.before_value, t.after_value, t.undone_at', 't.run_id IS NULL'),
    genres: db
      .prepare(
        'SELECT m.file_path, g.name, l.order_index FROM movies_genres l JOIN movies m ON m.id = l.movie_id JOIN genres g ON g.id = l.genre_id ORDER BY 1, 3',
      )
      .raw()
      .all(),
    cast: db
      .prepare(
        'SELECT m.file_path, a.name, a.tmdb_id, l.role, l.order_index FROM movies_actors l JOIN movies m ON m.id = l.movie_id JOIN actors a ON a.id = l.actor_id ORDER BY 1, 5',
      )
      .raw()
      .all(),
    libraries: db
      .prepare('SELECT name, type, path, naming_profile, watch_mode FROM libraries ORDER BY path')
      .raw()
      .all(),
  };
}

/** What scans write each time they see an item. */
const UPKEEP = ['updated_at', 'nfo_parsed_at', 'scan_issues', 'issue_count', 'completeness'];

function withoutUpkeep(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([column]) => !UPKEEP.includes(column)));
}
