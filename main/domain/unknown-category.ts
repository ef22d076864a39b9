import {
  AUDIO_EXTENSIONS,
  IMAGE_EXTENSIONS,
  SUBTITLE_EXTENSIONS,
  VIDEO_EXTENSIONS,
} from './classify/file-extensions.ts';
import type { FileContent, UnknownCategory } from './unknown-content.ts';

const ARCHIVES: ReadonlySet<string> = new Set([
  ...['zip', 'rar', '7z', 'tar', 'gz', 'tgz', 'bz2', 'xz', 'zst', 'lz', 'cab', 'arj', 'ace', 'par2', 'sfv'],
]);
/** Volumes of a split archive: "film.r00", "film.7z.001". */
const ARCHIVE_VOLUME = /^(?:[rs]\d{2}|z\d{2}|\d{3})$/u;
const TEXTS: ReadonlySet<string> = new Set([
  ...['txt', 'nfo', 'md', 'log', 'html', 'htm', 'mht', 'url', 'webloc', 'xml', 'json', 'csv', 'ini', 'yml', 'yaml'],
  ...['pdf', 'rtf', 'doc', 'docx', 'odt', 'epub', 'diz', 'sha1', 'sha256', 'md5', 'cue'],
]);

const BY_EXTENSION: readonly (readonly [ReadonlySet<string>, UnknownCategory])[] = [
  [VIDEO_EXTENSIONS, 'video'],
  [AUDIO_EXTENSIONS, 'audio'],
  [IMAGE_EXTENSIONS, 'image'],
  [SUBTITLE_EXTENSIONS, 'subtitle'],
  [ARCHIVES, 'archive'],
  [TEXTS, 'text'],
];

/**
 * What kind of file an unknown one is. Content decides where it is sure of another kind than the name ("poster.jpg" that
 * is a web page, a film without an extension); a name keeps what content cannot tell from the name's own kind.
 * @param extension lower case, without the dot
 * @param content null when the file was not looked into
 */
export function unknownCategory(extension: string, content: FileContent | null): UnknownCategory {
  const byName = ofExtension(extension);
  const found = content?.category ?? null;
  if (content === null || found === null) return byName ?? 'other';
  if (byName === null) return found;
  if (isAlike(byName, found, content)) return byName;
  return found;
}

function ofExtension(extension: string): UnknownCategory | null {
  if (ARCHIVE_VOLUME.test(extension)) return 'archive';
  return BY_EXTENSION.find(([extensions]) => extensions.has(extension))?.[1] ?? null;
}

/** Containers hold either pictures or sound, subtitles and checksums are text, a document may be an archive. */
function isAlike(byName: UnknownCategory, found: UnknownCategory, { extension }: FileContent): boolean {
  if (byName === found || extension === null) return true;
  if (byName === 'audio' && found === 'video') return true;
  if (byName === 'video' && (found === 'audio' || found === 'text')) return true;
  if (byName === 'subtitle') return found === 'text' || extension === 'mpg';
  return (
    (byName === 'archive' && found === 'text') || (byName === 'text' && (found === 'archive' || found === 'subtitle'))
  );
}
