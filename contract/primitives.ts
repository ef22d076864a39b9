import { z } from 'zod';

/** Row ids are positive integers of SQLite's rowid range that JSON carries exactly. */
export const Id = z.int().positive();
/** UTC, ISO 8601 with milliseconds and Z. */
export const Timestamp = z.iso.datetime({ precision: 3 });
/** YYYY-MM-DD. */
export const IsoDate = z.iso.date();
/** SHA-256 of a file's bytes in lower-case hex: its name in the cache and in /assets/<hash>. */
export const ContentHash = z.string().regex(/^[0-9a-f]{64}$/);
export const Empty = z.object({}).strict();
export const Nothing = z.null();

export const EntityType = z.enum(['movie', 'series', 'season', 'episode', 'actor', 'set']);
export type EntityType = z.infer<typeof EntityType>;

/** What a person looks at, edits, locks and publishes. */
export const ItemType = z.enum(['movie', 'series', 'season', 'episode', 'set']);
export type ItemType = z.infer<typeof ItemType>;
export const ItemRef = z.object({ type: ItemType, id: Id });
export type ItemRef = z.infer<typeof ItemRef>;

export const MediaState = z.enum([
  'discovered',
  'identified',
  'enriching',
  'enriched',
  'selected',
  'published',
  'needs_identification',
  'error_provider',
  'error_network',
  'error_parse',
  'error_publish',
]);
export type MediaState = z.infer<typeof MediaState>;

/** Kodi's artwork type names (https://kodi.wiki/view/Artwork_types). */
export const ImageType = z.enum([
  'poster',
  'fanart',
  'banner',
  'clearlogo',
  'clearart',
  'discart',
  'landscape',
  'keyart',
  'characterart',
  'thumb',
]);
export type ImageType = z.infer<typeof ImageType>;

/** Where a field's current value came from. */
export const ValueSource = z.enum(['name', 'nfo', 'local', 'user', 'tmdb', 'tvdb', 'fanart.tv', 'omdb', 'probe']);
export type ValueSource = z.infer<typeof ValueSource>;
