import type { ExtraFile, ListedFile, VideoFile } from '../domain/folder-facts.ts';
import type { ScannedFile } from './scan-facts.ts';

export interface FilesToKeep {
  videos: readonly VideoFile[];
  extras: readonly ExtraFile[];
  /** Theme music and videos. */
  themes: readonly ListedFile[];
}

/** The playable files of an item as they are kept in the database. */
export function scannedFiles(
  { videos, extras, themes }: FilesToKeep,
  absolute: (file: ListedFile) => string,
): ScannedFile[] {
  const base = (file: ListedFile): Pick<ScannedFile, 'filePath' | 'sizeBytes' | 'mtimeMs'> => ({
    filePath: absolute(file),
    sizeBytes: file.sizeBytes,
    mtimeMs: Math.floor(file.mtimeMs),
  });
  return [
    ...videos.map((file) => ({
      ...base(file),
      kind: 'main' as const,
      extraType: null,
      part: file.part,
      edition: file.edition,
    })),
    ...extras.map((file) => ({
      ...base(file),
      kind: file.extraType === 'trailer' || file.extraType === 'sample' ? file.extraType : ('extra' as const),
      extraType: file.extraType,
      part: null,
      edition: null,
    })),
    ...themes.map((file) => ({ ...base(file), kind: 'theme' as const, extraType: null, part: null, edition: null })),
  ];
}
