import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** Null when a library's folder can be read and holds something; else a sentence that says what is wrong and what to do. */
export async function whyUnreachable(folder: string): Promise<string | null> {
  try {
    if (!(await stat(folder)).isDirectory())
      return `${folder} is not a folder any more. Remove the library, or put the folder back.`;
    const entries = await readdir(folder);
    if (entries.length > 0) return null;
    return `${path.basename(folder)} is empty. If it is a network drive, check that it is connected; nothing was removed.`;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOENT') return `${folder} cannot be found. Connect the drive and scan again; nothing was removed.`;
    if (code === 'EACCES' || code === 'EPERM')
      return `Metarr may not read ${folder}. Change its permissions and scan again.`;
    return `${folder} cannot be read (${code}). Check the drive and scan again; nothing was removed.`;
  }
}
