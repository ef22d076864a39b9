import { existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UnknownFile, UnknownFileUse } from '../../../contract/unknown-files.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { picture, writeFilm } from '../../__testing__/test-films.ts';
import { writeFiles } from '../../__testing__/test-show-files.ts';

const FOLDER = 'Harbour (2011)';
const MKV = Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3]), Buffer.alloc(64, 7)]);
const SRT = '1\n00:00:01,000 --> 00:00:02,000\nAhoy.\n';

let test: TestCore;
beforeEach(async () => {
  test = await startTestCore();
});
afterEach(async () => {
  await test.discard();
});

const inFilm = (name: string): string => path.join(test.libraryDir, FOLDER, name);
const idle = (): Promise<void> => test.core.internals.runner.whenIdle();

async function unknown(): Promise<UnknownFile[]> {
  return (await test.call('unknownFiles.page', {})).rows;
}

function films(): number[] {
  return test.core.internals.db.prepare('SELECT id FROM movies WHERE deleted_on IS NULL').pluck().all() as number[];
}

async function idOf(name: string): Promise<number> {
  const file = (await unknown()).find((row) => row.name === name);
  if (file === undefined) throw new Error(`${name} is not unknown`);
  return file.id;
}

/** The files below the library, sorted. */
function tree(folder = test.libraryDir): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

async function film(files: Record<string, string | Uint8Array>): Promise<void> {
  writeFilm(test.libraryDir, { folder: FOLDER, files });
  await test.scan();
}

async function assign(name: string, use: UnknownFileUse): Promise<{ path: string; undoId: number | null }> {
  const answer = await test.call('unknownFiles.assign', { id: await idOf(name), use });
  await idle();
  return answer;
}

describe('what a scan keeps', () => {
  it('says what each file is, by name and content, and whose', async () => {
    await film({
      'notes.txt': 'bring the boat back',
      'scan.jpg': '<!doctype html><p>Not found',
      'archive.r00': Buffer.from([1, 2, 3, 0]),
      'mystery.bin': MKV,
      readme: 'plain',
    });
    const rows = await unknown();
    expect(rows.map(({ name, category }) => [name, category])).toEqual([
      ['archive.r00', 'archive'],
      ['mystery.bin', 'video'],
      ['notes.txt', 'text'],
      ['readme', 'text'],
      ['scan.jpg', 'text'],
    ]);
    expect(
      new Set(rows.map(({ item, itemTitle, libraryName }) => JSON.stringify([item?.type, itemTitle, libraryName]))),
    ).toEqual(new Set(['["movie","Harbour","Films"]']));
  });

  it('keeps files that lie beside no film as strays of the library, until they are gone', async () => {
    writeFiles(test.libraryDir, { 'todo.txt': 'watch', 'Old/lonely.srt': SRT, 'Old/list.pdf': '%PDF-1.4' });
    await film({});
    expect((await unknown()).map(({ name, item, itemTitle }) => [name, item, itemTitle])).toEqual([
      ['list.pdf', null, null],
      ['lonely.srt', null, null],
      ['todo.txt', null, null],
    ]);
    const [first] = await unknown();
    await test.scan();
    expect((await unknown())[0]).toEqual(first);
    renameSync(path.join(test.libraryDir, 'Old'), path.join(test.root, 'Old'));
    await test.scan();
    expect((await unknown()).map(({ name }) => name)).toEqual(['todo.txt']);
  });

  it('leaves the artwork of a set alone, which players use', async () => {
    writeFiles(test.libraryDir, {
      'Harbour Collection/poster.jpg': await picture('red'),
      'Harbour Collection/list.txt': 'all of them',
      'Harbour Collection/Harbour (2011)/Harbour (2011).mkv': null,
    });
    await test.scan();
    expect((await unknown()).map(({ name }) => name)).toEqual(['list.txt']);
  });

  it('takes a stray for the film’s once a film lies beside it', async () => {
    writeFiles(test.libraryDir, { [`${FOLDER}/notes.txt`]: 'x' });
    await test.scan();
    expect((await unknown())[0]?.item).toBeNull();
    await film({});
    expect((await unknown()).map(({ name, itemTitle }) => [name, itemTitle])).toEqual([['notes.txt', 'Harbour']]);
  });

  it('keeps strays of a library of shows, and unknown files of shows and episodes', async () => {
    const shows = path.join(test.root, 'Shows');
    writeFiles(shows, {
      'todo.txt': 'x',
      'Harbour/tour.txt': 'x',
      'Harbour/Season 01/Harbour S01E01.mkv': null,
      'Harbour/Season 01/Harbour S01E01.txt': 'x',
    });
    await test.scan({ path: shows, type: 'tvshows' });
    const rows = await unknown();
    expect(rows.map(({ name, item }) => [name, item?.type ?? null]).sort()).toEqual([
      ['Harbour S01E01.txt', 'episode'],
      ['todo.txt', null],
      ['tour.txt', 'series'],
    ]);
    const show = rows.find(({ name }) => name === 'tour.txt')?.item ?? null;
    expect((await test.call('unknownFiles.page', { item: show })).matching).toBe(2);
  });
});

describe('a page', () => {
  it('is filtered by words, kind and item, and counts what matches and what there is', async () => {
    await film({ 'a 100%.txt': 'x', 'b.txt': 'x', 'c.bin': MKV });
    const page = (input: object): Promise<unknown> =>
      test
        .call('unknownFiles.page', input)
        .then(({ rows, matching, total }) => [rows.map(({ name }) => name), matching, total]);
    expect(await page({ search: '100%' })).toEqual([['a 100%.txt'], 1, 3]);
    expect(await page({ search: 'harbour' })).toEqual([['a 100%.txt', 'b.txt', 'c.bin'], 3, 3]);
    expect(await page({ search: path.basename(test.root) })).toEqual([[], 0, 3]);
    expect(await page({ categories: ['video'] })).toEqual([['c.bin'], 1, 3]);
    expect(await page({ offset: 1, limit: 1 })).toEqual([['b.txt'], 3, 3]);
  });
});

describe('assigning', () => {
  it('names a picture as the profile asks for, by its content, and the film has it', async () => {
    await film({ 'IMG_2041.bmp': await picture('blue', 'png') });
    const { path: to, undoId } = await assign('IMG_2041.bmp', { kind: 'artwork', type: 'poster' });
    expect(to).toBe(inFilm('Harbour (2011)-poster.png'));
    expect(await unknown()).toEqual([]);
    const [id = 0] = films();
    const detail = await test.call('items.get', { item: { type: 'movie', id } });
    expect(JSON.stringify(detail)).toContain('Harbour (2011)-poster.png');

    expect(await test.call('unknownFiles.undo', { undoId: undoId ?? 0 })).toEqual({ restored: 1 });
    await idle();
    expect((await unknown()).map(({ name }) => name)).toEqual(['IMG_2041.bmp']);
    expect(await test.codeOf('unknownFiles.undo', { undoId: undoId ?? 0 })).toBe('conflict');
  });

  it.each<[string, UnknownFileUse, string]>([
    [
      'words.txt',
      { kind: 'subtitle', language: 'ger', isForced: true, isHearingImpaired: false },
      'Harbour (2011).de.forced.srt',
    ],
    [
      'words.txt',
      { kind: 'subtitle', language: null, isForced: false, isHearingImpaired: false },
      'Harbour (2011).srt',
    ],
    [
      'words.txt',
      { kind: 'subtitle', language: 'hi', isForced: false, isHearingImpaired: true },
      'Harbour (2011).hin.sdh.srt',
    ],
    ['clip.bin', { kind: 'extra', extraType: 'interview' }, 'interviews/clip.mkv'],
    ['clip.bin', { kind: 'extra', extraType: 'trailer' }, 'Harbour (2011)-trailer.mkv'],
    ['clip.bin', { kind: 'extra', extraType: 'other' }, 'extras/clip.mkv'],
    ['clip.bin', { kind: 'theme' }, 'backdrops/theme.mkv'],
    ['tune.bin', { kind: 'theme' }, 'theme.mp3'],
  ])('makes of %s what %o asks for: %s', async (name, use, relPath) => {
    await film({ 'words.txt': SRT, 'clip.bin': MKV, 'tune.bin': Buffer.from('ID3\x04\0\0\0\0\0\0\0') });
    const before = tree();
    const { path: to, undoId } = await assign(name, use);
    expect(path.relative(inFilm(''), to)).toBe(relPath);
    expect((await unknown()).map((row) => row.name)).toEqual(
      ['clip.bin', 'tune.bin', 'words.txt'].filter((other) => other !== name),
    );
    await test.call('unknownFiles.undo', { undoId: undoId ?? 0 });
    await idle();
    expect(tree()).toEqual(before);
    expect(existsSync(path.dirname(to))).toBe(!relPath.includes('/'));
    expect((await unknown()).map((row) => row.name)).toEqual(['clip.bin', 'tune.bin', 'words.txt']);
  });

  it.each<[string, UnknownFileUse, RegExp]>([
    ['fake.jpg', { kind: 'artwork', type: 'poster' }, /fake\.jpg is no image but a web page/],
    ['cut.dat', { kind: 'artwork', type: 'poster' }, /truncated/],
    ['good.dat', { kind: 'artwork', type: 'thumb' }, /a film has none/],
    [
      'fake.jpg',
      { kind: 'subtitle', language: null, isForced: false, isHearingImpaired: false },
      /is no subtitle but a web page/,
    ],
    [
      'words.dat',
      { kind: 'subtitle', language: 'xx-nonsense', isForced: false, isHearingImpaired: false },
      /no language|invalid/,
    ],
    ['words.dat', { kind: 'extra', extraType: 'clip' }, /is no video but an SRT subtitle/],
    ['words.dat', { kind: 'theme' }, /neither sound nor video/],
  ])('refuses to make of %s what it is not', async (name, use, message) => {
    const image = await picture('red', 'jpeg', { width: 400, height: 600 });
    await film({ 'fake.jpg': '<html>404', 'cut.dat': image.subarray(0, -200), 'good.dat': image, 'words.dat': SRT });
    const before = tree();
    const reply = await test.reply('unknownFiles.assign', { id: await idOf(name), use });
    expect(reply.ok ? null : reply.error.code).toBe('invalid_input');
    expect(JSON.stringify(reply)).toMatch(message);
    expect(tree()).toEqual(before);
  });

  it('never puts a file over another, nor two formats of one picture side by side', async () => {
    const [red, blue] = [await picture('red'), await picture('blue')];
    await film({
      'spare.dat': blue,
      'Harbour (2011)-poster.jpg': red,
      'Harbour (2011)-fanart.png': 'no picture',
      'more.dat': blue,
    });
    const poster: UnknownFileUse = { kind: 'artwork', type: 'poster' };
    expect(await test.codeOf('unknownFiles.assign', { id: await idOf('spare.dat'), use: poster })).toBe('conflict');
    const fanart: UnknownFileUse = { kind: 'artwork', type: 'fanart' };
    expect(await test.codeOf('unknownFiles.assign', { id: await idOf('more.dat'), use: fanart })).toBe('conflict');
    expect(readFileSync(inFilm('Harbour (2011)-poster.jpg'))).toEqual(red);
    expect((await unknown()).map(({ name }) => name)).toEqual(['more.dat', 'spare.dat']);
  });

  it('forgets a file that is gone meanwhile, and refuses a stray', async () => {
    writeFiles(test.libraryDir, { 'stray.jpg': await picture('red') });
    await film({ 'gone.txt': SRT });
    const use: UnknownFileUse = { kind: 'artwork', type: 'poster' };
    expect(await test.codeOf('unknownFiles.assign', { id: await idOf('stray.jpg'), use })).toBe('invalid_input');
    const id = await idOf('gone.txt');
    renameSync(inFilm('gone.txt'), path.join(test.root, 'gone.txt'));
    expect(await test.codeOf('unknownFiles.assign', { id, use })).toBe('file_missing');
    expect(await test.codeOf('unknownFiles.assign', { id, use })).toBe('not_found');
  });

  it('leaves a file where it is when somebody changed it before undo, or took its old name', async () => {
    await film({ 'words.txt': SRT, 'more.txt': SRT });
    const use: UnknownFileUse = { kind: 'subtitle', language: 'en', isForced: false, isHearingImpaired: false };
    const first = await assign('words.txt', use);
    writeFileSync(first.path, 'another');
    expect(await test.codeOf('unknownFiles.undo', { undoId: first.undoId ?? 0 })).toBe('conflict');
    const second = await assign('more.txt', { ...use, language: 'de' });
    writeFileSync(inFilm('more.txt'), 'new');
    expect(await test.codeOf('unknownFiles.undo', { undoId: second.undoId ?? 0 })).toBe('conflict');
    expect(readFileSync(inFilm('more.txt'), 'utf8')).toBe('new');
    expect(readFileSync(second.path, 'utf8')).toBe(SRT);
    expect(await test.codeOf('unknownFiles.undo', { undoId: 999 })).toBe('not_found');
  });

  it('names artwork in a season’s folder for the season, and subtitles for the episode', async () => {
    const shows = path.join(test.root, 'Shows');
    writeFiles(shows, {
      'Harbour/Season 01/Harbour S01E01.mkv': null,
      'Harbour/Season 01/cover.dat': await picture('red'),
      'Harbour/Season 01/Harbour S01E01.txt': SRT,
      'Harbour/Season 01/bloopers.bin': MKV,
    });
    await test.scan({ path: shows, type: 'tvshows' });
    await assign('cover.dat', { kind: 'artwork', type: 'poster' });
    await assign('Harbour S01E01.txt', { kind: 'subtitle', language: 'en', isForced: false, isHearingImpaired: true });
    const moved = await test.call('unknownFiles.moveToExtras', { ids: [await idOf('bloopers.bin')] });
    await idle();
    expect(moved).toMatchObject({ moved: 1, problems: [] });
    expect(tree(shows)).toEqual([
      'Harbour/Season 01/Harbour S01E01.en.sdh.srt',
      'Harbour/Season 01/Harbour S01E01.mkv',
      'Harbour/extras/bloopers.mkv',
      'Harbour/season01-poster.jpg',
    ]);
    expect(await unknown()).toEqual([]);
  });

  it('names files for one film where several share the folder', async () => {
    writeFiles(test.libraryDir, {
      'Harbour (2011).mkv': null,
      'Pier (2012).mkv': null,
      'Pier (2012) - bonus disc.bin': MKV,
      'Pier (2012) - still.dat': await picture('red'),
    });
    await test.scan();
    expect((await unknown()).map(({ name, itemTitle }) => [name, itemTitle])).toEqual([
      ['Pier (2012) - bonus disc.bin', 'Pier'],
      ['Pier (2012) - still.dat', 'Pier'],
    ]);
    await assign('Pier (2012) - still.dat', { kind: 'artwork', type: 'fanart' });
    expect(
      await test.codeOf('unknownFiles.assign', {
        id: await idOf('Pier (2012) - bonus disc.bin'),
        use: { kind: 'theme' },
      }),
    ).toBe('invalid_input');
    await assign('Pier (2012) - bonus disc.bin', { kind: 'extra', extraType: 'other' });
    expect(tree()).toEqual([
      'Harbour (2011).mkv',
      'Pier (2012)-fanart.jpg',
      'Pier (2012)-other.mkv',
      'Pier (2012).mkv',
    ]);
    expect(await unknown()).toEqual([]);
    expect(films()).toHaveLength(2);
  });

  it('settles what a crash interrupted', async () => {
    await film({ 'words.txt': SRT });
    const { db } = test.core.internals;
    const { libraryId } = (await unknown())[0] ?? { libraryId: 0 };
    const stats = statSync(inFilm('words.txt'));
    db.exec(`INSERT INTO file_move_batches (id, action, started_at) VALUES (7, 'assign', '2026-01-01T00:00:00.000Z')`);
    const to = inFilm('Harbour (2011).en.srt');
    db.prepare(
      `INSERT INTO file_moves (batch_id, library_id, from_path, to_path, size_bytes, mtime_ms, state)
       VALUES (7, ?, ?, ?, ?, ?, 'planned')`,
    ).run(libraryId, inFilm('words.txt'), to, stats.size, Math.floor(stats.mtimeMs));
    renameSync(inFilm('words.txt'), to);
    await test.restart();
    expect(await test.call('unknownFiles.undo', { undoId: 7 })).toEqual({ restored: 1 });
    expect(existsSync(inFilm('words.txt'))).toBe(true);
  });
});

describe('moving to extras', () => {
  it('moves videos into a folder for them, says what is none, and takes all back in one', async () => {
    await film({ 'a.bin': MKV, 'b.bin': MKV, 'c.txt': 'words', 'Extras/old.mkv': MKV });
    const before = tree();
    const ids = (await unknown()).map(({ id }) => id);
    const answer = await test.call('unknownFiles.moveToExtras', { ids: [...ids, 9999] });
    await idle();
    expect(answer.moved).toBe(2);
    expect(answer.problems.map(({ message }) => message)).toEqual([
      'This file is not among the unknown ones any more.',
      'c.txt is no video but text.',
    ]);
    expect(tree()).toEqual([
      ...['Extras/a.mkv', 'Extras/b.mkv', 'Extras/old.mkv', 'Harbour (2011).mkv', 'c.txt'].map(
        (name) => `${FOLDER}/${name}`,
      ),
    ]);
    expect((await unknown()).map(({ name }) => name)).toEqual(['c.txt']);
    expect(await test.call('unknownFiles.undo', { undoId: answer.undoId ?? 0 })).toEqual({ restored: 2 });
    await idle();
    expect(tree()).toEqual(before);
  });
});

describe('the trash', () => {
  it('takes files with a note of where they came from, and they do not come back', async () => {
    writeFiles(test.libraryDir, {
      'stray.txt': 'x',
      'Old/movie.idx': '# VobSub index file, v7',
      'Old/movie.sub': Buffer.from([0, 0, 1, 0xba]),
    });
    await film({ 'a b.txt': 'x' });
    const ids = (await unknown()).map(({ id }) => id);
    expect(ids).toHaveLength(3);
    expect(await test.call('unknownFiles.trash', { ids })).toEqual({ trashed: 3, problems: [] });
    await idle();
    await test.scan();
    expect(await unknown()).toEqual([]);
    expect(tree()).toEqual([`${FOLDER}/Harbour (2011).mkv`]);
    const trash = path.join(test.root, 'share', 'Trash');
    expect(readdirSync(path.join(trash, 'files')).sort()).toEqual(['a b.txt', 'movie.idx', 'movie.sub', 'stray.txt']);
    expect(readFileSync(path.join(trash, 'info', 'a b.txt.trashinfo'), 'utf8')).toContain('a%20b.txt\nDeletionDate=');
  });

  it('counts a file that is gone already as done, and names one that cannot go', async () => {
    await film({ 'a.txt': 'x', 'b.txt': 'x' });
    const ids = [await idOf('a.txt'), await idOf('b.txt')];
    renameSync(inFilm('a.txt'), path.join(test.root, 'a.txt'));
    // A trash in which no file can be put.
    writeFiles(path.join(test.root, 'share'), { 'Trash/files': 'in the way' });
    const answer = await test.call('unknownFiles.trash', { ids });
    expect(answer.trashed).toBe(1);
    expect(answer.problems[0]?.message).toMatch(/b\.txt was not deleted: its disk’s trash cannot be used/);
    expect((await unknown()).map(({ name }) => name)).toEqual(['b.txt']);
    expect(existsSync(inFilm('b.txt'))).toBe(true);
  });
});
