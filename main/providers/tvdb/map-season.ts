import type { EpisodeOrder } from '../../../contract/field-values.ts';
import { emptyEpisodeMetadata, emptySeasonMetadata } from '../../domain/tv-metadata.ts';
import type { EpisodeMetadata, SeasonMetadata } from '../../domain/tv-metadata.ts';
import type { EpisodeAnswer, LanguageRecord, SeasonAnswer } from '../../domain/provider-answer.ts';
import type { AskOptions } from '../provider.ts';
import { plainText } from '../plain-text.ts';
import { inLanguage, wholeDate } from './map-shared.ts';
import { absoluteImageUrl, imageOffer, mapArtworks } from './tvdb-artwork.ts';
import type { ArtworkKinds } from './tvdb-artwork.ts';
import { toTvdbLanguages } from './tvdb-languages.ts';
import type { TvdbEpisode, TvdbSeason } from './tvdb-schemas.ts';

/** What is known of a season in one order. */
export interface SeasonSources {
  season: number;
  order: EpisodeOrder;
  /** The season's own record; null where the order has none, or it was not to be had. */
  record: TvdbSeason | null;
  /** All of the show's episodes in that order, with the texts they were made in. */
  episodes: readonly TvdbEpisode[];
  /** The same in other languages, by TheTVDB's code. */
  translated: ReadonlyMap<string, readonly TvdbEpisode[]>;
  /** TheTVDB's code of the language that the show was made in. */
  originalLanguage: string | null;
}

/** A season with its episodes, numbered in the order asked for. Null when the order has no such season. */
export function mapSeason(
  sources: SeasonSources,
  kinds: ArtworkKinds,
  options: Pick<AskOptions, 'languages' | 'imageLanguages'>,
): SeasonAnswer | null {
  const { record, season } = sources;
  const episodes = sources.episodes
    .filter(({ seasonNumber, number }) => seasonNumber === season && number !== null)
    .toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0));
  if (record === null && episodes.length === 0) return null;
  const texts = textsOf(sources, options.languages);
  return {
    kind: 'season',
    provider: 'tvdb',
    providerId: record === null ? '' : String(record.id),
    ids: { tmdbId: null, tvdbId: record?.id ?? null, imdbId: null },
    season,
    records: [
      { language: '', metadata: seasonMetadata(sources, episodes) },
      ...seasonTexts(sources, options.languages),
    ],
    images: seasonImages(record, kinds, options.imageLanguages),
    trailers: [],
    episodes: episodes.map((episode) => mapEpisode(episode, sources.order, texts)),
  };
}

function seasonMetadata({ record, season }: SeasonSources, episodes: readonly TvdbEpisode[]): SeasonMetadata {
  const dates = episodes.map(({ aired }) => wholeDate(aired)).filter((date) => date !== null);
  return {
    ...emptySeasonMetadata(),
    season,
    premiered: dates.toSorted()[0] ?? null,
    tvdbId: record?.id ?? null,
    uniqueIds: record === null ? [] : [{ type: 'tvdb', value: String(record.id), isDefault: false }],
  };
}

function seasonTexts({ record }: SeasonSources, languages: readonly string[]): LanguageRecord<SeasonMetadata>[] {
  if (record === null) return [];
  const titles = record.translations.filter(({ isAlias }) => !isAlias);
  return [...new Set(languages)].flatMap((language): LanguageRecord<SeasonMetadata>[] => {
    const codes = toTvdbLanguages(language);
    const title = inLanguage(codes, titles, 'name');
    const plot = inLanguage(codes, record.translations, 'overview');
    return title === null && plot === null ? [] : [{ language, metadata: { ...emptySeasonMetadata(), title, plot } }];
  });
}

function seasonImages(
  record: TvdbSeason | null,
  kinds: ArtworkKinds,
  languages: readonly string[],
): SeasonAnswer['images'] {
  if (record === null) return [];
  const images = mapArtworks(record.artwork, {
    kinds,
    languages,
    seasonOf: (kind) => (kind.record === 'season' ? record.number : undefined),
  });
  const poster = absoluteImageUrl(record.image);
  return poster !== null && record.artwork.length === 0 ? [imageOffer('poster', poster, record.number)] : images;
}

/** Texts of the episodes by language as the person set it, then by the episode's id. */
type EpisodeTexts = ReadonlyMap<string, ReadonlyMap<number, { title: string | null; plot: string | null }>>;

function textsOf(sources: SeasonSources, languages: readonly string[]): EpisodeTexts {
  const originals = new Map(sources.episodes.map((episode) => [episode.id, episode]));
  const texts = new Map<string, Map<number, { title: string | null; plot: string | null }>>();
  for (const language of new Set(languages)) {
    const found = new Map<number, { title: string | null; plot: string | null }>();
    texts.set(language, found);
    for (const code of toTvdbLanguages(language)) {
      const isOriginal = code === sources.originalLanguage;
      for (const episode of sources.translated.get(code) ?? (isOriginal ? sources.episodes : [])) {
        const original = isOriginal ? undefined : originals.get(episode.id);
        const known = found.get(episode.id);
        found.set(episode.id, {
          title: known?.title ?? translation(episode.name, original?.name, original?.nameTranslations, code),
          plot: known?.plot ?? translation(episode.overview, original?.overview, original?.overviewTranslations, code),
        });
      }
    }
  }
  return texts;
}

/** A text that is the original's, of an episode that is not translated, only fills the place of a translation. */
function translation(
  text: string | null,
  original: string | null | undefined,
  languages: readonly string[] | null | undefined,
  code: string,
): string | null {
  const isFiller = text === original && languages !== null && languages !== undefined && !languages.includes(code);
  return isFiller ? null : plainText(text);
}

function mapEpisode(episode: TvdbEpisode, order: EpisodeOrder, texts: EpisodeTexts): EpisodeAnswer {
  const image = absoluteImageUrl(episode.image);
  return {
    kind: 'episode',
    provider: 'tvdb',
    providerId: String(episode.id),
    ids: { tmdbId: null, tvdbId: episode.id, imdbId: null },
    records: [{ language: '', metadata: episodeMetadata(episode, order) }, ...episodeTexts(episode, texts)],
    images: image === null ? [] : [imageOffer('thumb', image, null)],
    trailers: [],
  };
}

function episodeTexts(episode: TvdbEpisode, texts: EpisodeTexts): LanguageRecord<EpisodeMetadata>[] {
  return [...texts].flatMap(([language, byId]): LanguageRecord<EpisodeMetadata>[] => {
    const { title = null, plot = null } = byId.get(episode.id) ?? {};
    return title === null && plot === null ? [] : [{ language, metadata: { ...emptyEpisodeMetadata(), title, plot } }];
  });
}

function episodeMetadata(episode: TvdbEpisode, order: EpisodeOrder): EpisodeMetadata {
  const { seasonNumber, number } = episode;
  const isAfter = episode.airsBeforeSeason === null && episode.airsAfterSeason !== null;
  return {
    ...emptyEpisodeMetadata(),
    season: seasonNumber,
    episode: number,
    // Kodi's way to say "after the whole season": before an episode that no season reaches.
    displaySeason: isAfter ? episode.airsAfterSeason : episode.airsBeforeSeason,
    displayEpisode: isAfter ? 4096 : episode.airsBeforeEpisode,
    absolute: order === 'absolute' ? number : episode.absoluteNumber,
    dvdSeason: order === 'dvd' ? seasonNumber : null,
    dvdEpisode: order === 'dvd' ? number : null,
    aired: wholeDate(episode.aired),
    runtime: episode.runtime,
    tvdbId: episode.id,
    uniqueIds: [{ type: 'tvdb', value: String(episode.id), isDefault: false }],
  };
}
