import { titleImages, worldImage } from './world-image.ts';
import { drawPeople } from './world-people.ts';
import { randomFrom, randomKey } from './world-random.ts';
import type { Random } from './world-random.ts';
import { certificationSteps, drawRatings, drawTexts, drawTrailers, GENRES, twoDigits } from './world-titles.ts';
import { EPISODE_WORDS, KEYWORDS, NETWORKS, SHOW_TITLES } from './world-words.ts';
import type { Phrase } from './world-words.ts';
import type { WorldEpisode, WorldEpisodeGroup, WorldPerson, WorldSeason, WorldSeries } from './world-types.ts';

export interface ShowBrief {
  title: Phrase;
  year: number;
  /** How many episodes each season has, from the first on. */
  seasons: readonly number[];
  specials: number;
  orders: readonly ('dvd' | 'absolute')[];
  popularity: number;
}

const twins: Phrase = { en: 'The Night Office', de: 'Das Nachtamt', fr: 'Le Bureau de nuit' };

/** Twenty, two of them of the same name. Some have specials, some another order besides that of airing. */
export const SHOW_BRIEFS: readonly ShowBrief[] = [
  ...SHOW_TITLES.map((title, index): ShowBrief => {
    const random = randomFrom('show', title.en);
    return {
      title,
      year: 1994 + index,
      seasons: Array.from({ length: Math.max(index === 12 ? 3 : 1, random.int(1, 4)) }, () => random.int(4, 9)),
      specials: index % 3 === 0 ? random.int(1, 3) : 0,
      orders: index === 2 || index === 7 ? ['dvd'] : index === 12 ? ['absolute', 'dvd'] : [],
      popularity: random.int(20, 900) / 10,
    };
  }),
  { title: twins, year: 1999, seasons: [6], specials: 0, orders: [], popularity: 12 },
  { title: twins, year: 2018, seasons: [8, 8], specials: 1, orders: [], popularity: 70 },
];

// TMDB counts films and shows apart, so that a number may stand for one of each: the first show shares a film's.
const FIRST_TMDB = 500_011;

export function makeSeries(seed: number, people: ReadonlyMap<number, WorldPerson>): WorldSeries[] {
  return SHOW_BRIEFS.map((brief, index) => makeShow(seed, index, brief, people));
}

function makeShow(
  seed: number,
  index: number,
  brief: ShowBrief,
  people: ReadonlyMap<number, WorldPerson>,
): WorldSeries {
  const tmdbId = FIRST_TMDB + index * 13;
  const random = randomFrom(seed, 'series', tmdbId);
  const { cast, crew } = drawPeople(random, people, random.int(5, 12));
  const level = random.int(0, 3);
  const seasons = makeSeasons(random, index, tmdbId, brief, people);
  const all = seasons.flatMap((season) => season.episodes);
  const regular = all.filter((episode) => episode.season > 0);
  return {
    tmdbId,
    tvdbId: 80_000 + index,
    imdbId: `tt8${String(tmdbId).padStart(7, '0')}`,
    originalTitle: brief.title.en,
    originalLanguage: 'en',
    texts: drawTexts(random, brief.title),
    alternativeTitles: index % 4 === 0 ? [{ country: 'AT', title: `${brief.title.de} Wien`, type: '' }] : [],
    year: brief.year,
    status: index % 3 === 0 ? 'Returning Series' : index % 5 === 1 ? 'Canceled' : 'Ended',
    genres: random.some(GENRES, 2),
    keywords: random.some(KEYWORDS, 3),
    networks: random.some(NETWORKS, 1),
    countries: random.pick([['GB'], ['US'], ['DE', 'FR']]),
    certifications: Object.fromEntries(
      Object.entries(certificationSteps()).map(([country, steps]) => [
        country,
        country === 'US' ? ['TV-G', 'TV-PG', 'TV-14', 'TV-MA'][level]! : steps[level]!,
      ]),
    ),
    cast: cast.map((credit) => ({ ...credit, episodeCount: Math.max(1, regular.length - credit.order * 2) })),
    creators: crew.slice(0, 1).map((one) => one.personId),
    popularity: brief.popularity,
    ratings: drawRatings(random),
    images: titleImages(random, `series ${String(tmdbId)}`, ['en', 'de']),
    trailers: drawTrailers(random),
    seasons,
    groups: brief.orders.map((order) => makeGroup(random, order, regular)),
  };
}

function makeSeasons(
  random: Random,
  index: number,
  tmdbId: number,
  brief: ShowBrief,
  people: ReadonlyMap<number, WorldPerson>,
): WorldSeason[] {
  let absolute = 0;
  // On disc every season but the last gives its final episode to the next.
  const discs = brief.orders.includes('dvd');
  const numbers =
    brief.specials > 0 ? [0, ...brief.seasons.map((_, at) => at + 1)] : brief.seasons.map((_, at) => at + 1);
  return numbers.map((number): WorldSeason => {
    const count = number === 0 ? brief.specials : brief.seasons[number - 1]!;
    const first = new Date(Date.UTC(brief.year + Math.max(0, number - 1), 2, 3));
    const episodes = Array.from({ length: count }, (_, at): WorldEpisode => {
      const aired = new Date(first.getTime() + at * 7 * 86_400_000).toISOString().slice(0, 10);
      const words = random.pick(EPISODE_WORDS);
      const part = twoDigits(number * 10 + at);
      const title = { en: `${words.en} ${part}`, de: `${words.de} ${part}`, fr: `${words.fr} ${part}` };
      const { cast, crew } = drawPeople(random, people, 3);
      const tmdb = tmdbId * 1000 + number * 50 + at;
      if (number > 0) absolute += 1;
      return {
        tmdbId: tmdb,
        tvdbId: 4_000_000 + index * 1000 + number * 50 + at,
        imdbId: at % 2 === 0 ? `tt7${String(tmdb % 10_000_000).padStart(7, '0')}` : null,
        season: number,
        number: at + 1,
        absolute: number === 0 ? null : absolute,
        dvd: discs && number > 0 ? discNumber(brief.seasons, number, at) : null,
        texts: drawTexts(random, title),
        // The first special was shown nobody knows when.
        aired: number === 0 && at === 0 ? null : aired,
        runtime: random.chance(0.9) ? random.int(22, 58) : null,
        crew: crew.filter((one) => ['Directing', 'Writing'].includes(one.department)),
        guests: cast.map((credit) => ({ ...credit, order: 500 + credit.order })),
        rating: { value: random.int(55, 92) / 10, votes: random.int(0, 900) },
        images: random.chance(0.85)
          ? [worldImage(random, 'still', `episode ${String(tmdb)}`, { hosts: ['tmdb', 'tvdb'], size: [1280, 720] })]
          : [],
      };
    });
    const name = `season ${String(tmdbId)}/${String(number)}`;
    return {
      tmdbId: tmdbId * 100 + number,
      // TVDB's numbers of seasons are apart from those of shows, and may be the same.
      tvdbId: 80_000 + index * 10 + number,
      number,
      texts:
        number === 0
          ? drawTexts(random, { en: 'Specials', de: 'Extras', fr: 'Épisodes spéciaux' })
          : drawTexts(random, seasonTitle(number)),
      aired: episodes[0]?.aired ?? null,
      images: [
        worldImage(random, 'poster', `${name}/a`, { language: 'en', hosts: ['tmdb', 'tvdb'] }),
        worldImage(random, 'poster', `${name}/a`, { language: 'de' }),
        worldImage(random, 'poster', `${name}/b`, { hosts: ['tmdb', 'fanart'] }),
      ],
      episodes,
    };
  });
}

function seasonTitle(number: number): Phrase {
  const n = String(number);
  return { en: `Season ${n}`, de: `Staffel ${n}`, fr: `Saison ${n}` };
}

function discNumber(seasons: readonly number[], season: number, at: number): { season: number; number: number } {
  const isMoved = season < seasons.length && at === seasons[season - 1]! - 1;
  if (isMoved) return { season: season + 1, number: 1 };
  return { season, number: at + 1 + (season > 1 ? 1 : 0) };
}

function makeGroup(random: Random, order: 'dvd' | 'absolute', episodes: readonly WorldEpisode[]): WorldEpisodeGroup {
  const id = randomKey(random, 24).toLowerCase();
  const groups = new Map<number, WorldEpisode[]>();
  for (const episode of episodes) {
    const group = order === 'absolute' ? 1 : (episode.dvd?.season ?? episode.season);
    groups.set(group, [...(groups.get(group) ?? []), episode]);
  }
  return {
    id,
    name: order === 'dvd' ? 'DVD Order' : 'Absolute',
    type: order === 'dvd' ? 3 : 2,
    groups: [...groups].map(([number, found]) => ({
      id: randomKey(random, 24).toLowerCase(),
      name: order === 'dvd' ? `Season ${String(number)}` : 'All episodes',
      order: number,
      episodes: order === 'dvd' ? found.toSorted((a, b) => a.dvd!.number - b.dvd!.number) : found,
    })),
  };
}
