import type { ListedFile, SubtitleFile } from '../domain/folder-facts.ts';
import type { SubtitleTrack } from '../domain/streams.ts';

/** Subtitle files of an item as tracks, by what their names say. */
export function subtitleTracks(
  files: readonly SubtitleFile[],
  absolute: (file: ListedFile) => string,
): SubtitleTrack[] {
  return files.map((file) => ({
    streamIndex: null,
    codec: file.codec,
    language: file.language,
    title: file.title,
    isExternal: true,
    filePath: absolute(file),
    isDefault: file.isDefault,
    isForced: file.isForced,
    isHearingImpaired: file.isHearingImpaired,
    isCommentary: file.isCommentary,
  }));
}
