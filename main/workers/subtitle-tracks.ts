import { readFileSync } from 'node:fs';
import type { ListedFile, SubtitleFile } from '../domain/folder-facts.ts';
import type { SubtitleTrack } from '../domain/streams.ts';
import { readVobSubIndex, type VobSubTrack } from '../media/read-vobsub-index.ts';

/** An index that lists more than a few thousand pictures is none. */
const MAX_INDEX_BYTES = 8 * 1024 * 1024;

/**
 * Subtitle files of an item as tracks, by what their names say. A VobSub index lists tracks of its own: one that holds
 * several languages gives a track for each, and one whose name tells no language is asked for it.
 */
export function subtitleTracks(
  files: readonly SubtitleFile[],
  absolute: (file: ListedFile) => string,
): SubtitleTrack[] {
  return files.flatMap((file) => {
    const filePath = absolute(file);
    const track: SubtitleTrack = {
      streamIndex: null,
      codec: file.codec,
      language: file.language,
      title: file.title,
      isExternal: true,
      filePath,
      isDefault: file.isDefault,
      isForced: file.isForced,
      isHearingImpaired: file.isHearingImpaired,
      isCommentary: file.isCommentary,
    };
    const listed = file.codec === 'vobsub' && file.sizeBytes <= MAX_INDEX_BYTES ? listedTracks(filePath) : [];
    if (listed.length <= 1) return [{ ...track, language: file.language ?? listed[0]?.language ?? null }];
    return listed.map(({ index, language }) => ({ ...track, streamIndex: index, language }));
  });
}

/** Tracks of an index that can be read; of another its name is all that is known. */
function listedTracks(filePath: string): VobSubTrack[] {
  try {
    return readVobSubIndex(readFileSync(filePath, 'latin1'));
  } catch {
    return [];
  }
}
