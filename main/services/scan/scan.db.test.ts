import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ItemDetail } from '../../../contract/items.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { movieNfo, picture, writeFilm } from '../../__testing__/test-films.ts';
import { sha256 } from '../../files/hash-file.ts';
import { examine } from '../system/doctor.ts';

let test: TestCore;

beforeEach(async () => {
  test = await startTestCore();
});
afterEach(async () => {
  const { db, pool } = test.core.internals;
  expect((await examine(db, pool)).problems).toEqual([]);
  expect(test.errors).toEqual([]);
  await test.discard();
});

const film = (folder: string, nfo?: string | Uint8Array): string =>
  writeFilm(test.libraryDir, { folder, ...(nfo === undefined ? {} : { nfo }) });

async function films(): Promise<ItemDetail[]> {
  const { rows } = await test.call('movies.page', { limit: 500 });
  return Promise.all(rows.map((row) => test.call('items.get', { item: { type: 'movie', id: row.id } })));
}

async function onlyFilm(): Promise<ItemDetail> {
  const all = await films();
  expect(all.map((movie) => movie.filePath)).toHaveLength(1);
  return all[0] as ItemDetail;
}

async function scanned(): Promise<Record<string, number>> {
  const job = await test.scan();
  expect(job).toMatchObject({ status: 'completed', errorMessage: null });
  return job.result as Record<string, number>;
}

const issuesOf = (movie: ItemDetail): string[] => movie.issues.map((issue) => issue.code);

describe('what lies in a library', () => {
  it('a folder per film: title, year and ids from the names, everything of the NFO, artwork selected', async () => {
    const red = await picture('red', 'jpeg', { width: 600, height: 900 });
    const blue = await picture('blue', 'png', { width: 1280, height: 720 });
    writeFilm(test.libraryDir, {
      folder: 'Alien (1979) {imdb-tt0078748}',
      base: 'Alien (1979)',
      nfo: movieNfo(`<title>Alien</title><originaltitle>Alien O</originaltitle><sorttitle>Alien 1</sorttitle>
        <year>1979</year><premiered>1979-05-25</premiered><runtime>117</runtime><mpaa>R</mpaa>
        <tagline>In space</tagline><outline>Short</outline><plot>Long</plot><userrating>8</userrating>
        <uniqueid type="tmdb" default="true">348</uniqueid><uniqueid type="imdb">tt0078748</uniqueid>
        <set><name>Alien Collection</name><overview>All</overview></set>
        <genre>Horror</genre><genre>SF</genre><studio>Brandywine</studio><country>UK</country><tag>space</tag>
        <director>Ridley Scott</director><credits>Dan O'Bannon</credits>
        <actor><name>Ian Holm</name><role>Ash</role><order>1</order></actor>
        <actor><name>Sigourney Weaver</name><role>Ripley</role><order>0</order><tmdbid>10205</tmdbid></actor>
        <ratings><rating name="imdb" max="10" default="true"><value>8.5</value><votes>9</votes></rating></ratings>`),
      files: { 'poster.jpg': red, 'Alien (1979)-fanart.png': blue, 'trailer.txt': 'x' },
    });
    expect(await scanned()).toMatchObject({ added: 1, updated: 0, removed: 0, failed: 0 });
    const movie = await onlyFilm();
    expect(movie.values).toEqual({
      title: 'Alien',
      original_title: 'Alien O',
      sort_title: 'Alien 1',
      year: 1979,
      premiered: '1979-05-25',
      runtime: 117,
      mpaa: 'R',
      tagline: 'In space',
      outline: 'Short',
      plot: 'Long',
      user_rating: 8,
      tmdb_id: 348,
      imdb_id: 'tt0078748',
      set_id: { name: 'Alien Collection', overview: 'All' },
      genres: ['Horror', 'SF'],
      studios: ['Brandywine'],
      countries: ['UK'],
      tags: ['space'],
      directors: ['Ridley Scott'],
      writers: ["Dan O'Bannon"],
      actors: [
        { name: 'Sigourney Weaver', role: 'Ripley', tmdbId: 10205, thumbHash: null },
        { name: 'Ian Holm', role: 'Ash', tmdbId: null, thumbHash: null },
      ],
      ratings: [{ source: 'imdb', value: 8.5, max: 10, votes: 9, isDefault: true }],
    });
    expect(Object.values(movie.fields).map((field) => field.source)).toEqual(Array(22).fill('nfo'));
    expect(
      movie.artwork.map((image) => [image.type, image.fileName, image.hash, image.isSelected, image.selectedBy]),
    ).toEqual([
      ['fanart', 'Alien (1979)-fanart.png', sha256(blue), true, 'local'],
      ['poster', 'poster.jpg', sha256(red), true, 'local'],
    ]);
    expect(movie).toMatchObject({ state: 'identified', hasUnpublishedChanges: false, issues: [] });
  });

  it('several films in one folder, with their own files', async () => {
    const red = await picture('red');
    writeFilm(test.libraryDir, { folder: '', base: 'Alien (1979)', nfo: movieNfo('<title>Alien!</title>') });
    writeFilm(test.libraryDir, {
      folder: '',
      base: 'Heat (1995)',
      files: { 'Heat (1995)-poster.jpg': red, 'poster.jpg': red },
    });
    await scanned();
    const [alien, heat] = await films();
    expect([alien?.values.title, heat?.values.title]).toEqual(['Alien!', 'Heat']);
    expect(alien?.artwork).toEqual([]);
    expect(heat?.artwork.map((image) => image.fileName)).toEqual(['Heat (1995)-poster.jpg']);
  });

  it('extras, subtitles, portraits, a theme, and what nobody knows', async () => {
    const portrait = await picture('pink');
    writeFilm(test.libraryDir, {
      folder: 'Alien (1979)',
      nfo: movieNfo('<actor><name>Ian Holm</name></actor>'),
      files: {
        'Alien (1979)-trailer.mp4': 'x',
        'extras/Making of.mkv': 'x',
        'theme.mp3': 'x',
        'Alien (1979).en.forced.srt': 'x',
        'Alien (1979).de.sdh.ass': 'x',
        '.actors/Ian_Holm.jpg': portrait,
        'strange.xyz': '12345',
        'Thumbs.db': 'x',
      },
    });
    expect(await scanned()).toMatchObject({ unknown: 1 });
    const movie = await onlyFilm();
    expect(movie.files.map((file) => [file.fileName, file.kind]).sort()).toEqual([
      ['Alien (1979)-trailer.mp4', 'trailer'],
      ['Alien (1979).mkv', 'main'],
      ['extras/Making of.mkv', 'extra'],
      ['theme.mp3', 'theme'],
    ]);
    expect(
      movie.subtitles.map((track) => [track.fileName, track.language, track.isForced, track.isHearingImpaired]),
    ).toEqual([
      ['Alien (1979).de.sdh.ass', 'ger', false, true],
      ['Alien (1979).en.forced.srt', 'eng', true, false],
    ]);
    expect(movie.unknownFiles).toMatchObject([{ fileName: 'strange.xyz', sizeBytes: 5 }]);
    expect(movie.values.actors).toMatchObject([{ thumbHash: sha256(portrait) }]);
  });

  it('real videos: their streams, and a broken one that is marked, not lost', async () => {
    writeFilm(test.libraryDir, { folder: 'HDR (2020)', clip: '2160p-hevc-hdr10.mkv' });
    writeFilm(test.libraryDir, { folder: 'Plain (2010)', clip: '1080p-h264-aac.mp4' });
    writeFilm(test.libraryDir, { folder: 'Broken (2000)' });
    const job = await test.scan({ probe: true });
    expect(job.status).toBe('completed');
    const [broken, hdr, plain] = await films();
    expect(hdr?.video).toMatchObject({ codec: 'hevc', hdrType: 'HDR10' });
    expect(plain?.video).toMatchObject({ codec: 'h264', height: 1080 });
    expect(plain?.audio).toMatchObject([{ codec: 'aac' }]);
    expect(broken?.files[0]).toMatchObject({ probeState: 'failed' });
    expect(broken?.files[0]?.probeError).not.toBeNull();
    expect(broken?.video).toBeNull();
    const { rows: listed } = await test.call('movies.page', {});
    expect(listed.map((row) => row.resolution)).toEqual([null, '2160p', '1080p']);
  });
});

describe('a folder that cannot be a library', () => {
  const add = (folder: string): Promise<string> => test.codeOf('libraries.add', { path: folder });

  it('because it is missing, a file, or empty', async () => {
    const file = path.join(test.root, 'file');
    writeFileSync(file, 'x');
    expect(await add(path.join(test.root, 'nowhere'))).toBe('folder_not_found');
    expect(await add(path.join(file, 'below'))).toBe('folder_not_found');
    expect(await add(file)).toBe('folder_not_a_directory');
    expect(await add(test.libraryDir)).toBe('folder_empty');
    expect(await test.call('libraries.list', {})).toEqual([]);
  });

  it('because it lies in another library, or holds one', async () => {
    film('Box/Alien (1979)');
    await test.scan();
    expect(await add(path.join(test.libraryDir, 'Box'))).toBe('folder_inside_library');
    expect(await add(test.root)).toBe('folder_contains_library');
    mkdirSync(`${test.libraryDir} 2/x`, { recursive: true });
    expect(await add(`${test.libraryDir} 2`)).toBe('ok');
  });

  it('twice is the same one, by whatever way', async () => {
    film('Alien (1979)');
    const first = await test.call('libraries.add', { path: test.libraryDir });
    symlinkSync(test.libraryDir, path.join(test.root, 'link'));
    for (const other of [`${test.libraryDir}/`, path.join(test.root, 'link'), `${test.libraryDir}/../Films`]) {
      expect(await test.call('libraries.add', { path: other })).toMatchObject({
        wasAdded: false,
        library: { id: first.library.id },
      });
    }
    await test.core.internals.runner.whenIdle();
  });

  it.skipIf(process.getuid?.() === 0)('because it cannot be read (root may read everything: not as root)', async () => {
    const folder = path.join(test.root, 'closed');
    mkdirSync(folder, { mode: 0 });
    expect(await add(folder)).toBe('folder_unreadable');
  });
});

describe('files that are not what they should be', () => {
  it.each([
    ['empty', '', 'nfo_empty'],
    ['white space', ' \r\n\t', 'nfo_empty'],
    ['a release’s text', '█▀▀ GROUP ▀▀█\n  RiPPED < by > nobody', 'nfo_not_xml'],
    ['cut short', '<?xml version="1.0"?><movie><title>Al', 'nfo_'],
    ['of something else', '<tvshow><title>X</title></tvshow>', 'nfo_wrong_root'],
    ['an entity bomb', '<!DOCTYPE m [<!ENTITY a "b">]><movie><title>&a;</title></movie>', 'nfo_'],
    ['no text at all', Buffer.from([0, 1, 2, 255, 254, 0, 7]), 'nfo_'],
  ])('an NFO that is %s', async (_name, nfo, code) => {
    film('Alien (1979)', nfo);
    await scanned();
    const movie = await onlyFilm();
    expect(movie.values).toMatchObject({ title: 'Alien', year: 1979 });
    expect(issuesOf(movie).join()).toContain(code);
    expect(movie.nfoPath).toBeNull();
    expect(movie.state).toBe('error_parse');
  });

  it.each([
    [
      'UTF-16 little',
      Buffer.from(`\ufeff${movieNfo('<title>Überfilm ❤</title>').replace('UTF-8', 'UTF-16')}`, 'utf16le'),
    ],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${movieNfo('<title>Überfilm ❤</title>')}`)],
    ['followed by an address', `${movieNfo('<title>Überfilm ❤</title>')}https://www.themoviedb.org/movie/348`],
    ['without a declaration', '<movie><title>Überfilm ❤</title></movie>'],
  ])('an NFO in %s is read', async (_name, nfo) => {
    film('Alien (1979)', nfo);
    await scanned();
    expect(await onlyFilm()).toMatchObject({ values: { title: 'Überfilm ❤' }, issues: [] });
  });

  it('an NFO that is only an address gives the id', async () => {
    film('Alien (1979)', 'https://www.imdb.com/title/tt0078748/\n');
    await scanned();
    expect(await onlyFilm()).toMatchObject({ values: { imdb_id: 'tt0078748', title: 'Alien' }, state: 'identified' });
  });

  it('images: a text, an empty one, one cut short, and one of 40,000 × 40,000 pixels', async () => {
    const jpeg = await picture('red', 'jpeg', { width: 300, height: 300 });
    const png = await picture('blue', 'png', { width: 400, height: 155 });
    const huge = Buffer.from(png);
    huge.writeUInt32BE(40_000, 16);
    huge.writeUInt32BE(40_000, 20);
    writeFilm(test.libraryDir, {
      folder: 'Alien (1979)',
      files: {
        'poster.jpg': 'no picture',
        'fanart.jpg': '',
        'banner.jpg': jpeg.subarray(0, 200),
        'landscape.png': huge,
        'clearlogo.png': png,
      },
    });
    await scanned();
    const movie = await onlyFilm();
    expect(movie.artwork.map((image) => image.type)).toEqual(['clearlogo']);
    expect(movie.issues.map((issue) => [issue.code, path.basename(issue.path ?? '')]).sort()).toEqual([
      ['image_invalid', 'banner.jpg'],
      ['image_invalid', 'fanart.jpg'],
      ['image_invalid', 'landscape.png'],
      ['image_invalid', 'poster.jpg'],
    ]);
  });

  it('images of another shape or size than their type’s are used, and told of; a vague name takes what it is', async () => {
    writeFilm(test.libraryDir, {
      folder: 'Alien (1979)',
      files: {
        'poster.jpg': await picture('red', 'png', { width: 300, height: 450 }),
        'banner.jpg': await picture('green', 'jpeg', { width: 600, height: 900 }),
        'folder.jpg': await picture('blue', 'jpeg', { width: 1280, height: 720 }),
      },
    });
    await scanned();
    const movie = await onlyFilm();
    expect(movie.artwork.map((image) => image.type).sort()).toEqual(['banner', 'landscape', 'poster']);
    expect(movie.issues.map((issue) => [issue.code, path.basename(issue.path ?? '')]).sort()).toEqual([
      ['image_shape', 'banner.jpg'],
      ['image_small', 'poster.jpg'],
    ]);
  });

  it('names in every script, with dots in front, as long as a disk allows, and with quotes', async () => {
    const long = `${'ä'.repeat(118)} (1999)`;
    expect(Buffer.byteLength(`${long}.mkv`)).toBeLessThanOrEqual(255);
    const names = [
      long,
      '千と千尋の神隠し (2001)',
      'Амели (2001)',
      '...And Justice for All (1979)',
      'It\'s "Me" & <You> (2010)',
      'Cafe\u0301 (2011)',
      '100% Wolf; DROP (2020)',
      '🎬 (2015)',
    ];
    for (const name of names)
      writeFilm(test.libraryDir, { folder: name, base: name, files: { 'poster.jpg': await picture('red') } });
    expect(await scanned()).toMatchObject({ added: names.length, failed: 0 });
    const all = await films();
    expect(all.map((movie) => path.basename(movie.directoryPath)).sort()).toEqual([...names].sort());
    expect(all.every((movie) => movie.artwork.length === 1)).toBe(true);
    for (const movie of all) {
      await test.call('items.setField', { item: { type: 'movie', id: movie.id }, field: 'plot', value: 'x' });
      const { planHash } = await test.call('publish.preview', { item: { type: 'movie', id: movie.id } });
      expect([
        movie.directoryPath,
        await test.codeOf('publish.apply', { item: { type: 'movie', id: movie.id }, planHash }),
      ]).toEqual([movie.directoryPath, 'ok']);
    }
    expect(
      readdirSync(test.libraryDir, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.metarr-')),
    ).toEqual([]);
  });

  it('a link that leads in a circle, and one that leads nowhere', async () => {
    const folder = film('Alien (1979)');
    symlinkSync(test.libraryDir, path.join(folder, 'again'));
    symlinkSync('/nowhere/at/all.mkv', path.join(folder, 'gone.mkv'));
    const job = await test.scan();
    expect(job.status).toBe('completed');
    expect((await onlyFilm()).values.title).toBe('Alien');
  });
});
