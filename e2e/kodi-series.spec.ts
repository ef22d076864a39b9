import { expect, test } from '@playwright/test';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ItemDetail } from '../contract/items.ts';
import { FILM, SHOW, writeFilm, writeShow } from './fixtures/show-folder.ts';
import { stripFolder } from './fixtures/strip-folder.ts';
import { importIntoKodi, type KodiDump, kodiImagePath, kodiIsMissing } from './kodi/kodi-import.ts';
import type { KodiEpisode } from './kodi/kodi-library.ts';
import { runCli } from './run-cli.ts';

interface Listed {
  id: number;
  seasonNumber: number;
  episodeNumber: number;
}

let work = '';
const metarr = (...args: string[]): Promise<unknown[]> => runCli(path.join(work, 'data'), ...args);

async function shown(id: string): Promise<ItemDetail> {
  const [detail] = await metarr('show', id);
  return detail as ItemDetail;
}

/** One after the other: a data directory is open to one command at a time. */
async function everyShown(type: string, rows: readonly Listed[]): Promise<ItemDetail[]> {
  const details: ItemDetail[] = [];
  for (const { id } of rows) details.push(await shown(`${type}:${String(id)}`));
  return details;
}

/** The hash of the file an image address of Kodi stands for; null for none. */
async function hashOf(address: string | undefined): Promise<string | null> {
  if (address === undefined) return null;
  return createHash('sha256')
    .update(await readFile(kodiImagePath(address)))
    .digest('hex');
}

function artworkHash({ artwork }: ItemDetail, type: string): string | null {
  return artwork.find((image) => image.type === type && image.isSelected && image.rank === 0)?.hash ?? null;
}

function ids({ values }: ItemDetail): Record<string, string> {
  const known = { tmdb: values.tmdb_id, tvdb: values.tvdb_id, imdb: values.imdb_id };
  const given = Object.entries(known).filter(([, id]) => id !== null && id !== undefined);
  return Object.fromEntries(given.map(([type, id]) => [type, String(id as string | number)]));
}

/** A show in the words of Metarr, for comparing with what Kodi kept. */
function publishedShow(detail: ItemDetail): Record<string, unknown> {
  const { values } = detail;
  const actors = (values.actors ?? []) as { name: string; role: string | null }[];
  return {
    title: values.title,
    plot: values.plot,
    premiered: values.premiered,
    mpaa: values.mpaa,
    genres: values.genres,
    studios: values.studios,
    cast: actors.map(({ name, role }) => ({ name, role: role ?? '' })),
    ids: ids(detail),
    poster: artworkHash(detail, 'poster'),
    fanart: artworkHash(detail, 'fanart'),
  };
}

async function importedShow({ shows }: KodiDump): Promise<unknown[]> {
  return Promise.all(
    shows.map(async (show) => ({
      title: show.title,
      plot: show.plot,
      premiered: show.premiered,
      mpaa: show.mpaa,
      genres: show.genre,
      studios: show.studio,
      cast: show.cast.map(({ name, role }) => ({ name, role })),
      ids: show.uniqueid ?? {},
      poster: await hashOf(show.art['poster']),
      fanart: await hashOf(show.art['fanart']),
    })),
  );
}

function publishedEpisode(detail: ItemDetail): Record<string, unknown> {
  const { values, placement } = detail;
  return {
    season: placement?.seasonNumber,
    episode: placement?.episodeNumber,
    file: detail.filePath,
    title: values.title,
    plot: values.plot,
    aired: values.aired,
    ids: ids(detail),
    shownBefore: [values.display_season ?? -1, values.display_episode ?? -1],
    thumb: artworkHash(detail, 'thumb'),
  };
}

async function importedEpisode(episode: KodiEpisode): Promise<Record<string, unknown>> {
  return {
    season: episode.season,
    episode: episode.episode,
    file: episode.file,
    title: episode.title,
    plot: episode.plot,
    aired: episode.firstaired,
    ids: episode.uniqueid ?? {},
    shownBefore: [episode.specialsortseason, episode.specialsortepisode],
    thumb: await hashOf(episode.art['thumb']),
  };
}

const byNumber = (a: { season?: unknown; episode?: unknown }, b: { season?: unknown; episode?: unknown }): number =>
  Number(a.season) - Number(b.season) || Number(a.episode) - Number(b.episode);

test.describe('what Kodi makes of a published show and of a film in two versions', () => {
  const missing = kodiIsMissing();
  test.skip(missing !== null, missing ?? '');
  test.setTimeout(300_000);

  test.beforeEach(async () => {
    // Not under a path with "sample" in it, which Kodi skips.
    work = await mkdtemp(path.join(tmpdir(), 'metarr-published-'));
  });
  test.afterEach(async () => {
    await rm(work, { recursive: true, force: true });
  });

  for (const [words, isStripped] of [
    ['edited and published', false],
    ['published again after its NFO and pictures were lost', true],
  ] as const)
    test(`is what Metarr says of them, ${words}`, async () => {
      const [shows, films] = [path.join(work, 'shows'), path.join(work, 'films')];
      await mkdir(shows);
      await mkdir(films);
      await writeShow(shows);
      await writeFilm(films);
      await metarr('scan', shows, '--type', 'tvshows');
      await metarr('scan', films);

      const [show] = (await metarr('items', '--type', 'series')) as Listed[];
      const seasons = (await metarr('items', '--type', 'season')) as Listed[];
      const episodes = (await metarr('items', '--type', 'episode')) as Listed[];
      const [film] = (await metarr('items')) as Listed[];
      const idOf = (list: readonly Listed[], season: number, episode?: number): string =>
        String(list.find((row) => row.seasonNumber === season && row.episodeNumber === episode)?.id);
      await metarr('set', `series:${String(show?.id)}`, 'plot', 'Lamps & “ladders” <lit>.\n\nAnd put out: 灯台.');
      await metarr('set', `season:${idOf(seasons, 2)}`, 'title', 'The Drowned Year');
      await metarr('set', `episode:${idOf(episodes, 1, 3)}`, 'title', 'The Other Half & the Rest');
      await metarr('set', `episode:${idOf(episodes, 0, 1)}`, 'plot', 'Snow on every lamp.');
      await metarr('set', String(film?.id), 'tagline', 'One line.');

      if (isStripped) for (const folder of [shows, films]) await stripFolder(folder);
      await metarr('publish', '--all');
      const sources = [
        { folder: shows, content: 'tvshows' },
        { folder: films, content: 'movies' },
      ] as const;
      const dump = await importIntoKodi({ sources, timeoutMs: 180_000 });

      await test.step('the show', async () => {
        expect(await importedShow(dump)).toEqual([publishedShow(await shown(`series:${String(show?.id)}`))]);
      });

      await test.step('its seasons', async () => {
        const imported = await Promise.all(
          dump.seasons.map(async (season) => ({
            season: season.season,
            title: season.title,
            poster: await hashOf(season.art['poster']),
          })),
        );
        const details = await everyShown('season', seasons);
        const published = details.map((detail) => ({
          season: detail.placement?.seasonNumber,
          title: detail.displayTitle,
          poster: artworkHash(detail, 'poster'),
        }));
        expect(imported.sort(byNumber)).toEqual(published.sort(byNumber));
        expect(published.map(({ title }) => title)).toEqual(['Specials', 'Season 1', 'The Drowned Year']);
        expect(published.map(({ poster }) => poster === null)).toEqual([false, false, true]);
      });

      await test.step('its episodes, two of them from one file', async () => {
        const imported = await Promise.all(dump.episodes.map(importedEpisode));
        const published = (await everyShown('episode', episodes)).map(publishedEpisode);
        expect(imported.sort(byNumber)).toEqual(published.sort(byNumber));
        const double = path.join(shows, SHOW.folder, `${SHOW.double}.mkv`);
        expect(imported.filter(({ file }) => file === double).map(({ episode }) => episode)).toEqual([2, 3]);
        expect(imported[0]).toMatchObject({ season: 0, episode: 1, shownBefore: [2, 1] });
      });

      await test.step('the film: both versions under its name, the parts of one as a stack, and no extras', async () => {
        const folder = path.join(films, FILM.folder);
        const detail = await shown(String(film?.id));
        const parts = [1, 2].map((part) => path.join(folder, `${FILM.directorsCut}-cd${String(part)}.mkv`));
        const imported = await Promise.all(
          dump.movies.map(async (movie) => ({
            file: movie.file,
            title: movie.title,
            year: movie.year,
            plot: movie.plot,
            tagline: movie.tagline,
            ids: movie.uniqueid ?? {},
            poster: await hashOf(movie.art['poster']),
            fanart: await hashOf(movie.art['fanart']),
          })),
        );
        const published = (file: string): Record<string, unknown> => ({
          file,
          title: FILM.title,
          year: 1998,
          plot: detail.values.plot,
          tagline: 'One line.',
          ids: ids(detail),
          poster: artworkHash(detail, 'poster'),
          fanart: artworkHash(detail, 'fanart'),
        });
        expect(imported.sort((a, b) => a.file.localeCompare(b.file))).toEqual(
          [path.join(folder, `${FILM.theatrical}.mp4`), `stack://${parts.join(' , ')}`]
            .sort((a, b) => a.localeCompare(b))
            .map(published),
        );
      });
    });
});
