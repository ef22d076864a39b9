import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const CLIP = new URL('../../resources/sample/clips/', import.meta.url);

/** Writes files below a folder by their relative paths; null stands for a few bytes that differ from name to name. */
export function writeFiles(folder: string, files: Record<string, string | Uint8Array | null>): void {
  for (const [name, bytes] of Object.entries(files)) {
    const file = path.join(folder, ...name.split('/'));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes ?? `no video of ${name}`);
  }
}

/** Copies a real clip of the sample library to a path below a folder. */
export function writeClip(folder: string, name: string, clip: string): void {
  const file = path.join(folder, ...name.split('/'));
  mkdirSync(path.dirname(file), { recursive: true });
  copyFileSync(new URL(clip, CLIP), file);
}

/** A show's NFO around the given elements. */
export function tvshowNfo(inner: string): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<tvshow>\n${inner}\n</tvshow>\n`;
}

/** One root of an episode's NFO. */
export function episodeNfo(season: number, episode: number, inner: string): string {
  return `<episodedetails>\n  <season>${String(season)}</season>\n  <episode>${String(episode)}</episode>\n  ${inner}\n</episodedetails>\n`;
}
