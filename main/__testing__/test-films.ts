import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';

const CLIPS = new URL('../../resources/sample/clips/', import.meta.url);

export interface TestFilm {
  /** Name of the film's folder below the library; '' puts it into the library's own. */
  folder: string;
  /** Without extension; the folder's name unless given. */
  base?: string;
  /** A clip's file name for a real video; otherwise a few bytes that no probe can read. */
  clip?: string;
  nfo?: string | Uint8Array;
  /** More files by name. */
  files?: Record<string, string | Uint8Array>;
}

/** Writes a film into a library; answers the folder. */
export function writeFilm(libraryDir: string, film: TestFilm): string {
  const folder = path.join(libraryDir, film.folder);
  const base = film.base ?? path.basename(folder);
  mkdirSync(folder, { recursive: true });
  if (film.clip === undefined) writeFileSync(path.join(folder, `${base}.mkv`), `no video of ${base}`);
  else copyFileSync(new URL(film.clip, CLIPS), path.join(folder, `${base}${path.extname(film.clip)}`));
  if (film.nfo !== undefined) writeFileSync(path.join(folder, `${base}.nfo`), film.nfo);
  for (const [name, bytes] of Object.entries(film.files ?? {})) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), bytes);
  }
  return folder;
}

/** A small real picture; equal arguments give equal bytes. */
export async function picture(
  color: string,
  format: 'jpeg' | 'png' | 'webp' = 'jpeg',
  size: { width: number; height: number } = { width: 40, height: 60 },
): Promise<Buffer> {
  const image = sharp({ create: { ...size, channels: 3, background: color } });
  return image.toFormat(format).toBuffer();
}

/** A film NFO around the given elements. */
export function movieNfo(inner: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<movie>\n${inner}\n</movie>\n`;
}
