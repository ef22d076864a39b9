import { readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ignore from 'ignore';
import { type FileErrorData, toFileError } from './file-error.ts';

/** The rules of one ignore file. Plain text, so that they can be handed to a worker with the folders below. */
export interface IgnoreRuleSet {
  /** Absolute path of the folder the file lies in: what its rules are relative to. */
  basePath: string;
  /** Lines in gitignore's language. */
  text: string;
}

/** From the outermost folder to the innermost. */
export type IgnoreRules = readonly IgnoreRuleSet[];

export interface OwnIgnoreRules {
  /** The folder says that nothing in it is to be looked at. */
  isSkipped: boolean;
  rules: IgnoreRuleSet[];
  errors: FileErrorData[];
}

/** Of Kodi and tinyMediaManager: whatever they hold, the folder and all below it is left alone. */
const MARKERS: ReadonlySet<string> = new Set(['.nomedia', '.tmmignore', 'tmmignore']);
/** A list of rules is not larger; a film somebody named `.ignore` is. */
const MAX_BYTES = 256 * 1024;

/**
 * Reads a folder's own ignore files: `.nomedia`, `.tmmignore`; `.ignore`, empty for the whole folder, else gitignore rules
 * (https://jellyfin.org/docs/general/server/media/excluding-directory); `.plexignore`, globs of which those without a slash
 * hold at any depth (https://support.plex.tv/articles/201381883-special-keyword-file-folder-exclusion/). May block.
 * @param names of the files in the folder
 */
export function readIgnoreFiles(folder: string, names: readonly string[]): OwnIgnoreRules {
  const own: OwnIgnoreRules = { isSkipped: false, rules: [], errors: [] };
  for (const name of names) {
    const key = name.toLowerCase();
    if (MARKERS.has(key)) return { ...own, isSkipped: true };
    if (key !== '.ignore' && key !== '.plexignore') continue;
    const text = readRules(join(folder, name), own.errors);
    if (text === null) continue;
    const isEmpty = text.trim() === '';
    if (isEmpty && key === '.ignore') return { ...own, isSkipped: true };
    if (!isEmpty) own.rules.push({ basePath: folder, text: key === '.ignore' ? text : fromPlex(text) });
  }
  return own;
}

/**
 * Tells whether rules mean an entry of a folder. The innermost rules that say something of it decide, so a folder below may
 * take back (`!film.mkv`) what one above ignores, as long as it is walked at all. Case does not count.
 */
export function createRuleTest(rules: IgnoreRules): (path: string, isFolder: boolean) => boolean {
  const sets = rules.toReversed().map(({ basePath, text }) => ({
    basePath,
    rules: ignore({ ignorecase: true, allowRelativePaths: true }).add(text),
  }));
  return (path, isFolder) => {
    for (const { basePath, rules: own } of sets) {
      const inside = relative(basePath, path).split(sep).join('/');
      if (inside === '' || inside === '..' || inside.startsWith('../')) continue;
      const answer = own.test(isFolder ? `${inside}/` : inside);
      if (answer.ignored || answer.unignored) return answer.ignored;
    }
    return false;
  };
}

function readRules(path: string, errors: FileErrorData[]): string | null {
  try {
    const stats = statSync(path);
    if (!stats.isFile() || stats.size > MAX_BYTES) return null;
    return readFileSync(path, 'utf8').replace(/^\uFEFF/u, '');
  } catch (error) {
    errors.push(toFileError(error, path).toData());
    return null;
  }
}

/** Plex knows no exceptions, so a name may start with `!`; a folder's separator may be the one of Windows. */
function fromPlex(text: string): string {
  return text
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.replaceAll('\\', '/').replace(/^!/u, '\\!'))
    .join('\n');
}
