import { readSubtitleSuffix, type SubtitleName } from './subtitle-name.ts';

/**
 * Reads an audio file that is named after a video (https://jellyfin.org/docs/general/server/media/external-files): a track of
 * it when nothing follows the video's name, or a language, a flag or "commentary". Null for music: "Film - Soundtrack.flac".
 * @param suffix what the name has behind the video's name, without the extension
 */
export function readExternalAudio(suffix: string): SubtitleName | null {
  const name = readSubtitleSuffix(suffix);
  const isTrack =
    name.title === null || name.language !== null || name.isCommentary || name.isDefault || name.isHearingImpaired;
  return isTrack ? name : null;
}
