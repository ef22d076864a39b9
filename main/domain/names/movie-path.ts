import { companionOf } from '../classify/companion-folder.ts';
import type { NameFacts } from '../folder-facts.ts';
import { mergeNameFacts } from './merge-name-facts.ts';
import { parseMovieName } from './movie-name.ts';
import { pathSegments } from './name-text.ts';

/** Folders inside a film's own that say nothing of it: https://kodi.wiki/view/Naming_video_files/Movies#Blu-ray_and_DVD_folders */
const DISC_FOLDER = /^(?:stream|playlist|backup|hvdvd_ts)$/iu;
const DRIVE = /^[a-z]:$/iu;

/**
 * Reads a film's path with what its folder adds: ids and edition the file lacks, title and year of a file that names nothing.
 * Disc and part folders ("BDMV/STREAM", "CD1") are passed over; a single name is read as it is. Never throws.
 * @param path with '/' or, when there is none, '\' between the parts
 */
export function parseMoviePath(path: string, kind: 'file' | 'folder'): NameFacts {
  const segments = pathSegments(path);
  const name = segments.pop() ?? path;
  if (kind === 'folder') return parseMovieName(name, 'folder');
  let part: number | null = null;
  let isInDisc = false;
  for (let last = segments.at(-1); last !== undefined; last = segments.at(-1)) {
    const companion = companionOf(last);
    if (companion?.kind === 'part' && companion.stem === '') part ??= companion.part;
    else if (companion?.kind === 'bluray' || companion?.kind === 'dvd' || DISC_FOLDER.test(last)) isInDisc = true;
    else break;
    segments.pop();
  }
  const parent = segments.at(-1);
  const file = parseMovieName(name, 'file');
  if (parent === undefined || DRIVE.test(parent)) return { ...file, part: file.part ?? part };
  const folder = parseMovieName(parent, 'folder');
  if (isInDisc) return { ...folder, part: part ?? folder.part };
  const merged = mergeNameFacts(file, folder);
  return { ...merged, part: merged.part ?? part };
}
