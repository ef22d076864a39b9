import { titleImages } from './world-image.ts';
import { drawPeople } from './world-people.ts';
import { randomFrom, randomKey } from './world-random.ts';
import type { Random } from './world-random.ts';
import { ENDINGS, KEYWORDS, OPENINGS, STUDIOS, TAGLINES } from './world-words.ts';
import type { Phrase } from './world-words.ts';
import type {
  Texts,
  WorldFilm,
  WorldGenre,
  WorldPerson,
  WorldRatings,
  WorldRelease,
  WorldText,
  WorldTrailer,
} from './world-types.ts';

/** Genres by TMDB's ids. */
export const GENRES: readonly WorldGenre[] = [
  { id: 18, names: { en: 'Drama', de: 'Drama', fr: 'Drame' } },
  { id: 35, names: { en: 'Comedy', de: 'Komödie', fr: 'Comédie' } },
  { id: 12, names: { en: 'Adventure', de: 'Abenteuer', fr: 'Aventure' } },
  { id: 53, names: { en: 'Thriller', de: 'Thriller', fr: 'Thriller' } },
  { id: 9648, names: { en: 'Mystery', de: 'Mystery', fr: 'Mystère' } },
  { id: 878, names: { en: 'Science Fiction', de: 'Science Fiction', fr: 'Science-Fiction' } },
  { id: 10751, names: { en: 'Family', de: 'Familie', fr: 'Familial' } },
];

const CERTIFICATIONS: Record<string, readonly string[]> = {
  US: ['G', 'PG', 'PG-13', 'R'],
  DE: ['0', '6', '12', '16'],
  FR: ['U', 'U', '12', '16'],
  GB: ['U', 'PG', '12A', '15'],
};

/** What makes a film; all that is left out is drawn. */
export interface FilmBrief {
  tmdbId: number;
  title: Phrase;
  year: number;
  originalTitle?: string;
  originalLanguage?: string;
  alternativeTitles?: WorldFilm['alternativeTitles'];
  popularity?: number;
  runtime?: number;
  overview?: string;
  setId?: number | null;
  /** Few images and people: for what is only there to be found instead. */
  isSlight?: boolean;
}

/** A film of the world, the same for the same brief. */
export function makeFilm(seed: number, brief: FilmBrief, people: ReadonlyMap<number, WorldPerson>): WorldFilm {
  const random = randomFrom(seed, 'film', brief.tmdbId);
  const originalLanguage = brief.originalLanguage ?? 'en';
  const level = random.int(0, 3);
  const released = `${String(brief.year)}-${twoDigits(random.int(1, 12))}-${twoDigits(random.int(1, 28))}`;
  const images = titleImages(random, `film ${String(brief.tmdbId)}`, ['en', 'de', 'fr']);
  return {
    tmdbId: brief.tmdbId,
    imdbId: `tt9${String(brief.tmdbId).padStart(7, '0')}`,
    tvdbId: brief.tmdbId % 2 === 0 ? 300_000 + brief.tmdbId : null,
    originalTitle: brief.originalTitle ?? brief.title.en,
    originalLanguage,
    texts: drawTexts(random, brief.title, brief.overview),
    alternativeTitles: brief.alternativeTitles ?? [],
    year: brief.year,
    released,
    releases: drawReleases(random, brief.year, released, level),
    runtime: brief.runtime ?? random.int(74, 168),
    genres: random.some(GENRES, random.int(1, 3)),
    keywords: random.some(KEYWORDS, random.int(0, 5)),
    studios: random.some(STUDIOS, random.int(1, 3)),
    countries: originalLanguage === 'en' ? random.pick([['US'], ['GB'], ['GB', 'US']]) : [countryOf(originalLanguage)],
    ...drawPeople(random, people, brief.isSlight === true ? 3 : random.int(6, 16)),
    setId: brief.setId ?? null,
    popularity: brief.popularity ?? random.int(10, 900) / 10,
    ratings: drawRatings(random),
    images: brief.isSlight === true ? images.slice(0, 1) : images,
    trailers: brief.isSlight === true ? [] : drawTrailers(random),
  };
}

export function drawTexts(random: Random, title: Phrase, overview?: string): Texts {
  const opening = random.pick(OPENINGS);
  const ending = random.pick(ENDINGS);
  const tagline = random.chance(0.7) ? random.pick(TAGLINES) : null;
  const text = (language: keyof Phrase): WorldText => ({
    title: title[language],
    overview: `${opening[language]} ${ending[language]}`,
    tagline: tagline?.[language] ?? '',
  });
  const texts: Texts = { 'en-US': { ...text('en'), ...(overview === undefined ? {} : { overview }) } };
  // One in seven has a German title but no story yet; one in five is unknown in French.
  if (random.chance(0.94)) texts['de-DE'] = random.chance(0.85) ? text('de') : { ...text('de'), overview: '' };
  if (random.chance(0.8)) texts['fr-FR'] = { ...text('fr'), tagline: '' };
  return texts;
}

export function drawRatings(random: Random): WorldRatings {
  const value = random.int(38, 88) / 10;
  const near = (): number => Math.max(1, Math.min(10, value + random.int(-8, 8) / 10));
  return {
    tmdb: { value: value + random.int(0, 99) / 1000, votes: random.int(12, 24_000) },
    imdb: { value: Math.round(near() * 10) / 10, votes: random.int(300, 900_000) },
    tomatometer: random.chance(0.7) ? Math.round(near() * 10) : null,
    metacritic: random.chance(0.6) ? Math.round(near() * 10) : null,
  };
}

export function drawTrailers(random: Random): WorldTrailer[] {
  return Array.from({ length: random.int(0, 3) }, (_, at) => {
    const isGerman = random.chance(0.3);
    return {
      id: randomKey(random, 24),
      key: randomKey(random, 11),
      site: random.chance(0.9) ? 'YouTube' : 'Vimeo',
      name: isGerman ? 'Offizieller Trailer' : `Official Trailer ${String(at + 1)}`,
      language: isGerman ? 'de' : 'en',
      country: isGerman ? 'DE' : 'US',
      type: random.pick(['Trailer', 'Trailer', 'Teaser', 'Clip', 'Featurette']),
      isOfficial: random.chance(0.7),
      height: random.pick([480, 720, 1080, 1080, 2160]),
      publishedAt: `20${twoDigits(random.int(8, 25))}-0${String(random.int(1, 9))}-17T15:00:07.000Z`,
    };
  });
}

/** A premiere without a certification, cinemas, and discs that were rated anew. */
function drawReleases(random: Random, year: number, date: string, level: number): WorldRelease[] {
  const releases: WorldRelease[] = [{ country: 'FR', date, type: 1, certification: '' }];
  for (const [country, steps] of Object.entries(CERTIFICATIONS)) {
    if (random.chance(0.15)) continue;
    releases.push({ country, date, type: 3, certification: steps[level]! });
    if (random.chance(0.3)) {
      const disc = `${String(year + 1)}-06-01`;
      releases.push({ country, date: disc, type: 5, certification: steps[Math.min(3, level + 1)]! });
    }
  }
  return releases;
}

const COUNTRIES: Record<string, string> = { de: 'DE', fr: 'FR', ja: 'JP', ru: 'RU', ar: 'EG', es: 'ES', ko: 'KR' };

export function countryOf(language: string): string {
  return COUNTRIES[language] ?? 'US';
}

export function certificationSteps(): typeof CERTIFICATIONS {
  return CERTIFICATIONS;
}

export function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
