import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ItemIssue } from '../../contract/movies.ts';
import type { ListedFile, MovieGroup } from '../domain/folder-facts.ts';
import { putBytes } from '../files/cache-store.ts';
import { FileError } from '../files/file-error.ts';
import { sha256 } from '../files/hash-file.ts';
import { readImageFacts } from '../media/image-facts.ts';
import { readMovieNfo } from '../nfo/read-movie-nfo.ts';
import type { CachedImage, MovieFacts } from './scan-facts.ts';

/** An image larger than this is no artwork that anybody publishes; it is reported instead of read into memory. */
const MAX_IMAGE_BYTES = 100 * 1024 * 1024;

/** Opens what belongs to one film: its NFO is parsed, its artwork verified and copied into the cache. */
export async function readMovieGroup(
  cacheDir: string,
  directoryPath: string,
  group: MovieGroup,
  isFlat: boolean,
): Promise<MovieFacts> {
  const main = group.videos[0];
  if (main === undefined) throw new Error('A film without a video is none.');
  const absolute = (file: ListedFile): string => path.join(directoryPath, ...file.relPath.split('/'));
  const issues: ItemIssue[] = [];
  const facts: MovieFacts = {
    directoryPath,
    filePath: absolute(main),
    baseName: group.disc === null ? path.parse(main.relPath).name : path.basename(directoryPath),
    isFlat,
    isDisc: group.disc !== null,
    name: group.name,
    files: scannedFiles(group, absolute),
    nfo: readNfo(group.nfos, absolute, issues),
    images: [],
    actorImages: [],
    subtitles: group.subtitles.map((file) => ({
      streamIndex: null,
      codec: file.codec,
      language: file.language,
      title: file.title,
      isExternal: true,
      filePath: absolute(file),
      isDefault: file.isDefault,
      isForced: file.isForced,
      isHearingImpaired: file.isHearingImpaired,
    })),
    unknown: group.unknown.map((file) => ({
      filePath: absolute(file),
      fileName: path.basename(file.relPath),
      fileSize: file.sizeBytes,
      fileExtension: path.extname(file.relPath).slice(1).toLowerCase(),
    })),
    issues,
  };
  for (const file of group.artwork) {
    const image = await cacheImage(cacheDir, absolute(file), file.sizeBytes, issues);
    if (image !== null) facts.images.push({ ...image, filePath: absolute(file), type: file.type, index: file.index });
  }
  for (const file of group.actorImages) {
    const image = await cacheImage(cacheDir, absolute(file), file.sizeBytes, issues);
    if (image !== null) facts.actorImages.push({ ...image, actorName: file.actorName });
  }
  return facts;
}

function scannedFiles(group: MovieGroup, absolute: (file: ListedFile) => string): MovieFacts['files'] {
  const base = (file: ListedFile): Pick<ListedFile, 'sizeBytes'> & { filePath: string; mtimeMs: number } => ({
    filePath: absolute(file),
    sizeBytes: file.sizeBytes,
    mtimeMs: Math.floor(file.mtimeMs),
  });
  return [
    ...group.videos.map((file) => ({
      ...base(file),
      kind: 'main' as const,
      extraType: null,
      part: file.part,
      edition: file.edition,
    })),
    ...group.extras.map((file) => ({
      ...base(file),
      kind: file.extraType === 'trailer' || file.extraType === 'sample' ? file.extraType : ('extra' as const),
      extraType: file.extraType,
      part: null,
      edition: null,
    })),
    ...group.themes.map((file) => ({
      ...base(file),
      kind: 'theme' as const,
      extraType: null,
      part: null,
      edition: null,
    })),
  ];
}

/** The first NFO that can be read. One that cannot is reported and left alone, as the scene's own .nfo files are. */
function readNfo(
  nfos: readonly ListedFile[],
  absolute: (file: ListedFile) => string,
  issues: ItemIssue[],
): MovieFacts['nfo'] {
  for (const file of nfos) {
    const filePath = absolute(file);
    let bytes: Buffer;
    try {
      bytes = readFileSync(filePath);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'io_error';
      issues.push({
        code: 'nfo_unreadable',
        message: `This NFO cannot be read (${code}). Check its permissions.`,
        path: filePath,
      });
      continue;
    }
    const reading = readMovieNfo(bytes);
    if (reading.outcome === 'rejected') {
      issues.push({ code: `nfo_${reading.reason}`, message: reading.message, path: filePath });
      continue;
    }
    for (const conflict of reading.conflicts) {
      issues.push({
        code: 'ids_conflict',
        message: `The NFO names several ids (${conflict}). Choose the right one.`,
        path: filePath,
      });
    }
    return { path: filePath, hash: sha256(bytes), reading };
  }
  return null;
}

async function cacheImage(
  cacheDir: string,
  filePath: string,
  sizeBytes: number,
  issues: ItemIssue[],
): Promise<CachedImage | null> {
  if (sizeBytes > MAX_IMAGE_BYTES) {
    issues.push({
      code: 'image_too_large',
      message: 'This image is larger than 100 MB and is not used.',
      path: filePath,
    });
    return null;
  }
  try {
    const bytes = readFileSync(filePath);
    const facts = await readImageFacts(bytes);
    if (!facts.ok) {
      issues.push({ code: 'image_invalid', message: facts.reason, path: filePath });
      return null;
    }
    const cached = await putBytes(cacheDir, bytes, facts.format);
    return {
      hash: cached.hash,
      sizeBytes: cached.sizeBytes,
      cachePath: cached.path,
      width: facts.width,
      height: facts.height,
      mimeType: facts.mimeType,
    };
  } catch (error) {
    // A full cache disk must stop the scan; a single unreadable image must not.
    if (error instanceof FileError && error.code === 'disk_full') throw error;
    const message = error instanceof Error ? error.message : String(error);
    issues.push({ code: 'image_unreadable', message: `This image cannot be read: ${message}`, path: filePath });
    return null;
  }
}
