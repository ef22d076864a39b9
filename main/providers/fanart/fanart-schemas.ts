import { z } from 'zod';
import { looseCount, looseIndex, looseText } from '../loose-schema.ts';

/**
 * One image of fanart.tv's API v3 (https://fanart.tv/api-docs/api-v3/). Numbers are texts in most versions; sizes come with
 * v3.2 alone.
 */
export const FanartImage = z.object({
  id: looseText,
  url: z.string().min(1),
  lang: looseText,
  likes: looseIndex,
  width: looseCount,
  height: looseCount,
  /** '1', 'all', '' … */
  season: looseText,
  /** '1' … of several discs. */
  disc: looseText,
  disc_type: looseText,
});
export type FanartImage = z.output<typeof FanartImage>;

/** A film's or a show's images by kind; kinds without images are left out. Errors have the same form. */
export const FanartAnswer = z.looseObject({
  tmdb_id: looseCount,
  imdb_id: looseText,
  thetvdb_id: looseCount,
  status: looseText,
  'error message': looseText,
});
export type FanartAnswer = z.output<typeof FanartAnswer>;
