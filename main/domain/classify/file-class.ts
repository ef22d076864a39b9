import type { AssetImageType } from '../asset-types.ts';
import type { ExtraType } from '../folder-facts.ts';
import type { SubtitleName } from './subtitle-name.ts';

export type FileCategory =
  | 'main_video'
  | 'trailer'
  | 'sample'
  | 'extra'
  | 'theme_song'
  | 'theme_video'
  | 'subtitle'
  | 'external_audio'
  | 'artwork'
  | 'actor_thumb'
  | 'nfo'
  | 'ignored'
  | 'unknown'
  | 'disc_structure';

/** What one file of a library is. Null is what the file does not have, or what its name does not say. */
export interface FileClass {
  category: FileCategory;
  artworkType: AssetImageType | null;
  /** What an image is of. */
  scope: 'movie' | 'show' | 'season' | 'episode' | 'set' | 'actor' | null;
  /** 0 = specials; "all" = artwork that stands for all seasons. */
  season: number | 'all' | null;
  /** The first of several. */
  episode: number | null;
  /** Of artwork: 0 for the plain name, n for fanartN. */
  index: number | null;
  /** BCP 47 (`de`, `pt-BR`). */
  language: string | null;
  forced: boolean;
  sdh: boolean;
  commentary: boolean;
  isDefault: boolean;
  extraType: ExtraType | null;
  nfoScope: 'movie' | 'show' | 'season' | 'episode' | 'set' | null;
  actor: string | null;
  /** Of an extra, a subtitle or an audio track. */
  title: string | null;
}

const NOTHING: Omit<FileClass, 'category'> = {
  artworkType: null,
  scope: null,
  season: null,
  episode: null,
  index: null,
  language: null,
  forced: false,
  sdh: false,
  commentary: false,
  isDefault: false,
  extraType: null,
  nfoScope: null,
  actor: null,
  title: null,
};

export function fileClass(category: FileCategory, facts: Partial<FileClass> = {}): FileClass {
  return { ...NOTHING, ...facts, category };
}

/** A subtitle or an external audio track, by what its name says. */
export function trackClass(category: 'subtitle' | 'external_audio', name: SubtitleName): FileClass {
  return fileClass(category, {
    language: name.languageTag,
    forced: name.isForced,
    sdh: name.isHearingImpaired,
    commentary: name.isCommentary,
    isDefault: name.isDefault,
    title: name.title,
  });
}

/** Trailers and samples are kinds of extra that have a category of their own. */
export function extraClass(extraType: ExtraType, title: string | null): FileClass {
  const category = extraType === 'trailer' || extraType === 'sample' ? extraType : 'extra';
  return fileClass(category, { extraType, title });
}
