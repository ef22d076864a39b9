import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * The file to probe for a video: the file itself, or for the index of a disc structure (`index.bdmv`, `VIDEO_TS.IFO`) the
 * stream that is the film. On a Blu-ray that is the largest `.m2ts`; on a DVD the first part of the title set that has the
 * most bytes, since its parts are one stream cut up. Null when the structure holds no stream.
 * Throws what reading the folder throws.
 * @param filePath absolute
 */
export async function discMainStream(filePath: string): Promise<string | null> {
  const folder = path.dirname(filePath);
  switch (path.extname(filePath).toLowerCase()) {
    case '.bdmv':
      return largest(await sizesIn(await streamFolder(folder), /\.m2ts$/iu));
    case '.ifo':
      return mainTitle(await sizesIn(folder, /^VTS_\d\d_[1-9]\.VOB$/iu));
    default:
      return filePath;
  }
}

interface Sized {
  filePath: string;
  sizeBytes: number;
}

/** `BDMV/STREAM`, in whatever capitals. */
async function streamFolder(folder: string): Promise<string> {
  const names = await readdir(folder);
  return path.join(folder, names.find((name) => name.toLowerCase() === 'stream') ?? 'STREAM');
}

async function sizesIn(folder: string, pattern: RegExp): Promise<Sized[]> {
  const names = (await readdir(folder)).filter((name) => pattern.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const filePath = path.join(folder, name);
      return { filePath, sizeBytes: (await stat(filePath)).size };
    }),
  );
}

function largest(files: readonly Sized[]): string | null {
  let best: Sized | null = null;
  for (const file of files) if (best === null || file.sizeBytes > best.sizeBytes) best = file;
  return best?.filePath ?? null;
}

function mainTitle(parts: readonly Sized[]): string | null {
  const titles = new Map<string, Sized>();
  for (const part of parts) {
    const set = path.basename(part.filePath).slice(0, 'VTS_00'.length).toUpperCase();
    const known = titles.get(set);
    titles.set(set, {
      filePath: known?.filePath ?? part.filePath,
      sizeBytes: (known?.sizeBytes ?? 0) + part.sizeBytes,
    });
  }
  return largest([...titles.values()]);
}
