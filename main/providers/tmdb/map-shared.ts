import type { Rating, UniqueId } from '../../domain/movie-metadata.ts';
import type { ProviderIds, TrailerOffer } from '../../domain/provider-answer.ts';
import { plainText } from '../plain-text.ts';
import type { TmdbVideo } from './tmdb-schemas.ts';

/** YYYY-MM-DD, of a date or a point in time; null for anything else: TMDB writes an empty string for "unknown". */
export function dateOf(text: string | null): string | null {
  const found = /^\d{4}-\d{2}-\d{2}/u.exec(text ?? '')?.[0];
  if (found === undefined) return null;
  const parsed = new Date(`${found}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(found) ? found : null;
}

export function yearOf(date: string | null): number | null {
  const year = Number(/^(\d{4})-/u.exec(date ?? '')?.[1] ?? 0);
  return year >= 1870 && year <= 2200 ? year : null;
}

/** An IMDb title id, or null for what is none. */
export function imdbIdOf(text: string | null): string | null {
  const id = text?.trim() ?? '';
  return /^tt\d{7,10}$/u.test(id) ? id : null;
}

/** Under Kodi's name for it; none where nobody has voted. */
export function ratingsOf(value: number | null, votes: number | null): Rating[] {
  if (value === null || value <= 0 || votes === null || votes === 0) return [];
  return [
    { source: 'themoviedb', value: Math.round(Math.min(value, 10) * 1000) / 1000, max: 10, votes, isDefault: false },
  ];
}

/** The ids as NFO files list them, TMDB's own first. */
export function uniqueIdsOf(ids: ProviderIds): UniqueId[] {
  const values: [type: string, value: string | null][] = [
    ['tmdb', ids.tmdbId === null ? null : String(ids.tmdbId)],
    ['imdb', ids.imdbId],
    ['tvdb', ids.tvdbId === null ? null : String(ids.tvdbId)],
  ];
  return values.flatMap(([type, value]) => (value === null ? [] : [{ type, value, isDefault: type === 'tmdb' }]));
}

const SITES: Readonly<Record<string, (key: string) => string>> = {
  youtube: (key) => `https://www.youtube.com/watch?v=${encodeURIComponent(key)}`,
  vimeo: (key) => `https://vimeo.com/${encodeURIComponent(key)}`,
};
const KINDS: Readonly<Record<string, TrailerOffer['kind']>> = { Trailer: 'trailer', Teaser: 'teaser', Clip: 'clip' };

/** Videos at the sites that players know, trailers first. */
export function trailersOf(videos: readonly TmdbVideo[]): TrailerOffer[] {
  const found = new Map<string, TrailerOffer>();
  for (const video of videos) {
    const site = video.site?.toLowerCase() ?? '';
    const address = SITES[site];
    const sourceKey = `${site}/${video.key}`;
    if (address === undefined || found.has(sourceKey)) continue;
    found.set(sourceKey, {
      url: address(video.key),
      site,
      sourceKey,
      name: plainText(video.name) ?? 'Trailer',
      language: video.iso_639_1 === '' ? null : video.iso_639_1,
      isOfficial: video.official,
      kind: KINDS[video.type ?? ''] ?? 'other',
      height: video.size,
      durationSeconds: null,
      publishedAt: dateOf(video.published_at) === null ? null : video.published_at,
    });
  }
  const rank = ({ kind }: TrailerOffer): number => ['trailer', 'teaser', 'clip', 'other'].indexOf(kind);
  return [...found.values()].sort((a, b) => rank(a) - rank(b));
}
