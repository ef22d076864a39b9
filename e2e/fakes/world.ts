import { makeFilms } from './world-films.ts';
import { makePeople } from './world-people.ts';
import { makeSeries } from './world-series.ts';
import { showsOnDisk } from './world-shows-on-disk.ts';
import type { World, WorldImage } from './world-types.ts';

export interface WorldOptions {
  /** Larger images are halved until they fit: drawing thousands of large ones takes minutes. */
  maxPixels?: number;
  /** Images weigh what artwork weighs; drawing them takes longer. */
  isGrainy?: boolean;
}

/**
 * The world that all fake providers tell of: 300 films and 20 shows that lie in a library, hard cases among them, and
 * what else there is. All of it invented; the same for the same seed.
 */
export function createWorld(seed = 4, { maxPixels = Infinity, isGrainy = false }: WorldOptions = {}): World {
  const people = makePeople(seed);
  const { films, sets, library, goneIds, mergedIds } = makeFilms(seed, people);
  const series = makeSeries(seed, people);
  const images = new Map<string, WorldImage>();
  const everyImage = [
    ...films.flatMap((film) => film.images),
    ...sets.flatMap((set) => set.images),
    ...[...people.values()].flatMap((person) => person.images),
    ...series.flatMap((show) => [
      ...show.images,
      ...show.seasons.flatMap((season) => [...season.images, ...season.episodes.flatMap((one) => one.images)]),
    ]),
  ];
  for (const image of everyImage) {
    while (image.width * image.height > maxPixels) {
      image.width = Math.round(image.width / 2);
      image.height = Math.round(image.height / 2);
    }
    if (isGrainy) image.isGrainy = true;
    images.set(image.key, image);
  }
  return {
    films,
    series,
    people,
    sets,
    goneIds,
    mergedIds,
    filmById: new Map(films.map((film) => [film.tmdbId, film])),
    seriesById: new Map(series.map((show) => [show.tmdbId, show])),
    images,
    library: { films: library, series: showsOnDisk(series) },
  };
}
