import {
  AUDIO_EXTENSIONS,
  IMAGE_EXTENSIONS,
  SUBTITLE_EXTENSIONS,
  VIDEO_EXTENSIONS,
} from '../classify/file-extensions.ts';

/** Kodi's stubs name the medium in front of `.disc`: https://kodi.wiki/view/Media_stubs */
const STUB_MEDIUM = /\.(dvd|bluray|brrip|hddvd|hdtv|vhs|tv|dsr|pdtv)$/iu;
const TEXT_EXTENSIONS = new Set(['nfo', 'xml', 'txt']);

export interface NameStem {
  /** The name without its extension; the name itself when its end is no extension of a kind libraries hold. */
  stem: string;
  /** Kind of medium a `.disc` stub stands for ("dvd", "bluray"); null for other files and for a stub that does not say. */
  stub: string | null;
}

/** Takes the extension off a file name; "Dr. Nobody" has none. */
export function splitStem(name: string): NameStem {
  const dot = name.lastIndexOf('.');
  if (dot <= 0) return { stem: name, stub: null };
  const extension = name.slice(dot + 1).toLowerCase();
  const isKnown =
    VIDEO_EXTENSIONS.has(extension) ||
    SUBTITLE_EXTENSIONS.has(extension) ||
    IMAGE_EXTENSIONS.has(extension) ||
    AUDIO_EXTENSIONS.has(extension) ||
    TEXT_EXTENSIONS.has(extension);
  if (!isKnown) return { stem: name, stub: null };
  const stem = name.slice(0, dot).trim();
  if (extension !== 'disc') return { stem: stem || name, stub: null };
  const medium = STUB_MEDIUM.exec(stem)?.[1] ?? null;
  const bare = medium === null ? stem : stem.slice(0, -medium.length - 1);
  return { stem: bare || stem || name, stub: medium?.toLowerCase() ?? null };
}
