import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPatterns } from './check-patterns.ts';
import { DEFAULT_RENAME_PATTERNS } from './default-patterns.ts';
import { planFilm } from './plan-film.ts';
import { planShow } from './plan-show.ts';
import { isBelow, parentOf, type RenameStep, reversedSteps } from './rename-step.ts';
import { nameKey } from './safe-name.ts';

/** A disk without upper and lower case: what each file holds, by its path, and the folders there are. */
class Disk {
  readonly files = new Map<string, string>();
  readonly folders = new Set<string>(['']);

  add(path: string): void {
    this.files.set(path, `bytes of ${path}`);
    for (let folder = parentOf(path); folder !== ''; folder = parentOf(folder)) this.folders.add(folder);
  }

  take({ op, isFolder, from, to }: RenameStep): void {
    if (op === 'make_folder') {
      expect(this.files.has(to)).toBe(false);
      expect(this.folders.has(parentOf(to))).toBe(true);
      this.folders.add(to);
      return;
    }
    if (op === 'remove_folder') {
      const isEmpty = ![...this.files.keys(), ...this.folders].some((path) => isBelow(path, from));
      if (isEmpty) this.folders.delete(from);
      return;
    }
    expect(isFolder ? this.folders.has(from) : this.files.has(from)).toBe(true);
    const taken = [...this.files.keys(), ...this.folders].find((path) => nameKey(path) === nameKey(to));
    expect(taken, `${from} would go over ${taken ?? ''}`).toBeUndefined();
    expect(this.folders.has(parentOf(to))).toBe(true);
    this.#move(from, to);
  }

  #move(from: string, to: string): void {
    const moved = (path: string): string | null =>
      path === from || isBelow(path, from) ? `${to}${path.slice(from.length)}` : null;
    for (const [path, bytes] of [...this.files]) {
      const place = moved(path);
      if (place === null) continue;
      this.files.delete(path);
      this.files.set(place, bytes);
    }
    for (const folder of [...this.folders]) {
      const place = moved(folder);
      if (place === null) continue;
      this.folders.delete(folder);
      this.folders.add(place);
    }
  }

  state(): unknown {
    return { files: Object.fromEntries([...this.files].sort()), folders: [...this.folders].sort() };
  }
}

function takeAndBack(disk: Disk, steps: readonly RenameStep[]): void {
  const before = disk.state();
  const bytes = [...disk.files.values()].sort();
  for (const step of steps) disk.take(step);
  expect([...disk.files.values()].sort()).toEqual(bytes);
  expect([...disk.files.keys()].some((path) => path.includes('.renaming-'))).toBe(false);
  for (const step of reversedSteps(steps)) disk.take(step);
  expect(disk.state()).toEqual(before);
}

const STREAMS = {
  edition: null,
  width: 1920,
  height: 1080,
  videoCodec: null,
  hdrType: null,
  audioCodec: null,
  audioProfile: null,
  audioChannels: null,
};
const STEM = fc.constantFrom(
  'quay',
  'Quay',
  'Quay (1979)',
  'quay (1979)',
  'Quay (1979)-part2',
  'quay-cd1',
  'quay 2',
  'x',
);
const REST = fc.constantFrom('.nfo', '-poster.jpg', '.en.srt', '.de.forced.srt', '-trailer.mp4', ' notes.txt', '.txt');
const { parsed: PATTERNS } = checkPatterns(DEFAULT_RENAME_PATTERNS);

test('whatever lies in a film’s folder: nothing is lost or overwritten, and the way back leads to the start', () => {
  let renamed = 0;
  fc.assert(
    fc.property(
      fc.uniqueArray(STEM, { minLength: 1, maxLength: 3, selector: nameKey }),
      fc.array(fc.tuple(STEM, REST), { maxLength: 8 }),
      fc.constantFrom('quay', 'Quay (1979)', 'quay (1979)', 'QUAY (1979)'),
      fc.boolean(),
      (stems, others, folder, isOwnFolder) => {
        if (PATTERNS === null) return;
        const disk = new Disk();
        const keys = new Set<string>();
        const add = (name: string): void => {
          if (keys.has(nameKey(name))) return;
          keys.add(nameKey(name));
          disk.add(`${folder}/${name}`);
        };
        for (const stem of stems) add(`${stem}.mkv`);
        for (const [stem, rest] of others) add(`${stem}${rest}`);
        const [first = '', ...more] = stems;
        const own = isOwnFolder ? stems : [first];
        const plan = planFilm(
          {
            film: {
              title: 'Quay',
              originalTitle: null,
              year: 1979,
              imdbId: null,
              tmdbId: null,
              tvdbId: null,
              set: null,
            },
            videos: own.map((stem, at) => ({
              ...STREAMS,
              path: `${folder}/${stem}.mkv`,
              part: own.length === 1 ? null : at + 1,
            })),
            folder,
            isOwnFolder,
            otherStems: isOwnFolder ? [] : more,
            entries: [...disk.files.keys()].map((path) => ({ path, isFolder: false })),
          },
          PATTERNS,
        );
        if (plan.problem !== null) return;
        renamed += Number(plan.steps.length > 0);
        takeAndBack(disk, plan.steps);
      },
    ),
    { numRuns: 1000, seed: 3 },
  );
  expect(renamed).toBeGreaterThan(400);
});

test('whatever a show’s folder looks like: folders and episodes go and come back without a loss', () => {
  let renamed = 0;
  const PLACE = fc.constantFrom('', 'Season 1', 'season 01', 'S1', 'Season 2', 'Season 1/extra folder');
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(PLACE, fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 6 })), {
        minLength: 1,
        maxLength: 6,
        selector: ([, season, number]) => `${String(season)}x${String(number)}`,
      }),
      fc.constantFrom('harbour', 'Harbour (2011)', 'harbour (2011)'),
      (episodes, folder) => {
        if (PATTERNS === null) return;
        const disk = new Disk();
        const videos = episodes.map(([place, season, number]) => {
          const stem = `${folder}/${place === '' ? '' : `${place}/`}h ${String(season)}x0${String(number)}`;
          disk.add(`${stem}.mkv`);
          disk.add(`${stem}.en.srt`);
          const episode = { season, episodes: [{ number, title: `Day ${String(number)}` }], aired: null };
          return { ...STREAMS, path: `${stem}.mkv`, part: null, episode };
        });
        // On such a disk two spellings of a folder are one.
        if (new Set([...disk.folders].map(nameKey)).size !== disk.folders.size) return;
        const folders = [...disk.folders].filter((path) => isBelow(path, folder));
        const plan = planShow(
          {
            show: {
              title: 'Harbour',
              originalTitle: null,
              year: 2011,
              imdbId: null,
              tmdbId: null,
              tvdbId: null,
              set: null,
            },
            folder,
            isOwnFolder: true,
            seasons: [1, 2].map((number) => ({
              number,
              folder:
                folders.find((path) =>
                  videos.some((video) => video.episode.season === number && isBelow(video.path, path)),
                ) ?? null,
            })),
            episodes: videos.map((video, at) => ({ id: at + 1, title: '', videos: [video] })),
            entries: [
              ...folders.map((path) => ({ path, isFolder: true })),
              ...[...disk.files.keys()].map((path) => ({ path, isFolder: false })),
            ],
          },
          PATTERNS,
        );
        if (plan.folders.problem !== null) return;
        const steps = [plan.folders, ...plan.episodes].flatMap((each) => (each.problem === null ? each.steps : []));
        renamed += Number(steps.length > 0);
        const before = disk.state();
        const bytes = [...disk.files.values()].sort();
        for (const each of [plan.folders, ...plan.episodes]) {
          if (each.problem === null) for (const step of each.steps) disk.take(step);
        }
        expect([...disk.files.values()].sort()).toEqual(bytes);
        for (const each of [...plan.episodes.toReversed(), plan.folders]) {
          if (each.problem === null) for (const step of reversedSteps(each.steps)) disk.take(step);
        }
        expect(disk.state()).toEqual(before);
      },
    ),
    { numRuns: 1000, seed: 4 },
  );
  expect(renamed).toBeGreaterThan(400);
});
