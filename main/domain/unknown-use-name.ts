import type { UnknownFileUse } from '../../contract/unknown-files.ts';
import type { ItemType } from '../../contract/primitives.ts';
import { imageTypesOf } from './asset-types.ts';
import { companionOf } from './classify/companion-folder.ts';
import {
  AUDIO_EXTENSIONS,
  IMAGE_EXTENSIONS,
  SUBTITLE_EXTENSIONS,
  VIDEO_EXTENSIONS,
} from './classify/file-extensions.ts';
import type { ExtraType } from './folder-facts.ts';
import { toLanguageTag } from './language-tag.ts';
import { type NamedItem, type Naming, type NamingProfile, publishedImageName } from './publish-names.ts';
import type { FileContent } from './unknown-content.ts';

export interface UseRequest {
  use: UnknownFileUse;
  profile: NamingProfile;
  /** The person's own names on top of it. */
  names?: Naming['names'];
  item: NamedItem;
  /** Name of the file as it is, without extension. */
  stem: string;
  /** Lower case, without the dot. */
  extension: string;
  content: FileContent;
  /** Names of the folders in the item's folder: one that is there for the use is taken. */
  folders: readonly string[];
}

/** A name relative to the item's folder, or why there is none, in a sentence that follows the file's name. */
export type UseName = { ok: true; relPath: string } | { ok: false; reason: string };

/** Extensions that content is written under, where the file's own is none of the kind. */
const IMAGE_NAMES: Readonly<Record<string, readonly string[]>> = {
  jpg: ['jpg', 'jpeg', 'tbn'],
  png: ['png'],
  webp: ['webp'],
  gif: ['gif'],
  bmp: ['bmp'],
  tif: ['tif', 'tiff'],
};

/**
 * Folders of Jellyfin (https://jellyfin.org/docs/general/server/media/movies/#extras), most of which are Plex's too
 * (https://support.plex.tv/articles/local-files-for-trailers-and-extras/).
 */
const EXTRA_FOLDERS: Readonly<Record<ExtraType, string>> = {
  behindthescenes: 'behind the scenes',
  deleted: 'deleted scenes',
  featurette: 'featurettes',
  interview: 'interviews',
  scene: 'scenes',
  short: 'shorts',
  clip: 'clips',
  trailer: 'trailers',
  sample: 'samples',
  other: 'extras',
};

/**
 * The name by which players and the next scan know a file as what it is to be, in the words of the library's profile.
 * Content decides: a picture gets the extension of its format, and what is none is refused.
 */
export function unknownUseName(request: UseRequest): UseName {
  switch (request.use.kind) {
    case 'artwork':
      return artworkName(request, request.use.type);
    case 'subtitle':
      return subtitleName(request, request.use);
    case 'extra':
      return extraName(request, request.use.extraType);
    case 'theme':
      return themeName(request);
  }
}

function named(relPath: string): UseName {
  return { ok: true, relPath };
}

function refused(reason: string): UseName {
  return { ok: false, reason };
}

function artworkName(
  { item, profile, names: own, extension, content }: UseRequest,
  type: (UnknownFileUse & { kind: 'artwork' })['type'],
): UseName {
  const names = content.category === 'image' ? IMAGE_NAMES[content.extension ?? ''] : undefined;
  if (names === undefined) {
    const isOther = content.category === 'image';
    return refused(
      isOther ? `is ${content.description}, which players do not show` : `is no image but ${content.description}`,
    );
  }
  if (!imageTypesOf(item.type).includes(type)) return refused(`cannot be a ${type}: ${KIND[item.type]} has none`);
  const keeps = IMAGE_EXTENSIONS.has(extension) && names.includes(extension) && extension !== 'tbn';
  const dotted = `.${keeps ? extension : (names[0] ?? extension)}`;
  return named(publishedImageName({ profile, names: own, item, type, rank: 0, extension: dotted }));
}

const KIND: Readonly<Record<ItemType, string>> = {
  movie: 'a film',
  series: 'a show',
  season: 'a season',
  episode: 'an episode',
  set: 'a set',
};

function subtitleName({ item, extension, content }: UseRequest, use: UnknownFileUse & { kind: 'subtitle' }): UseName {
  if (item.type !== 'movie' && item.type !== 'episode') {
    return refused(`lies beside ${KIND[item.type]}: put it beside the episode that it is of`);
  }
  const isSubtitle = content.category === 'subtitle';
  const byContent = isSubtitle ? content.extension : null;
  // Text that no format is told of, and the pictures of a `.sub` or `.sup`, go by the name.
  const mayBe = content.category === 'text' || content.category === null || content.extension === 'mpg';
  const known = SUBTITLE_EXTENSIONS.has(extension) && (isSubtitle || mayBe) ? extension : byContent;
  if (known === null) return refused(`is no subtitle but ${content.description}`);
  const language = use.language === null || use.language === '' ? null : languageWord(use.language);
  if (language === undefined) return refused(`cannot be in “${use.language ?? ''}”: that is no language’s code`);
  const flags = [...(use.isForced ? ['forced'] : []), ...(use.isHearingImpaired ? ['sdh'] : [])];
  return named([item.baseName, ...(language === null ? [] : [language]), ...flags, known].join('.'));
}

/** "hi" is a flag of its own to several players, so Hindi goes by its three letters. Undefined for no language. */
function languageWord(code: string): string | undefined {
  const tag = toLanguageTag(code);
  if (tag === null || !/^[a-z]{2,3}(?:[-_][a-z\d]{2,4})*$/iu.test(code)) return undefined;
  return tag === 'hi' ? 'hin' : tag;
}

function extraName({ item, profile, stem, extension, content, folders }: UseRequest, type: ExtraType): UseName {
  const dotted = videoExtension(extension, content);
  if (dotted === null) return refused(`is no video but ${content.description}`);
  if (item.type === 'episode' || (item.type === 'movie' && (item.isFlat || type === 'trailer' || type === 'sample'))) {
    return named(`${item.baseName}-${type}${dotted}`);
  }
  return named(`${extrasFolder(profile, type, folders)}/${stem}${dotted}`);
}

/** A folder that is there already for the type, whatever its spelling; else what the profile's players call it. */
export function extrasFolder(profile: NamingProfile, type: ExtraType, folders: readonly string[]): string {
  const usual = profile === 'plex' && type === 'other' ? 'Other' : EXTRA_FOLDERS[type];
  const known = folders.filter((folder) => {
    const companion = companionOf(folder);
    return companion?.kind === 'extras' && companion.extraType === type;
  });
  return known.find((folder) => folder.toLowerCase() === usual.toLowerCase()) ?? known.toSorted()[0] ?? usual;
}

/** With the dot; null for what is no video. A video that nothing is known of by content goes by its name. */
function videoExtension(extension: string, content: FileContent): string | null {
  const isVideo = content.category === 'video' || content.category === null;
  if (VIDEO_EXTENSIONS.has(extension) && isVideo) return `.${extension}`;
  return content.category === 'video' && content.extension !== null ? `.${content.extension}` : null;
}

function themeName({ item, extension, content, folders }: UseRequest): UseName {
  if (item.type === 'season' || item.type === 'episode')
    return refused(`cannot be a theme: ${KIND[item.type]} has none`);
  if (item.type === 'movie' && item.isFlat) {
    return refused('cannot be a theme: several films share the folder. Give the film a folder of its own first');
  }
  const isSound = content.category === 'audio' || content.category === null;
  if (AUDIO_EXTENSIONS.has(extension) && isSound) return named(`theme.${extension}`);
  if (content.category === 'audio' && content.extension !== null) return named(`theme.${content.extension}`);
  const video = videoExtension(extension, content);
  if (video === null) return refused(`is neither sound nor video but ${content.description}`);
  const folder = folders.find((name) => companionOf(name)?.kind === 'theme' && /video|backdrop/iu.test(name));
  return named(`${folder ?? 'backdrops'}/theme${video}`);
}
