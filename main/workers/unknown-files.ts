import path from 'node:path';
import type { ListedFile } from '../domain/folder-facts.ts';
import type { MovieFacts } from './scan-facts.ts';

/** Files that nothing was made of, as the list of unknown files shows them. */
export function unknownFiles(
  files: readonly ListedFile[],
  absolute: (file: ListedFile) => string,
): MovieFacts['unknown'] {
  return files.map((file) => ({
    filePath: absolute(file),
    fileName: path.basename(file.relPath),
    fileSize: file.sizeBytes,
    fileExtension: path.extname(file.relPath).slice(1).toLowerCase(),
  }));
}
