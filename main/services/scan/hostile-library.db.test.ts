import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ItemDetail } from '../../../contract/items.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import { damageBytes } from '../../__testing__/damage-bytes.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { movieNfo, picture } from '../../__testing__/test-films.ts';
import { episodeNfo, tvshowNfo, writeFiles } from '../../__testing__/test-show-files.ts';
import { sha256 } from '../../files/hash-file.ts';
import { createSeededRandom } from '../../media/sample/seeded-random.ts';
import { examine } from '../system/doctor.ts';

/** How many damaged files; METARR_HOSTILE_FILES asks for more than every run needs. */
const DAMAGED = Number(process.env['METARR_HOSTILE_FILES'] ?? 250);
const SEED = process.env['METARR_HOSTILE_SEED'] ?? 'metarr';
const EPISODES = 6;
const CLIPS = new URL('../../../resources/sample/clips/', import.meta.url);

type Item = 'movie' | 'series' | 'season' | 'episode';
type Kind = 'video' | 'image' | 'nfo';
/** Fit for what they are used as: a scan reports unfit ones, sound as they may be. */
type Shape = 'upright' | 'wide';

interface Damaged {
  /** Absolute. */
  file: string;
  kind: Kind;
  damage: string;
  /** The type of item it belongs to. */
  item: Item;
}

let test: TestCore;

beforeEach(async () => {
  test = await startTestCore();
});
afterEach(async () => {
  expect(test.errors).toEqual([]);
  await test.discard();
});

/** Damages files as they are written, until there are enough. */
class Damager {
  readonly damaged: Damaged[] = [];
  readonly #random = createSeededRandom(SEED);
  readonly #clips = readdirSync(CLIPS).sort();
  readonly #images: Readonly<Record<Shape, readonly Buffer[]>>;

  constructor(images: Readonly<Record<Shape, readonly Buffer[]>>) {
    this.#images = images;
  }

  get isDone(): boolean {
    return this.damaged.length >= DAMAGED;
  }

  video(root: string, name: string, item: Item): void {
    const clip = this.#random.pick(this.#clips);
    this.#write(root, `${name}${path.extname(clip)}`, readFileSync(new URL(clip, CLIPS)), 'video', item);
  }

  image(root: string, name: string, shape: Shape, item: Item): void {
    this.#write(root, name, this.#random.pick(this.#images[shape]), 'image', item);
  }

  nfo(root: string, name: string, text: string, item: Item): void {
    this.#write(root, name, Buffer.from(text), 'nfo', item);
  }

  #write(root: string, name: string, sound: Buffer, kind: Kind, item: Item): void {
    const { bytes, damage } = damageBytes(sound, this.#random);
    writeFiles(root, { [name]: bytes });
    this.damaged.push({ file: path.join(root, name), kind, damage, item });
  }
}

function writeFilms(damager: Damager, root: string): number {
  let films = 0;
  // Two of five damaged files are of films.
  for (; damager.damaged.length < DAMAGED * 0.4; films++) {
    const name = `Bitter Harbour ${letters(films)} (1990)`;
    const base = `${name}/${name}`;
    const elements = [
      `<title>Bitter Harbour ${letters(films)}</title><year>1990</year><plot>${'A ship waits. '.repeat(20)}</plot>`,
      `<uniqueid type="tmdb" default="true">${String(980_000_000 + films)}</uniqueid>`,
      '<genre>Drama</genre><actor><name>Ada Quill</name><role>Mate</role></actor><own deep="1"><element/></own>',
    ];
    damager.video(root, base, 'movie');
    damager.nfo(root, `${base}.nfo`, movieNfo(elements.join('\n')), 'movie');
    damager.image(root, `${name}/poster.jpg`, 'upright', 'movie');
    damager.image(root, `${name}/fanart.jpg`, 'wide', 'movie');
  }
  return films;
}

function writeShows(damager: Damager, root: string): number {
  let shows = 0;
  for (; !damager.isDone; shows++) {
    const title = `Rust and Rain ${letters(shows)}`;
    const id = `<uniqueid type="tvdb" default="true">${String(970_000_000 + shows)}</uniqueid>`;
    damager.nfo(root, `${title}/tvshow.nfo`, tvshowNfo(`<title>${title}</title><plot>It rains.</plot>${id}`), 'series');
    damager.image(root, `${title}/poster.jpg`, 'upright', 'series');
    damager.image(root, `${title}/season01-poster.jpg`, 'upright', 'season');
    for (let number = 1; number <= EPISODES; number++) {
      const base = `${title}/Season 01/${title} S01E0${String(number)}`;
      damager.video(root, base, 'episode');
      damager.nfo(root, `${base}.nfo`, episodeNfo(1, number, `<title>Day ${String(number)}</title>`), 'episode');
      damager.image(root, `${base}-thumb.jpg`, 'wide', 'episode');
    }
  }
  return shows;
}

function pictures(size: { width: number; height: number }): Promise<Buffer[]> {
  return Promise.all((['jpeg', 'png', 'webp'] as const).map((format) => picture('teal', format, size)));
}

/** A, B, … Z, AA: numbers in names would be read as what they might mean. */
function letters(index: number): string {
  const rest = Math.floor(index / 26);
  return `${rest === 0 ? '' : letters(rest - 1)}${String.fromCharCode(65 + (index % 26))}`;
}

/** Hash and time of change of every file, by path. */
function filesBelow(root: string): Map<string, string> {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.map((name) => path.join(root, name)).filter((file) => statSync(file).isFile());
  return new Map(files.map((file) => [file, `${sha256(readFileSync(file))} ${String(statSync(file).mtimeMs)}`]));
}

async function everyItem(): Promise<ItemDetail[]> {
  const refs: ItemRef[] = [];
  for (let offset = 0, isMore = true; isMore; offset += 500) {
    const films = await test.call('movies.page', { offset, limit: 500 });
    const shows = await test.call('series.page', { offset, limit: 500 });
    refs.push(...films.rows.map(({ id }) => ({ type: 'movie' as const, id })));
    for (const { id } of shows.rows) {
      refs.push({ type: 'series', id });
      for (const season of (await test.call('series.tree', { id })).seasons) {
        if (season.id !== null) refs.push({ type: 'season', id: season.id });
        refs.push(...season.episodes.map((episode) => ({ type: 'episode' as const, id: episode.id })));
      }
    }
    isMore = films.nextCursor !== null || shows.nextCursor !== null;
  }
  const details: ItemDetail[] = [];
  for (const item of refs) details.push(await test.call('items.get', { item }));
  return details;
}

/** What became of a damaged file at the items of its type; null when nothing tells of it. */
function fateOf({ file, kind, item }: Damaged, items: readonly ItemDetail[]): 'reported' | 'taken in' | null {
  const own = items.filter(({ type }) => type === item);
  const reports = own.flatMap(({ issues }) => issues.filter((issue) => issue.path === file));
  if (reports.some(({ code }) => code !== 'image_shape' && code !== 'image_small')) return 'reported';
  const isTakenIn = own.some((detail) => {
    const at = path.relative(detail.directoryPath, file);
    if (kind === 'nfo') return detail.nfoPath === file;
    if (kind === 'image') return detail.artwork.some(({ fileName }) => fileName === at);
    return detail.files.some(({ fileName, probeState }) => fileName === at && probeState === 'done');
  });
  return isTakenIn ? 'taken in' : null;
}

it(
  `${String(DAMAGED)} damaged videos, images and NFO files: each is reported at its item or taken in, and none is touched`,
  async () => {
    const damager = new Damager({
      upright: await pictures({ width: 500, height: 750 }),
      wide: await pictures({ width: 1280, height: 720 }),
    });
    const roots = { movies: path.join(test.root, 'films'), tvshows: path.join(test.root, 'shows') };
    const films = writeFilms(damager, roots.movies);
    const shows = writeShows(damager, roots.tvshows);
    const { damaged } = damager;
    const before = [filesBelow(roots.movies), filesBelow(roots.tvshows)];

    for (const type of ['movies', 'tvshows'] as const) {
      const job = await test.scan({ path: roots[type], type, probe: true });
      expect(job).toMatchObject({ status: 'completed', errorMessage: null, result: { failed: 0 } });
    }
    const jobs = await test.call('jobs.list', { finishedLimit: 200 });
    expect(jobs.filter(({ status }) => status !== 'completed')).toEqual([]);

    const items = await everyItem();
    const count = (type: string): number => items.filter((item) => item.type === type).length;
    expect([count('movie'), count('series'), count('season')]).toEqual([films, shows, shows]);
    expect(count('episode')).toBe(shows * EPISODES);
    const fates = damaged.map((one) => ({ ...one, fate: fateOf(one, items) }));
    if (DAMAGED > 250) console.log(JSON.stringify(sumsOf(fates)));
    expect(fates.filter(({ fate }) => fate === null)).toEqual([]);
    for (const kind of ['video', 'image', 'nfo']) {
      expect(new Set(fates.filter((one) => one.kind === kind).map(({ fate }) => fate))).toEqual(
        new Set(['reported', 'taken in']),
      );
    }

    expect([filesBelow(roots.movies), filesBelow(roots.tvshows)]).toEqual(before);
    const { db, pool } = test.core.internals;
    expect((await examine(db, pool)).problems).toEqual([]);

    for (const type of ['movies', 'tvshows'] as const) {
      const again = await test.scan({ path: roots[type], type, probe: true });
      expect(again.result).toMatchObject({ added: 0, updated: 0, removed: 0, failed: 0 });
    }
    const later = await everyItem();
    expect(damaged.map((one) => fateOf(one, later))).toEqual(fates.map(({ fate }) => fate));
  },
  60_000 + DAMAGED * 1000,
);

function sumsOf(fates: readonly { kind: string; damage: string; fate: string | null }[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { kind, damage, fate } of fates) {
    for (const key of [`${kind} ${String(fate)}`, `${kind}, ${damage}: ${String(fate)}`])
      sums[key] = (sums[key] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(sums).sort());
}
