import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type FileContent } from '../domain/unknown-content.ts';
import { type FileErrorData, toFileError } from '../files/file-error.ts';
import { readHead } from '../files/read-head.ts';
import { type ImageResult, readImageFacts } from '../media/image-facts.ts';

export interface InspectTask {
  filePath: string;
  /** The item's own folder. */
  folderPath: string;
  /** Look at the whole picture: size, limits, whether it is complete. */
  asImage: boolean;
}

export type Inspection =
  | { ok: false; error: FileErrorData }
  | {
      ok: true;
      sizeBytes: number;
      /** Whole milliseconds. */
      mtimeMs: number;
      content: FileContent;
      /** Null unless asked for. */
      image: ImageResult | null;
      /** Names of files in the item's folder, and of folders. */
      files: string[];
      folders: string[];
      /** The other half of a VobSub pair that lies beside it: the `.sub` of an `.idx`; else null. */
      partnerPath: string | null;
    };

/** Looks at a file that is to be put to use, and at the folder that it is to go to. Never throws. */
export async function inspectUnknown(task: InspectTask): Promise<Inspection> {
  const { filePath, folderPath, asImage } = task;
  try {
    const stats = await lstat(filePath);
    const content = readHead(filePath);
    // Reading it anew tells why it could not be read.
    if (content === null) await readFile(filePath);
    const entries = await readdir(folderPath, { withFileTypes: true });
    return {
      ok: true,
      sizeBytes: stats.size,
      mtimeMs: Math.floor(stats.mtimeMs),
      content: content ?? { category: null, description: 'data that cannot be read', mimeType: null, extension: null },
      image: asImage ? await readImageFacts(filePath) : null,
      files: entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name),
      folders: entries.filter((entry) => entry.isDirectory()).map(({ name }) => name),
      partnerPath: await partnerOf(filePath),
    };
  } catch (error) {
    return { ok: false, error: toFileError(error, filePath).toData() };
  }
}

/** A `.sub` whose `.idx` is named alike is part of it: they are renamed and thrown away together. */
export async function findPartners(filePaths: readonly string[]): Promise<(string | null)[]> {
  const partners: (string | null)[] = [];
  for (const filePath of filePaths) partners.push(await partnerOf(filePath));
  return partners;
}

async function partnerOf(filePath: string): Promise<string | null> {
  const { dir, name, ext } = path.parse(filePath);
  if (ext.toLowerCase() !== '.idx') return null;
  const names = await readdir(dir).catch(() => []);
  const key = `${name}.sub`.normalize('NFC').toLowerCase();
  const partner = names.find((other) => other.normalize('NFC').toLowerCase() === key);
  return partner === undefined ? null : path.join(dir, partner);
}
