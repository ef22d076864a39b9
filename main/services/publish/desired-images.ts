import path from 'node:path';
import { MOVIE_IMAGE_TYPES, type MovieImageType } from '../../domain/asset-types.ts';
import { type NamingProfile, publishedImageName } from '../../domain/publish-names.ts';
import type { DesiredFile } from '../../domain/publish-plan.ts';
import { type CandidateRow, candidatesOf } from '../../store/artwork.store.ts';
import type { MovieRecord } from '../../store/movie.store.ts';
import type { ReadDb } from '../../store/open-database.ts';

export interface FolderLayout {
  profile: NamingProfile;
  isFlat: boolean;
  isDisc: boolean;
}

export interface DesiredImage extends DesiredFile {
  candidateId: number;
  rank: number;
}

/**
 * Which image files the film is to have. A selected image goes to the file that stands for its type and rank already,
 * whatever its name; where there is none, the library's naming profile gives the name.
 */
export function desiredImages(
  db: ReadDb,
  movie: MovieRecord,
  layout: FolderLayout,
): { files: DesiredImage[]; known: Map<string, string>; missing: string[] } {
  const candidates = candidatesOf(db, movie.id);
  const known = new Map<string, string>();
  for (const row of candidates) if (row.filePath !== null && row.hash !== null) known.set(row.filePath, row.hash);
  const files: DesiredImage[] = [];
  const missing: string[] = [];
  for (const type of MOVIE_IMAGE_TYPES) {
    const selected = candidates
      .filter((row) => row.assetType === type && row.isSelected === 1)
      .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
    const slots = slotsInUse(movie, candidates, type);
    let least = 0;
    for (const row of selected) {
      if (row.hash === null || row.cachePath === null) {
        missing.push(type);
        continue;
      }
      const slot = slotFor(row, slots, least, movie);
      least = slot + 1;
      files.push(placeImage(movie, layout, candidates, row, row.hash, row.cachePath, type, slot));
    }
  }
  return { files, known, missing };
}

/** Numbers that files of a type have in the film's folder now, in order: 0 for fanart.jpg, 3 for fanart3.jpg. */
function slotsInUse(movie: MovieRecord, candidates: readonly CandidateRow[], type: MovieImageType): number[] {
  const used = candidates.flatMap((row) =>
    row.assetType === type && row.fileIndex !== null && liesIn(movie, row) ? [row.fileIndex] : [],
  );
  return [...new Set(used)].sort((a, b) => a - b);
}

/**
 * The number an image gets. Pictures that lie there numbered with gaps (fanart1, fanart3) stay as they are: an image
 * moves up only into a number that another file holds.
 */
function slotFor(row: CandidateRow, slots: readonly number[], least: number, movie: MovieRecord): number {
  const own = liesIn(movie, row) ? row.fileIndex : null;
  if (own === null || own < least) return least;
  return slots.find((slot) => slot >= least) ?? own;
}

function liesIn(movie: MovieRecord, row: CandidateRow): boolean {
  return row.filePath !== null && path.dirname(row.filePath) === movie.directory_path;
}

function placeImage(
  movie: MovieRecord,
  layout: FolderLayout,
  candidates: readonly CandidateRow[],
  row: CandidateRow,
  hash: string,
  cachePath: string,
  type: MovieImageType,
  rank: number,
): DesiredImage {
  const extension = path.extname(cachePath);
  const current = slotFile(movie, candidates, type, rank);
  const named = path.join(
    movie.directory_path,
    publishedImageName({ ...layout, type, rank, baseName: movie.base_name, extension }),
  );
  const keepsName = current !== null && sameKind(path.extname(current), extension);
  return {
    kind: 'image',
    assetType: type,
    path: keepsName ? current : named,
    contentHash: hash,
    sizeBytes: row.sizeBytes ?? 0,
    supersedes: keepsName ? null : current,
    candidateId: row.id,
    rank,
  };
}

/** The file that players take for this type and number now; the long name wins, as it does in Kodi. */
function slotFile(
  movie: MovieRecord,
  candidates: readonly CandidateRow[],
  type: MovieImageType,
  rank: number,
): string | null {
  const files = candidates
    .filter((row) => row.assetType === type && row.fileIndex === rank && liesIn(movie, row))
    .map((row) => row.filePath ?? '');
  const isLong = (file: string): boolean => path.basename(file).startsWith(`${movie.base_name}-`);
  const isPlain = (file: string): boolean => path.basename(file).startsWith(type);
  return files.find(isLong) ?? files.find(isPlain) ?? files[0] ?? null;
}

function sameKind(a: string, b: string): boolean {
  const kind = (extension: string): string => (/^\.jpe?g$|^\.tbn$/i.test(extension) ? '.jpg' : extension.toLowerCase());
  return kind(a) === kind(b);
}
