import { createSeededRandom } from '../main/media/sample/seeded-random.ts';
import { PEOPLE_COUNT, personName } from './people-names.ts';

export interface GeneratedFilm {
  index: number;
  title: string;
  year: number;
  tmdbId: number;
}

const WORDS = [
  'Amber',
  'Bridge',
  'Cinder',
  'Distant',
  'Echo',
  'Feather',
  'Glass',
  'Harbour',
  'Iron',
  'Juniper',
  'Kite',
  'Lantern',
  'Marble',
  'Northern',
  'Orchard',
  'Paper',
  'Quiet',
  'River',
  'Silver',
  'Tidal',
  'Umber',
  'Velvet',
  'Winter',
  'Yellow',
];
const GENRES = [
  'Action',
  'Adventure',
  'Animation',
  'Comedy',
  'Crime',
  'Documentary',
  'Drama',
  'Family',
  'Fantasy',
  'History',
  'Horror',
  'Music',
  'Mystery',
  'Romance',
  'Science Fiction',
  'Thriller',
  'War',
  'Western',
];
const COUNTRIES = ['United States', 'United Kingdom', 'France', 'Germany', 'Japan', 'South Korea', 'Italy', 'Spain'];

/** Film number `index` of a generated library: every title and id occurs once. */
export function generatedFilm(index: number): GeneratedFilm {
  const word = (divisor: number): string => WORDS[Math.floor(index / divisor) % WORDS.length] ?? '';
  const count = WORDS.length;
  const lap = Math.floor(index / (count * count * count));
  const title = `${word(1)} ${word(count)} ${word(count * count)}${lap > 0 ? ` ${lap + 1}` : ''}`;
  return { index, title, year: 1930 + ((index * 37) % 97), tmdbId: 980_000_000 + index };
}

/** A Kodi NFO for the film as media managers write them: about 6 KB with 25 actors. */
export function generatedNfo(film: GeneratedFilm, actors: number, seed: string): string {
  const random = createSeededRandom(`${seed}/nfo/${film.index}`);
  const person = (): string => personName(Math.floor(PEOPLE_COUNT * Math.pow(random.between(0, 1), 1.6)));
  const cast = new Set<string>();
  while (cast.size < actors) cast.add(person());
  const genres = new Set([random.pick(GENRES), random.pick(GENRES), random.pick(GENRES)]);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<movie>',
    `  <title>${film.title}</title>`,
    `  <originaltitle>${film.title}</originaltitle>`,
    '  <ratings>',
    `    <rating name="imdb" max="10" default="true"><value>${random.between(3, 9).toFixed(1)}</value><votes>${random.whole(50, 400_000)}</votes></rating>`,
    `    <rating name="themoviedb" max="10"><value>${random.between(3, 9).toFixed(1)}</value><votes>${random.whole(5, 9000)}</votes></rating>`,
    '  </ratings>',
    `  <plot>${film.title} follows ${person()} and ${person()} through ${random.whole(2, 40)} days in ${random.pick(COUNTRIES)}. Nothing goes as planned, and by the end the plan has been forgotten.</plot>`,
    `  <tagline>Take ${random.whole(1, 99)}.</tagline>`,
    `  <runtime>${random.whole(72, 190)}</runtime>`,
    `  <mpaa>${random.pick(['G', 'PG', 'PG-13', 'R'])}</mpaa>`,
    `  <uniqueid type="tmdb" default="true">${film.tmdbId}</uniqueid>`,
    `  <uniqueid type="imdb">tt98${String(film.index).padStart(6, '0')}</uniqueid>`,
    ...[...genres].map((genre) => `  <genre>${genre}</genre>`),
    `  <country>${random.pick(COUNTRIES)}</country>`,
  ];
  if (film.index % 6 === 0) {
    const set = Math.floor(film.index / 24);
    lines.push(
      '  <set>',
      `    <name>Collection ${set}</name>`,
      `    <overview>Films that belong together, number ${set}.</overview>`,
      '  </set>',
    );
  }
  lines.push(`  <credits>${person()}</credits>`, `  <director>${person()}</director>`);
  lines.push(
    `  <premiered>${film.year}-${String(random.whole(1, 12)).padStart(2, '0')}-${String(random.whole(1, 28)).padStart(2, '0')}</premiered>`,
  );
  lines.push(`  <studio>Studio ${random.whole(1, 400)}</studio>`);
  let order = 0;
  for (const name of cast) {
    lines.push(
      '  <actor>',
      `    <name>${name}</name>`,
      `    <role>Role ${film.index}.${order}</role>`,
      `    <order>${order}</order>`,
      '  </actor>',
    );
    order += 1;
  }
  lines.push('</movie>', '');
  return lines.join('\n');
}
