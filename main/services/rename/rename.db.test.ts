import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RenamePatterns, RenameRun } from '../../../contract/renaming.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { movieNfo, picture, writeFilm } from '../../__testing__/test-films.ts';
import { DEFAULT_RENAME_PATTERNS } from '../../domain/rename/default-patterns.ts';
import { setRenameItem } from '../../store/rename-run.store.ts';

let core: TestCore;

beforeEach(async () => {
  core = await startTestCore();
});

afterEach(async () => {
  await core.discard();
});

type Files = Record<string, string>;

function files(): Files {
  const found: Files = {};
  for (const name of readdirSync(core.libraryDir, { recursive: true, encoding: 'utf8' }).sort()) {
    const place = path.join(core.libraryDir, name);
    if (statSync(place).isFile()) found[name] = readFileSync(place).toString('base64').slice(0, 60);
  }
  return found;
}

async function ended(jobId: number): Promise<void> {
  const job = await core.core.internals.runner.waitFor(jobId);
  expect(job.status, job.errorMessage ?? '').toBe('completed');
}

async function plan(libraryId = 1): Promise<number> {
  const { runId, jobId } = await core.call('rename.plan', { scope: { kind: 'library', libraryId } });
  await ended(jobId);
  return runId;
}

async function apply(runId: number): Promise<RenameRun> {
  await ended((await core.call('rename.apply', { runId })).jobId);
  return core.call('rename.run', { runId });
}

async function undo(runId: number, id: number | null = null): Promise<RenameRun> {
  await ended((await core.call('rename.undo', { runId, id })).jobId);
  return core.call('rename.run', { runId });
}

async function setPatterns(change: Partial<RenamePatterns>): Promise<void> {
  await core.call('rename.setPatterns', { libraryId: 1, patterns: { ...DEFAULT_RENAME_PATTERNS, ...change } });
}

/** Every path that the database knows below the library. */
function knownPaths(): string[] {
  const { db } = core.core.internals;
  const queries = [
    'SELECT file_path FROM movies WHERE deleted_on IS NULL',
    'SELECT nfo_path FROM movies WHERE nfo_path IS NOT NULL',
    'SELECT directory_path FROM movies',
    'SELECT file_path FROM media_files WHERE deleted_on IS NULL',
    'SELECT file_path FROM asset_candidates WHERE file_path IS NOT NULL',
    'SELECT file_path FROM subtitle_streams WHERE is_external = 1',
    'SELECT file_path FROM unknown_files',
    'SELECT path FROM published_files',
    'SELECT file_path FROM episodes WHERE file_path IS NOT NULL',
    'SELECT nfo_path FROM episodes WHERE nfo_path IS NOT NULL',
    'SELECT directory_path FROM seasons WHERE directory_path IS NOT NULL',
    'SELECT directory_path FROM series',
  ];
  return queries.flatMap((sql) => db.prepare(sql).pluck().all() as string[]);
}

/** Rows as they are, without what a scan may touch. */
function rows(table: string): unknown[] {
  const all = core.core.internals.db.prepare(`SELECT * FROM ${table} ORDER BY id`).all() as Record<string, unknown>[];
  return all.map(({ updated_at: _updated, ...row }) => row);
}

async function expectScanChangesNothing(type: 'movies' | 'tvshows' = 'movies'): Promise<void> {
  await core.core.internals.runner.whenIdle();
  for (const place of knownPaths()) expect(existsSync(place), place).toBe(true);
  const tables = ['movies', 'series', 'seasons', 'episodes', 'media_files', 'unknown_files'];
  const before = tables.map(rows);
  const job = await core.scan({ type });
  expect(job.errorMessage).toBeNull();
  expect(job.result).toMatchObject({ added: 0, removed: 0 });
  expect(tables.map(rows)).toEqual(before);
}

async function writeQuay(): Promise<void> {
  writeFilm(core.libraryDir, {
    folder: 'quay.1979',
    base: 'quay',
    nfo: movieNfo('<title>The Long Quay</title><year>1979</year><plot>Fog.</plot>'),
    files: {
      'quay-poster.jpg': await picture('red'),
      'quay.de.forced.srt': '1\n00:00:01,000 --> 00:00:02,000\nHallo\n',
      'Extras/making of.mkv': 'extra',
      'quay-trailer.mp4': 'trailer',
      'notes of mine.txt': 'mine',
    },
  });
}

const RENAMED = [
  'The Long Quay (1979)/Extras/making of.mkv',
  'The Long Quay (1979)/The Long Quay (1979)-poster.jpg',
  'The Long Quay (1979)/The Long Quay (1979)-trailer.mp4',
  'The Long Quay (1979)/The Long Quay (1979).de.forced.srt',
  'The Long Quay (1979)/The Long Quay (1979).mkv',
  'The Long Quay (1979)/The Long Quay (1979).nfo',
  'The Long Quay (1979)/notes of mine.txt',
];

test('renames a film with all that belongs to it; it keeps its row and its locks, and a scan finds nothing new', async () => {
  await writeQuay();
  await core.scan();
  await core.call('items.setField', { item: { type: 'movie', id: 1 }, field: 'plot', value: 'By hand' });
  const before = files();
  const runId = await plan();
  const { rows: items } = await core.call('rename.items', { runId });
  expect(items).toMatchObject([{ title: 'The Long Quay (1979)', state: 'planned', changeCount: 6 }]);
  expect(files()).toEqual(before);
  expect(await apply(runId)).toMatchObject({ state: 'done', counts: { moved: 1, failed: 0, planned: 0 } });
  expect(Object.keys(files())).toEqual(RENAMED);
  const { db } = core.core.internals;
  const film = (): unknown => db.prepare('SELECT id, plot, plot_locked, base_name FROM movies').get();
  expect(film()).toEqual({ id: 1, plot: 'By hand', plot_locked: 1, base_name: 'The Long Quay (1979)' });
  await expectScanChangesNothing();
  expect((await core.call('rename.run', { runId: await plan() })).counts).toMatchObject({ planned: 0, unchanged: 1 });

  expect(await undo(runId)).toMatchObject({ state: 'undone', counts: { moved: 0, undone: 1 } });
  expect(files()).toEqual(before);
  await expectScanChangesNothing();
});

test('what was published before can be taken back behind a rename', async () => {
  await writeQuay();
  await core.scan();
  await core.call('items.setField', { item: { type: 'movie', id: 1 }, field: 'plot', value: 'By hand' });
  const { planHash } = await core.call('publish.preview', { item: { type: 'movie', id: 1 } });
  const published = await core.call('publish.apply', { item: { type: 'movie', id: 1 }, planHash });
  await apply(await plan());
  expect(await core.codeOf('publish.undo', { journalId: published.journalId ?? 0 })).toBe('ok');
  const nfo = readFileSync(path.join(core.libraryDir, 'The Long Quay (1979)/The Long Quay (1979).nfo'), 'utf8');
  expect(nfo).toContain('Fog.');
});

test('leaves out what the person does not want renamed, and what would be in the way', async () => {
  await writeQuay();
  writeFilm(core.libraryDir, { folder: 'b', nfo: movieNfo('<title>Harbour</title><year>2001</year>') });
  writeFilm(core.libraryDir, { folder: 'c', nfo: movieNfo('<title>Lighthouse</title><year>2002</year>') });
  mkdirSync(path.join(core.libraryDir, 'Harbour (2001)'));
  await core.scan();
  const runId = await plan();
  const { rows: items } = await core.call('rename.items', { runId });
  expect(items.map(({ title, state }) => [title, state])).toEqual([
    ['Harbour (2001)', 'conflict'],
    ['Lighthouse (2002)', 'planned'],
    ['The Long Quay (1979)', 'planned'],
  ]);
  expect(items[0]?.problem).toContain('is there already');
  expect((await core.call('rename.items', { runId, show: 'conflict' })).matching).toBe(1);
  await core.call('rename.exclude', { runId, ids: [items[1]?.id ?? 0], isExcluded: true });
  expect((await apply(runId)).counts).toMatchObject({ moved: 1, conflict: 1, excluded: 1 });
  expect(existsSync(path.join(core.libraryDir, 'b/b.mkv'))).toBe(true);
  expect(existsSync(path.join(core.libraryDir, 'c/c.mkv'))).toBe(true);
  await expectScanChangesNothing();
});

test('what was named after a film since goes back with it', async () => {
  await writeQuay();
  await core.scan();
  const before = files();
  const runId = await plan();
  await apply(runId);
  const folder = path.join(core.libraryDir, 'The Long Quay (1979)');
  writeFileSync(path.join(folder, 'The Long Quay (1979)-fanart.jpg'), await picture('blue'));
  writeFileSync(path.join(folder, 'The Long Quay.txt'), 'mine');
  await core.scan();
  await undo(runId);
  expect(Object.keys(files())).toEqual(
    [...Object.keys(before), 'quay.1979/The Long Quay.txt', 'quay.1979/quay-fanart.jpg'].sort(),
  );
  await expectScanChangesNothing();
});

test('two films that would get one name keep theirs', async () => {
  for (const folder of ['a', 'b']) {
    writeFilm(core.libraryDir, { folder, nfo: movieNfo('<title>Harbour</title><year>2001</year>') });
  }
  await core.scan();
  const { counts } = await core.call('rename.run', { runId: await plan() });
  expect(counts).toMatchObject({ planned: 0, conflict: 2 });
});

test('does nothing of an item that has changed since its plan', async () => {
  await writeQuay();
  await core.scan();
  const runId = await plan();
  writeFileSync(path.join(core.libraryDir, 'quay.1979/quay-fanart.jpg'), await picture('blue'));
  const before = files();
  expect((await apply(runId)).counts).toMatchObject({ moved: 0, failed: 1 });
  const { rows: items } = await core.call('rename.items', { runId });
  expect(items[0]?.problem).toContain('have changed since');
  expect(files()).toEqual(before);
  await apply(await plan());
  expect(existsSync(path.join(core.libraryDir, 'The Long Quay (1979)/The Long Quay (1979)-fanart.jpg'))).toBe(true);
});

test('takes films out of a folder they share, and puts them back', async () => {
  for (const [base, title] of [
    ['quay', 'Quay'],
    ['quay 2', 'Quay Two'],
  ]) {
    writeFilm(core.libraryDir, {
      folder: '',
      base: base ?? '',
      nfo: movieNfo(`<title>${title ?? ''}</title><year>2001</year>`),
      files: { [`${base ?? ''}-poster.jpg`]: await picture('red') },
    });
  }
  await core.scan();
  const before = files();
  const runId = await plan();
  await apply(runId);
  expect(Object.keys(files())).toEqual([
    'Quay (2001)/Quay (2001)-poster.jpg',
    'Quay (2001)/Quay (2001).mkv',
    'Quay (2001)/Quay (2001).nfo',
    'Quay Two (2001)/Quay Two (2001)-poster.jpg',
    'Quay Two (2001)/Quay Two (2001).mkv',
    'Quay Two (2001)/Quay Two (2001).nfo',
  ]);
  await expectScanChangesNothing();
  const { rows: items } = await core.call('rename.items', { runId });
  expect(await undo(runId, items[0]?.id ?? 0)).toMatchObject({ state: 'done', counts: { moved: 1, undone: 1 } });
  await undo(runId);
  expect(files()).toEqual(before);
  expect(readdirSync(core.libraryDir).filter((name) => name.startsWith('Quay'))).toEqual([]);
  await expectScanChangesNothing();
});

test('renames a show with its seasons and episodes, and gives all of it back', async () => {
  const show = path.join(core.libraryDir, 'harbour');
  const write = (name: string, text = name): void => {
    mkdirSync(path.dirname(path.join(show, name)), { recursive: true });
    writeFileSync(path.join(show, name), text);
  };
  write('tvshow.nfo', '<tvshow><title>Harbour</title><year>2011</year></tvshow>');
  write('s1/harbour.s01e01.mkv');
  write(
    's1/harbour.s01e01.nfo',
    '<episodedetails><title>Half a Bridge</title><season>1</season><episode>1</episode></episodedetails>',
  );
  write('s1/harbour.s01e01.en.srt');
  write('s1/harbour.s01e02e03.mkv');
  write('harbour.s02e01.mkv');
  await core.scan({ type: 'tvshows' });
  const before = files();
  const runId = await plan();
  expect(await apply(runId)).toMatchObject({ state: 'done', counts: { moved: 4, failed: 0, conflict: 0 } });
  expect(Object.keys(files())).toEqual([
    'Harbour (2011)/Season 01/Harbour - S01E01 - Half a Bridge.en.srt',
    'Harbour (2011)/Season 01/Harbour - S01E01 - Half a Bridge.mkv',
    'Harbour (2011)/Season 01/Harbour - S01E01 - Half a Bridge.nfo',
    'Harbour (2011)/Season 01/Harbour - S01E02-E03.mkv',
    'Harbour (2011)/Season 02/Harbour - S02E01.mkv',
    'Harbour (2011)/tvshow.nfo',
  ]);
  await expectScanChangesNothing('tvshows');
  expect(await undo(runId)).toMatchObject({ state: 'undone', counts: { undone: 4 } });
  expect(files()).toEqual(before);
  await expectScanChangesNothing('tvshows');
});

test('an undo leaves what is in its way, and says so', async () => {
  await writeQuay();
  await core.scan();
  const runId = await plan();
  await apply(runId);
  mkdirSync(path.join(core.libraryDir, 'quay.1979'));
  expect(await undo(runId)).toMatchObject({ state: 'done', counts: { moved: 1, undone: 0 } });
  const { rows: items } = await core.call('rename.items', { runId });
  expect(items[0]?.problem).toContain('is there already');
  expect(Object.keys(files())).toEqual(RENAMED);
  await expectScanChangesNothing();
});

test.each([
  ['moving', 0],
  ['undoing', 0],
] as const)('a crash while %s is settled at the next start', async (state, taken) => {
  await writeQuay();
  await core.scan();
  const runId = await plan();
  const { rows: items } = await core.call('rename.items', { runId });
  const id = items[0]?.id ?? 0;
  if (state === 'undoing') await apply(runId);
  setRenameItem(core.core.internals.db, id, { state, stage: taken });
  if (state === 'moving')
    renameSync(path.join(core.libraryDir, 'quay.1979'), path.join(core.libraryDir, 'The Long Quay (1979)'));
  await core.restart();
  const { rows: after } = await core.call('rename.items', { runId });
  expect(after[0]?.state).toBe(state === 'moving' ? 'moved' : 'undone');
  expect(Object.keys(files()).length).toBe(7);
  await expectScanChangesNothing();
});

test('a library that is away waits, and what is half done stays so until it is back', async () => {
  await writeQuay();
  await core.scan();
  const runId = await plan();
  const { rows: items } = await core.call('rename.items', { runId });
  setRenameItem(core.core.internals.db, items[0]?.id ?? 0, { state: 'moving', stage: 0 });
  renameSync(core.libraryDir, `${core.libraryDir}-away`);
  await core.restart();
  expect((await core.call('rename.run', { runId })).counts.open).toBe(1);
  renameSync(`${core.libraryDir}-away`, core.libraryDir);
  await core.restart();
  expect((await core.call('rename.run', { runId })).counts).toMatchObject({ open: 0, moved: 1 });
  await expectScanChangesNothing();
});

test('changes the case of names, and the patterns of a library are its own', async () => {
  writeFilm(core.libraryDir, { folder: 'the quay (1979)', nfo: movieNfo('<title>The Quay</title><year>1979</year>') });
  await core.scan();
  await setPatterns({ movieFile: '{Title} ({Year}) {tmdb-{TmdbId}}' });
  await apply(await plan());
  expect(Object.keys(files())).toEqual(['The Quay (1979)/The Quay (1979).mkv', 'The Quay (1979)/The Quay (1979).nfo']);
  await expectScanChangesNothing();
});

test('refuses patterns that cannot be used, and shows what good ones would do', async () => {
  await writeQuay();
  await core.scan();
  const patterns = { ...DEFAULT_RENAME_PATTERNS, movieFile: '{Titel}' };
  expect(await core.codeOf('rename.setPatterns', { libraryId: 1, patterns })).toBe('invalid_input');
  const wrong = await core.call('rename.examples', { libraryId: 1, patterns });
  expect(wrong).toMatchObject({ problems: [{ pattern: 'movieFile', isWarning: false }], examples: [] });
  const good = await core.call('rename.examples', { libraryId: 1, patterns: DEFAULT_RENAME_PATTERNS });
  expect(good.examples[0]?.changes[0]).toEqual({ before: 'quay.1979', after: 'The Long Quay (1979)', isFolder: true });
});
