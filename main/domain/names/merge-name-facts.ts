import type { NameFacts } from '../folder-facts.ts';
import { titleKey } from './title-key.ts';

/** Folders that hold many films, whatever year is behind the word. */
const COLLECTION_FOLDERS = new Set([
  ...[
    'movies',
    'films',
    'filme',
    'videos',
    'media',
    'downloads',
    'downloaded',
    'completed',
    'new',
    'unsorted',
    'inbox',
  ],
]);
/** File names that name nothing. */
const GENERIC_FILES = new Set([
  ...['movie', 'film', 'video', 'main', 'index', 'title', 'feature', 'mainfeature', 'videots', 'bdmv', 'untitled'],
]);
const VOWEL = /[aeiouyäöü]/iu;

/** A title that no person would give: "AHFMZXGHEWD660", "a1b2c3d4e5", "123", "movie". */
function isObfuscated(title: string): boolean {
  if (GENERIC_FILES.has(titleKey(title)) || /^\d+$/u.test(title)) return true;
  if (!/^[\da-z]{8,}$/iu.test(title)) return false;
  const digitRuns = title.match(/\d+/gu)?.length ?? 0;
  return digitRuns > 1 || (digitRuns === 1 && /[A-Z]{5}|^\d.*[a-z]$/u.test(title)) || !VOWEL.test(title);
}

/** True when the folder's title and year describe the film better than the file's. */
function isFolderBetter(file: NameFacts, folder: NameFacts): boolean {
  const folderKey = titleKey(folder.title);
  if (COLLECTION_FOLDERS.has(folderKey)) return false;
  const fileKey = titleKey(file.title);
  if (folder.year !== null) {
    // "Some Film 1984 (2020)/Some.Film.1984.mkv": the file's year is the end of the title.
    const hasTitleNumber = file.year !== null && `${fileKey}${file.year}` === folderKey;
    return file.year === null || file.year === folder.year || hasTitleNumber;
  }
  if (file.year !== null) return false;
  return isObfuscated(file.title) || fileKey.startsWith(folderKey);
}

/**
 * Joins what a film's file and its folder say. Ids, edition and part: the file's, else the folder's (renamers fix the folder
 * when a film is added, the file name is fresher). Title and year go together: a folder "Title (Year)" beats a file without a
 * year and settles the spelling when the years agree; when the years differ the file is right; a folder without a year wins
 * only over a file that says nothing of its own.
 */
export function mergeNameFacts(file: NameFacts, folder: NameFacts): NameFacts {
  const source = isFolderBetter(file, folder) ? folder : file;
  return {
    title: source.title,
    year: source.year,
    tmdbId: file.tmdbId ?? folder.tmdbId,
    imdbId: file.imdbId ?? folder.imdbId,
    tvdbId: file.tvdbId ?? folder.tvdbId,
    edition: file.edition ?? folder.edition,
    part: file.part ?? folder.part,
    format3d: file.format3d ?? folder.format3d,
    stub: file.stub ?? folder.stub,
  };
}
