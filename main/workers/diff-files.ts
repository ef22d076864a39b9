import { readFile } from 'node:fs/promises';
import type { DiffLine } from '../../contract/publishing.ts';
import { decodeNfo } from '../nfo/nfo-text.ts';
import { diffOf } from './compare-nfo.ts';

/** Compares two NFO files line by line; null stands for none. Throws the system's error. */
export async function diffFiles(input: { from: string | null; to: string | null }): Promise<DiffLine[]> {
  return diffOf(await textOf(input.from), await textOf(input.to));
}

async function textOf(path: string | null): Promise<string> {
  return path === null ? '' : decodeNfo(await readFile(path)).text;
}
