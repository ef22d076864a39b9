import { expect, test } from '@playwright/test';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importIntoKodi, kodiImagePath, kodiIsMissing } from './kodi/kodi-import.ts';
import type { KodiMovie } from './kodi/kodi-library.ts';
import { runCli } from './run-cli.ts';
import { stripFolder } from './fixtures/strip-folder.ts';

/** What `metarr show ID` prints, as far as it is compared. */
interface ShownMovie {
  id: number;
  directoryPath: string;
  values: {
    title: string;
    original_title: string | null;
    year: number | null;
    premiered: string | null;
    runtime: number | null;
    mpaa: string | null;
    tagline: string | null;
    plot: string | null;
    tmdb_id: number | null;
    imdb_id: string | null;
    set_id: { name: string } | null;
    genres: string[];
    studios: string[];
    countries: string[];
    tags: string[];
    directors: string[];
    writers: string[];
    actors: { name: string; role: string | null }[];
    ratings: { source: string; value: number; max: number; votes: number | null }[];
  };
  artwork: { type: string; hash: string; isSelected: boolean; rank: number | null }[];
  video: { durationSeconds: number | null } | null;
}

interface PublishSums {
  published: number;
  unchanged: number;
  failed: number;
  files: string[];
}

let work = '';

const metarr = (...args: string[]): Promise<unknown[]> => runCli(join(work, 'data'), ...args);

const sorted = (values: readonly string[]): string[] => [...values].sort();
const sha256 = async (file: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(file))
    .digest('hex');

/** The film in the words of Metarr, for comparing with what Kodi kept. */
function asPublished({ values, artwork, video }: ShownMovie): Record<string, unknown> {
  const artworkHash = (type: string): string | null =>
    artwork.find((image) => image.type === type && image.isSelected && image.rank === 0)?.hash ?? null;
  const ids: [string, string][] = [];
  if (values.tmdb_id !== null) ids.push(['tmdb', String(values.tmdb_id)]);
  if (values.imdb_id !== null) ids.push(['imdb', values.imdb_id]);
  return {
    title: values.title,
    // Kodi keeps no original title that is the title itself.
    originalTitle: values.original_title === values.title ? '' : (values.original_title ?? ''),
    year: values.year,
    premiered: values.premiered ?? '',
    // Where the NFO tells of the streams, Kodi answers their length instead of the runtime.
    runtimeSeconds: video?.durationSeconds ?? (values.runtime ?? 0) * 60,
    mpaa: values.mpaa ?? '',
    tagline: values.tagline ?? '',
    plot: values.plot ?? '',
    set: values.set_id?.name ?? '',
    genres: sorted(values.genres),
    studios: sorted(values.studios),
    countries: sorted(values.countries),
    tags: sorted(values.tags),
    directors: sorted(values.directors),
    writers: sorted(values.writers),
    cast: values.actors.map(({ name, role }) => ({ name, role: role ?? '' })),
    ratings: Object.fromEntries(
      values.ratings.map(({ source, value, max, votes }) => [source, [((value * 10) / max).toFixed(1), votes ?? 0]]),
    ),
    ids: Object.fromEntries(ids),
    poster: artworkHash('poster'),
    fanart: artworkHash('fanart'),
  };
}

async function asImported(movie: KodiMovie): Promise<Record<string, unknown>> {
  const artworkHash = async (address: string | undefined): Promise<string | null> =>
    address === undefined ? null : sha256(kodiImagePath(address));
  return {
    title: movie.title,
    originalTitle: movie.originaltitle === movie.title ? '' : movie.originaltitle,
    year: movie.year,
    premiered: movie.premiered,
    runtimeSeconds: movie.runtime,
    mpaa: movie.mpaa,
    tagline: movie.tagline,
    plot: movie.plot,
    set: movie.set,
    genres: sorted(movie.genre),
    studios: sorted(movie.studio),
    countries: sorted(movie.country),
    tags: sorted(movie.tag),
    directors: sorted(movie.director),
    writers: sorted(movie.writer),
    cast: [...movie.cast].sort((a, b) => a.order - b.order).map(({ name, role }) => ({ name, role })),
    ratings: Object.fromEntries(
      Object.entries(movie.ratings).map(([source, { rating, votes }]) => [source, [rating.toFixed(1), votes]]),
    ),
    ids: movie.uniqueid ?? {},
    poster: await artworkHash(movie.art['poster']),
    fanart: await artworkHash(movie.art['fanart']),
  };
}

test.describe('what Kodi makes of a published library', () => {
  const missing = kodiIsMissing();
  test.skip(missing !== null, missing ?? '');
  test.setTimeout(300_000);

  test.beforeEach(async () => {
    work = await mkdtemp(join(tmpdir(), 'metarr-published-'));
  });
  test.afterEach(async () => {
    await rm(work, { recursive: true, force: true });
  });

  test('is what Metarr says of every film, after NFO and pictures were lost and published again', async () => {
    const [seeded] = (await metarr('seed')) as [{ path: string }];
    // Kodi skips every path with a "sample" in it, so the films live elsewhere.
    const library = join(work, 'films');
    await cp(seeded.path, library, { recursive: true });
    await rm(join(work, 'data'), { recursive: true });
    await metarr('scan', library);

    const items = (await metarr('items')) as { id: number; title: string }[];
    const edited = items.find((item) => item.title === 'Tidewrack');
    expect(edited).toBeDefined();
    const plot = 'Letters <unsent> & "unread" — ‘hers’.\n\nSecond paragraph: ½ of 100 %, 🌊 and 灯台.';
    await metarr('set', String(edited?.id), 'plot', plot);

    await stripFolder(library);
    const [sums] = (await metarr('publish', '--all')) as [PublishSums];
    expect(sums.files.filter((file) => file.endsWith('.nfo')).length).toBeGreaterThan(60);

    const dump = await importIntoKodi({
      sources: [{ folder: library, content: 'movies' }],
      timeoutMs: 180_000,
    });
    const wanted = items.filter(
      (item, index) => index % 4 === 0 || item.id === edited?.id || /Bridges|Halvard|Ringfall/.test(item.title),
    );
    for (const { id, title } of wanted) {
      const [shown] = (await metarr('show', String(id))) as [ShownMovie];
      const imported = dump.movies.filter((movie) => movie.file.includes(`${shown.directoryPath}/`));
      await test.step(title, async () => {
        expect(imported.length).toBeGreaterThan(0);
        for (const movie of imported) expect.soft(await asImported(movie)).toEqual(asPublished(shown));
      });
    }
    expect(dump.movies.find((movie) => movie.title === 'Tidewrack')?.plot).toBe(plot);
    const stacked = dump.movies.filter((movie) => movie.file.startsWith('stack://')).map((movie) => movie.title);
    expect(stacked).toEqual(['Two Bridges, One River']);
  });
});
