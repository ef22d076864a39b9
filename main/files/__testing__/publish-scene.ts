import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { putBytes } from '../cache-store.ts';
import { sha256 } from '../hash-file.ts';
import type { PublishStep } from '../publish-step.ts';

/** File contents by path relative to the film's folder; null where there is no file. */
export type Contents = Record<string, string | null>;

export interface PublishScene {
  root: string;
  cacheDir: string;
  folderPath: string;
  steps: PublishStep[];
  /** Whether staging has ended, as the journal would say. */
  isStaged: boolean;
  /** What is in the film's folder now, folders without files left out. */
  read: () => Record<string, string>;
  discard: () => void;
}

/** The film's folder before: one file to replace, one to remove, one that is none of Metarr's business. */
export const BEFORE: Contents = { 'movie.nfo': '<old/>', 'fanart.jpg': 'old fanart', 'movie.mkv': 'film' };

/** What the plan changes: replaced from the plan's own bytes, created from the cache (one in a new folder), removed. */
export const CHANGES: Contents = {
  'movie.nfo': '<new/>',
  'poster.jpg': 'new poster',
  '.actors/Ian_Holm.jpg': 'portrait',
  'fanart.jpg': null,
};

/** A film's folder on the disk, a cache, and the plan that leads from BEFORE to CHANGES (or others given). */
export async function publishScene(changes: Contents = CHANGES, before: Contents = BEFORE): Promise<PublishScene> {
  const root = mkdtempSync(join(tmpdir(), 'metarr-publish-'));
  const cacheDir = join(root, 'cache');
  const folderPath = join(root, 'Film (1979)');
  mkdirSync(folderPath);
  for (const [name, text] of Object.entries(before)) {
    mkdirSync(dirname(join(folderPath, name)), { recursive: true });
    if (text !== null) writeFileSync(join(folderPath, name), text);
  }
  const steps: PublishStep[] = [];
  for (const [name, text] of Object.entries(changes)) steps.push(await planStep(steps.length, name, text));

  async function planStep(seq: number, name: string, text: string | null): Promise<PublishStep> {
    const path = join(folderPath, name);
    const old = before[name] ?? null;
    const beforeHash = old === null ? null : sha256(Buffer.from(old));
    if (text === null) return { seq, op: 'remove', path, tempPath: null, beforeHash, afterHash: null, source: null };
    const bytes = Buffer.from(text);
    const ext = extname(name);
    if (ext !== '.nfo') await putBytes(cacheDir, bytes, ext);
    const afterHash = sha256(bytes);
    return {
      seq,
      op: old === null ? 'create' : 'replace',
      path,
      tempPath: join(dirname(path), `.metarr-00000000000${String(seq)}.tmp`),
      beforeHash,
      afterHash,
      source: ext === '.nfo' ? { kind: 'bytes', bytes } : { kind: 'cache', hash: afterHash, ext },
    };
  }

  return {
    root,
    cacheDir,
    folderPath,
    steps,
    isStaged: false,
    read: () => readTree(folderPath),
    discard: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** The folder's contents with the changes applied (or without). */
export function expectedContents(changes: Contents = {}, before: Contents = BEFORE): Record<string, string> {
  const merged = Object.entries({ ...before, ...changes }).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  return Object.fromEntries(merged.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function readTree(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const names = (readdirSync(folder, { recursive: true }) as string[]).map((name) => name.replaceAll('\\', '/')).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
