import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { MANIFEST_KINDS, type ManifestKind } from '../domain/manifest/manifest.ts';
import { toTimestamp } from './timestamps.ts';

/** Of this many manifests of a kind each folder holds. */
const PER_FOLDER = 1000;

/** What the file `generation.json` in a folder of manifests says. */
export interface GenerationFile {
  generation: string;
  /** How often manifests were written; a database that says less is an older copy of the one that wrote them. */
  sequence: number;
  writtenAt: string;
  appVersion: string;
}

/** A folder of manifests, of one database. */
export interface ManifestFolder extends GenerationFile {
  path: string;
}

/** Where manifests are, by folders named after the database that wrote them. */
export function manifestsRoot(dataDir: string): string {
  return join(dataDir, 'manifests');
}

/** A manifest's path below its database's folder: `movie/3/3017.json`. */
export function manifestFile(kind: ManifestKind, id: number): string {
  return join(kind, String(Math.floor(id / PER_FOLDER)), `${String(id)}.json`);
}

/** The folders of manifests, the one that was written last first. */
export function manifestFolders(root: string): ManifestFolder[] {
  if (!existsSync(root)) return [];
  const found: ManifestFolder[] = [];
  for (const name of readdirSync(root)) {
    const path = join(root, name);
    const file = readGeneration(path) ?? guessGeneration(path);
    if (file !== null) found.push({ ...file, path });
  }
  return found.sort((a, b) => (a.writtenAt < b.writtenAt ? 1 : -1));
}

/** Null when there is none, or it is no such file. */
export function readGeneration(folder: string): GenerationFile | null {
  try {
    const file = JSON.parse(readFileSync(join(folder, 'generation.json'), 'utf8')) as Partial<GenerationFile>;
    const { generation, sequence, writtenAt, appVersion } = file;
    if (typeof generation !== 'string' || typeof sequence !== 'number' || typeof writtenAt !== 'string') return null;
    return { generation, sequence, writtenAt, appVersion: appVersion ?? '' };
  } catch {
    return null;
  }
}

/** Where that file was lost, the manifests themselves are still there. */
function guessGeneration(folder: string): GenerationFile | null {
  const times = MANIFEST_KINDS.map((kind) => statSync(join(folder, kind), { throwIfNoEntry: false })?.mtimeMs ?? 0);
  const newest = Math.max(...times);
  if (newest === 0) return null;
  return { generation: basename(folder), sequence: 0, writtenAt: toTimestamp(newest), appVersion: '' };
}

/** The manifests of a kind, as paths below `folder`, in the order of their ids. */
export function listManifests(folder: string, kind: ManifestKind): string[] {
  const found: { id: number; file: string }[] = [];
  const top = join(folder, kind);
  if (!existsSync(top)) return [];
  for (const shard of readdirSync(top)) {
    if (!/^\d+$/.test(shard)) continue;
    for (const name of readdirSync(join(top, shard))) {
      const id = /^(\d+)\.json$/.exec(name)?.[1];
      if (id !== undefined) found.push({ id: Number(id), file: join(kind, shard, name) });
    }
  }
  return found.sort((a, b) => a.id - b.id).map(({ file }) => file);
}

/** How many films, shows and sets a folder of manifests holds. */
export function countItems(folder: string): number {
  const kinds = MANIFEST_KINDS.filter((kind) => kind === 'movie' || kind === 'series' || kind === 'set');
  return kinds.reduce((sum, kind) => sum + listManifests(folder, kind).length, 0);
}
