import { emptySeriesMetadata } from '../../domain/tv-metadata.ts';
import type { SeriesMetadata } from '../../domain/tv-metadata.ts';
import type { LanguageRecord, SeriesAnswer } from '../../domain/provider-answer.ts';
import type { AskOptions } from '../provider.ts';
import { plainNames, plainText } from '../plain-text.ts';
import { countryName } from './country-codes.ts';
import {
  actorsOf,
  certificationsOf,
  idsOf,
  peopleOf,
  textsIn,
  trailersOf,
  uniqueIdsOf,
  wholeDate,
  yearOf,
} from './map-shared.ts';
import { absoluteImageUrl, imageOffer, mapArtworks } from './tvdb-artwork.ts';
import type { ArtworkKinds } from './tvdb-artwork.ts';
import type { TvdbSeries } from './tvdb-schemas.ts';

/** A show's record (/series/{id}/extended?meta=translations) in Metarr's words. Seasons are those of the aired order. */
export function mapSeries(
  series: TvdbSeries,
  kinds: ArtworkKinds,
  options: Pick<AskOptions, 'languages' | 'imageLanguages'>,
): SeriesAnswer {
  const seasons = seasonsOf(series, 'official');
  const numbers = new Map(series.seasons.map(({ id, number }) => [id, number]));
  const images = mapArtworks(series.artworks, {
    kinds,
    languages: options.imageLanguages,
    seasonOf: (kind, artwork) => {
      if (kind.record === 'series') return null;
      if (kind.record !== 'season' || artwork.seasonId === null) return undefined;
      return numbers.get(artwork.seasonId) ?? undefined;
    },
  });
  const poster = absoluteImageUrl(series.image);
  if (poster !== null && series.artworks.length === 0) images.push(imageOffer('poster', poster, null));
  return {
    kind: 'series',
    provider: 'tvdb',
    providerId: String(series.id),
    ids: idsOf(series.id, series.remoteIds),
    records: [
      { language: '', metadata: languageless(series), certifications: certificationsOf(series.contentRatings) },
      ...translated(series, options.languages),
    ],
    images,
    trailers: trailersOf(series.trailers),
    seasons: seasons.map(({ id, number, name }) => ({
      season: number,
      providerId: String(id),
      title: plainText(name),
      episodeCount: null,
    })),
  };
}

/** A show's seasons in one of TheTVDB's orders (official, dvd, absolute …), by number. */
export function seasonsOf(
  series: TvdbSeries,
  order: string,
): (TvdbSeries['seasons'][number] & { number: number; id: number })[] {
  const found = new Map<number, TvdbSeries['seasons'][number] & { number: number }>();
  for (const season of series.seasons) {
    const { number } = season;
    if (number === null || (season.type?.type ?? 'official') !== order || found.has(number)) continue;
    found.set(number, { ...season, number });
  }
  return [...found.values()].toSorted((a, b) => a.number - b.number);
}

function languageless(series: TvdbSeries): SeriesMetadata {
  const ids = idsOf(series.id, series.remoteIds);
  const networks = series.companies.filter(({ companyType }) => /network/iu.test(companyType?.companyTypeName ?? ''));
  return {
    ...emptySeriesMetadata(),
    originalTitle: plainText(series.name),
    year: yearOf(series.firstAired, series.year),
    premiered: wholeDate(series.firstAired),
    status: plainText(series.status?.name),
    runtime: series.averageRuntime,
    tmdbId: ids.tmdbId,
    tvdbId: ids.tvdbId,
    imdbId: ids.imdbId,
    uniqueIds: uniqueIdsOf(ids, series.remoteIds),
    genres: plainNames(series.genres.map(({ name }) => name)),
    studios: plainNames([
      series.originalNetwork?.name,
      series.latestNetwork?.name,
      ...networks.map(({ name }) => name),
    ]),
    countries: plainNames([countryName(series.originalCountry)]),
    directors: peopleOf(series.characters, ['Director']),
    writers: peopleOf(series.characters, ['Creator', 'Writer']),
    actors: actorsOf(series.characters, ['Actor', 'Host']),
  };
}

function translated(series: TvdbSeries, languages: readonly string[]): LanguageRecord<SeriesMetadata>[] {
  return [...new Set(languages)].flatMap((language): LanguageRecord<SeriesMetadata>[] => {
    const { title, overview } = textsIn(language, series);
    if (title === null && overview === null) return [];
    return [{ language, metadata: { ...emptySeriesMetadata(), title, plot: overview } }];
  });
}
