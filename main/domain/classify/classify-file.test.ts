import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyFile } from './classify-file.ts';
import type { FileClass } from './file-class.ts';

type Expected = Partial<FileClass>;
const FILM = '/films/Harbour (2011)';
const FILM_VIDEO = `${FILM}/Harbour (2011).mkv`;
const SHOW = '/shows/Lighthouse (2003)';
const EPISODE = `${SHOW}/Season 01/Lighthouse - S01E01 - Lamp`;

const ofFilm = (file: string, mainVideo: string | null = FILM_VIDEO): FileClass =>
  classifyFile({ path: file.startsWith('/') ? file : `${FILM}/${file}`, library: 'movie', mainVideo });
const ofShow = (file: string, mainVideo: string | null = `${EPISODE}.mkv`): FileClass =>
  classifyFile({ path: file.startsWith('/') ? file : `${SHOW}/${file}`, library: 'tv', mainVideo });

describe('a film’s folder', () => {
  it.each<[string, Expected]>([
    ['Harbour (2011).mkv', { category: 'main_video' }],
    ['Harbour (2011) - 4K.mkv', { category: 'main_video' }],
    ['Harbour (2011).iso', { category: 'main_video' }],
    ['Harbour (2011)-trailer.mp4', { category: 'trailer', extraType: 'trailer', title: null }],
    ['trailer.mp4', { category: 'trailer' }],
    ['Trailers/Second.mkv', { category: 'trailer', title: 'Second' }],
    ['trailers/Teaser.mkv', { category: 'trailer', title: 'Teaser' }],
    ['Harbour.2011.sample.mkv', { category: 'sample' }],
    ['sample-harbour.mkv', { category: 'sample' }],
    ['Samples/s.mkv', { category: 'sample' }],
    ['Behind the Scenes/Tide.mkv', { category: 'extra', extraType: 'behindthescenes', title: 'Tide' }],
    ['Talk with the crew-interview.mkv', { category: 'extra', extraType: 'interview', title: 'Talk with the crew' }],
    ['Harbour (2011)-deletedscene.mkv', { category: 'extra', extraType: 'deleted' }],
    ['theme.mp3', { category: 'theme_song' }],
    ['theme-music/a.flac', { category: 'theme_song' }],
    ['theme.mp4', { category: 'theme_video' }],
    ['backdrops/loop.mp4', { category: 'theme_video' }],
    ['Harbour (2011).nfo', { category: 'nfo', nfoScope: 'movie' }],
    ['movie.nfo', { category: 'nfo', nfoScope: 'movie' }],
    ['set.nfo', { category: 'nfo', nfoScope: 'set' }],
    ['poster.jpg', { category: 'artwork', artworkType: 'poster', scope: 'movie', index: 0 }],
    ['Harbour (2011)-fanart2.jpg', { category: 'artwork', artworkType: 'fanart', index: 2 }],
    ['Harbour (2011).tbn', { category: 'artwork', artworkType: 'poster' }],
    ['thumb.jpg', { category: 'artwork', artworkType: 'landscape' }],
    ['characterart.png', { category: 'artwork', artworkType: 'characterart', scope: 'movie' }],
    ['movieset-poster.jpg', { category: 'artwork', artworkType: 'poster', scope: 'set' }],
    ['extrafanart/fanart4.jpg', { category: 'artwork', artworkType: 'fanart', index: 4 }],
    ['.actors/Ann_Example.jpg', { category: 'actor_thumb', actor: 'Ann Example', scope: 'actor' }],
    ['Harbour (2011).pt-BR.forced.srt', { category: 'subtitle', language: 'pt-BR', forced: true, sdh: false }],
    ['Harbour (2011).en.sdh.sup', { category: 'subtitle', language: 'en', sdh: true }],
    ['Subs/Harbour (2011)/2_English.srt', { category: 'subtitle', language: 'en' }],
    ['Harbour (2011).de.ac3', { category: 'external_audio', language: 'de' }],
    ['Harbour (2011).en.commentary.mka', { category: 'external_audio', commentary: true }],
    ['Harbour - Soundtrack.flac', { category: 'unknown' }],
    ['BDMV/STREAM/00001.m2ts', { category: 'disc_structure' }],
    ['VIDEO_TS/VIDEO_TS.IFO', { category: 'disc_structure' }],
    ['Thumbs.db', { category: 'ignored' }],
    ['@eaDir/Harbour (2011).mkv@SynoEAStream', { category: 'ignored' }],
    ['System Volume Information/x', { category: 'ignored' }],
    ['notes.pdf', { category: 'unknown' }],
    ['poster.txt', { category: 'unknown' }],
    ['screens/001.png', { category: 'unknown' }],
  ])('%s', (file, expected) => {
    expect(ofFilm(file)).toMatchObject(expected);
  });

  it.each<[string, Expected]>([
    ['Harbour (2011)-trailer.mkv', { category: 'trailer' }],
    ['Harbour (2011).en.srt', { category: 'subtitle', language: 'en' }],
    ['VIDEO_TS/VIDEO_TS.nfo', { category: 'nfo', nfoScope: 'movie' }],
    ['clips/whatever.mkv', { category: 'extra', extraType: 'clip' }],
    ['cd1/harbour.avi', { category: 'main_video' }],
    ['/films/Free Sample (2012)/Free.Sample.mkv', { category: 'main_video' }],
    ['/films/I Live in a Trailer (2010)/I Live in a Trailer.mkv', { category: 'main_video' }],
    ['/films/Samples/Harbour (2011)/Harbour (2011).mkv', { category: 'main_video' }],
    ['/films/Shorts/Ann (2010).mkv', { category: 'main_video' }],
    ['/films/harbour.sample.mkv', { category: 'sample' }],
    ['/films/.hidden.mkv', { category: 'ignored' }],
  ])('%s, its video not known', (file, expected) => {
    expect(ofFilm(file, null)).toMatchObject(expected);
  });

  it('takes the inside of a disc for a disc, its NFO for the film’s', () => {
    expect(ofFilm('BDMV/index.nfo', `${FILM}/BDMV/index.bdmv`)).toMatchObject({ category: 'nfo', nfoScope: 'movie' });
    expect(ofFilm('BDMV/index.bdmv', `${FILM}/BDMV/index.bdmv`)).toMatchObject({ category: 'disc_structure' });
  });

  it('among other films belongs only what is named after the film', () => {
    expect(ofFilm('/films/Harbour-poster.jpg', '/films/Harbour.mkv').category).toBe('artwork');
    expect(ofFilm('/films/Harbour.nfo', '/films/Harbour.mkv').category).toBe('nfo');
    expect(ofFilm('/films/Delta-poster.jpg', '/films/Harbour.mkv').category).toBe('unknown');
  });
});

describe('a set’s folder', () => {
  it.each<[string, string | null, Expected]>([
    ['/sets/Harbour Films/poster.jpg', null, { artworkType: 'poster', scope: 'set' }],
    ['/sets/Harbour Films-clearlogo.png', null, { artworkType: 'clearlogo', scope: 'set' }],
    ['/films/Harbour Collection/folder.jpg', null, { artworkType: 'poster', scope: 'set' }],
    ['/films/Harbour Saga/thumb.jpg', `/films/Harbour Saga/Harbour (2011)/Harbour (2011).mkv`, { scope: 'set' }],
    ['/films/Harbour Films/fanart1.jpg', `/films/Harbour Films/Harbour (2011)/a.mkv`, { scope: 'set', index: 1 }],
  ])('%s', (path, mainVideo, expected) => {
    expect(ofFilm(path, mainVideo)).toMatchObject({ category: 'artwork', ...expected });
  });

  it('is none when a film lies in it', () => {
    const film = '/films/The Collection (2012)/The Collection (2012).mkv';
    expect(ofFilm('/films/The Collection (2012)/poster.jpg', film).scope).toBe('movie');
  });
});

describe('a show’s folder', () => {
  it.each<[string, Expected]>([
    [`${EPISODE}.mkv`, { category: 'main_video', season: 1, episode: 1 }],
    ['Season 01/Lighthouse - S01E02 - The Interview.mkv', { category: 'main_video', episode: 2 }],
    ['Specials/Lighthouse - S00E01 - Reel.mkv', { category: 'main_video', season: 0 }],
    [`${EPISODE}-behindthescenes.mkv`, { category: 'extra', extraType: 'behindthescenes' }],
    [`${EPISODE}-trailer.mp4`, { category: 'trailer' }],
    ['Season 01/Extras/Tide.mkv', { category: 'extra', extraType: 'other', season: 1 }],
    ['trailers/Tide.mkv', { category: 'trailer', season: null }],
    ['theme.mp3', { category: 'theme_song' }],
    ['backdrops/loop.mp4', { category: 'theme_video' }],
    ['tvshow.nfo', { category: 'nfo', nfoScope: 'show' }],
    ['Season 01/season.nfo', { category: 'nfo', nfoScope: 'season', season: 1 }],
    [`${EPISODE}.nfo`, { category: 'nfo', nfoScope: 'episode', season: 1, episode: 1 }],
    ['Season 01/Lighthouse - S01E02 - Fog.nfo', { category: 'nfo', nfoScope: 'episode', episode: 2 }],
    ['poster.jpg', { category: 'artwork', artworkType: 'poster', scope: 'show' }],
    ['disc.png', { category: 'artwork', artworkType: 'discart', scope: 'show' }],
    ['season02-poster.jpg', { category: 'artwork', artworkType: 'poster', scope: 'season', season: 2 }],
    ['season-all-banner.jpg', { category: 'artwork', artworkType: 'banner', scope: 'season', season: 'all' }],
    ['Season 02/folder.jpg', { category: 'artwork', artworkType: 'poster', scope: 'season', season: 2 }],
    [`${EPISODE}-thumb.jpg`, { category: 'artwork', artworkType: 'thumb', scope: 'episode', season: 1, episode: 1 }],
    [
      'Specials/Lighthouse - S00E04 - Reel-thumb.png',
      { artworkType: 'thumb', scope: 'episode', season: 0, episode: 4 },
    ],
    ['S01E04_background.jpg', { artworkType: 'fanart', scope: 'episode', season: 1, episode: 4 }],
    ['.actors/Ann_Example.jpg', { category: 'actor_thumb', actor: 'Ann Example' }],
    [`${EPISODE}.de.forced.srt`, { category: 'subtitle', language: 'de', forced: true, episode: 1 }],
    ['Season 01/Lighthouse - S01E02 - Fog.de.srt', { category: 'subtitle', language: 'de', episode: 2 }],
    [`${EPISODE}.de.ac3`, { category: 'external_audio', language: 'de', episode: 1 }],
    ['Season 01/notes.txt', { category: 'unknown' }],
    ['Season 01/metadata/x.jpg', { category: 'ignored' }],
  ])('%s', (file, expected) => {
    expect(ofShow(file)).toMatchObject(expected);
  });

  it.each<[string, Expected]>([
    ['Season 01/poster.jpg', { scope: 'season', season: 1 }],
    ['poster.jpg', { scope: 'show' }],
    ['/shows/24/Season 1/24 - S01E01.mkv', { category: 'main_video', season: 1, episode: 1 }],
    ['/shows/24/poster.jpg', { scope: 'show' }],
  ])('%s, no video known', (file, expected) => {
    expect(ofShow(file, null)).toMatchObject(expected);
  });
});

it('a `.sub` is what its `.idx` is, and names of siblings make owners', () => {
  const siblings = [`${FILM}/Harbour (2011).de.forced.idx`, `${FILM}/Delta (2012).mkv`];
  const of = (file: string): FileClass =>
    classifyFile({ path: `${FILM}/${file}`, library: 'movie', mainVideo: FILM_VIDEO, siblings });
  expect(of('Harbour (2011).de.forced.sub')).toMatchObject({ category: 'subtitle', language: 'de', forced: true });
  expect(of('Delta (2012)-poster.jpg')).toMatchObject({ category: 'artwork', artworkType: 'poster' });
  expect(of('poster.jpg')).toMatchObject({ category: 'unknown' });
});

describe('whatever the names', () => {
  const name = fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.constantFrom('\ud800.mkv', '季 第.srt', 'İ-poster.jpg', '\0', '😀S01E01.mkv', ' .nfo'),
    fc.constantFrom(
      ...['Harbour (2011).mkv', 'Season 1', 'Extras', '.actors', 'poster.jpg', 'S01E02.mkv', 'BDMV', 'x.sub', 'x.idx'],
      ...['Subs', 'Harbour-trailer.mp4', 'season-all-poster.jpg', 'x.nfo', '', '..', 'theme.mp3', 'cd1', '@eaDir'],
    ),
  );
  const path = fc.array(name, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/'));
  const library = fc.constantFrom('movie' as const, 'tv' as const);

  it('there is an answer, the same for the siblings in any order', () => {
    fc.assert(
      fc.property(
        path,
        library,
        fc.option(path),
        fc.array(path, { maxLength: 5 }),
        (file, kind, mainVideo, siblings) => {
          const given = classifyFile({ path: file, library: kind, mainVideo, siblings });
          const turned = classifyFile({ path: file, library: kind, mainVideo, siblings: siblings.toReversed() });
          expect(turned).toEqual(given);
        },
      ),
    );
  });
});
