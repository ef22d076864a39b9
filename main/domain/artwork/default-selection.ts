import type { SelectionConfig } from '../../../contract/artwork-candidates.ts';
import type { LibraryType } from '../../../contract/libraries.ts';
import {
  type AssetImageType,
  EPISODE_IMAGE_TYPES,
  MOVIE_IMAGE_TYPES,
  SEASON_IMAGE_TYPES,
  SERIES_IMAGE_TYPES,
} from '../asset-types.ts';
import { shapeOf } from './image-shape.ts';
import { TEXTLESS } from './score-candidate.ts';

/** Types whose text would stand in the way of what players write over them. */
const TEXTLESS_FIRST: ReadonlySet<AssetImageType> = new Set(['fanart', 'landscape', 'keyart']);

const COUNTS: Readonly<Record<AssetImageType, { min: number; max: number }>> = {
  poster: { min: 1, max: 1 },
  fanart: { min: 1, max: 3 },
  banner: { min: 0, max: 1 },
  clearlogo: { min: 0, max: 1 },
  clearart: { min: 0, max: 1 },
  discart: { min: 0, max: 1 },
  landscape: { min: 0, max: 1 },
  keyart: { min: 0, max: 1 },
  characterart: { min: 0, max: 1 },
  thumb: { min: 1, max: 1 },
};

/** The image types that a library's items can have. */
export function imageTypesOfLibrary(libraryType: LibraryType): AssetImageType[] {
  if (libraryType === 'movies') return [...MOVIE_IMAGE_TYPES];
  return [...new Set([...SERIES_IMAGE_TYPES, ...SEASON_IMAGE_TYPES, ...EPISODE_IMAGE_TYPES])];
}

/**
 * How images of a type are chosen until the person says otherwise.
 * @param imageLanguages ISO 639-1, first is preferred
 */
export function defaultSelection(
  libraryId: number,
  libraryType: LibraryType,
  type: AssetImageType,
  imageLanguages: readonly string[],
): SelectionConfig {
  const shape = shapeOf(type, type === 'thumb' ? 'episode' : 'movie');
  // Players show banners of shows only.
  const isOff = type === 'banner' && libraryType === 'movies';
  const languages = imageLanguages.filter((language) => language !== TEXTLESS);
  return {
    libraryId,
    type,
    minCount: COUNTS[type].min,
    maxCount: isOff ? 0 : COUNTS[type].max,
    minWidth: shape.minWidth,
    minHeight: shape.minHeight,
    languages: TEXTLESS_FIRST.has(type) ? [TEXTLESS, ...languages] : [...languages, TEXTLESS],
    weightResolution: 0.3,
    weightVotes: 0.4,
    weightLanguage: 0.2,
    weightProvider: 0.1,
    similarity: 0.9,
    providers: ['tmdb', 'tvdb', 'fanart.tv', 'local'],
    isDefault: true,
  };
}
