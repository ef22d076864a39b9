import path from 'node:path';
import type { ListedFile } from '../domain/folder-facts.ts';
import { unknownCategory } from '../domain/unknown-category.ts';
import { readHead } from '../files/read-head.ts';
import type { ScannedUnknownFile } from './scan-facts.ts';

/** Of a folder full of what is no media, the rest goes by its names. */
const MAX_LOOKED_INTO = 200;

/** Files that nothing was made of, as the list of unknown files shows them. May block: it looks into them. */
export function unknownFiles(
  files: readonly ListedFile[],
  absolute: (file: ListedFile) => string,
): ScannedUnknownFile[] {
  return files.map((file, at) => {
    const filePath = absolute(file);
    const fileExtension = path.extname(file.relPath).slice(1).toLowerCase();
    const content = at < MAX_LOOKED_INTO ? readHead(filePath) : null;
    return {
      filePath,
      fileName: path.basename(file.relPath),
      fileSize: file.sizeBytes,
      mtimeMs: Math.floor(file.mtimeMs),
      fileExtension,
      mimeType: content?.mimeType ?? null,
      category: unknownCategory(fileExtension, content),
    };
  });
}
