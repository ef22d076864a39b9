import { relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { classifyFile } from '../../domain/classify/classify-file.ts';
import type { FileClass } from '../../domain/classify/file-class.ts';
import { UsageError } from '../usage-error.ts';
import { answerLines } from './answer-lines.ts';
import { readFolderClasses } from './folder-classes.ts';
import type { Inspection } from './inspect-io.ts';

type Library = 'movie' | 'tv';

interface FileQuestion {
  path: string;
  library: Library;
  mainVideo: string | null;
}

const USAGE = 'inspect folder takes a folder and perhaps --library movie or tv, or --stdin to read JSON lines';
const WINDOWS_PATH = /^(?:[a-z]:)?\\/iu;

/**
 * `inspect folder --stdin`: one JSON line on standard input, `{ "path", "library": "movie" | "tv", "main_video" }` (the last
 * may be missing), gives one on standard output, in order: what the file is. A line that is something else answers
 * `{ "error" }` in its place, and the exit code is 1. Empty lines are passed over.
 *
 * `inspect folder DIR [--library tv]`: the same for each file of a real folder, however deep, sorted; its paths begin with
 * DIR as it was given. What could not be read is noted, and the exit code is 1.
 */
export const inspectFolder: Inspection = async (args, io) => {
  const { folder, library, isStdin } = readArguments(args);
  if (isStdin) return answerLines(io, readQuestion, classAnswer);
  if (folder === null) throw new UsageError(USAGE);
  const root = resolve(folder);
  const { classes, errors } = await readFolderClasses(root, library);
  const start = folder.replace(/[\\/]+$/u, '');
  for (const [path, found] of classes) {
    io.print(answer(`${start}/${relative(root, path).split(sep).join('/')}`, found));
  }
  for (const error of errors) io.note(error);
  return errors.length === 0 ? 0 : 1;
};

function readArguments(args: readonly string[]): { folder: string | null; library: Library; isStdin: boolean } {
  const options = {
    library: { type: 'string', default: 'movie' },
    stdin: { type: 'boolean', default: false },
  } as const;
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : USAGE);
  }
  const { values, positionals } = parsed;
  if (values.library !== 'movie' && values.library !== 'tv') throw new UsageError('--library is movie or tv');
  if (positionals.length !== (values.stdin ? 0 : 1)) throw new UsageError(USAGE);
  return { folder: positionals[0] ?? null, library: values.library, isStdin: values.stdin };
}

function classAnswer({ path, library, mainVideo }: FileQuestion): Record<string, unknown> {
  return answer(
    path,
    classifyFile({ path: withSlashes(path), library, mainVideo: mainVideo === null ? null : withSlashes(mainVideo) }),
  );
}

function readQuestion(fields: Record<string, unknown>): FileQuestion | string {
  const { path, library, main_video: mainVideo = null } = fields;
  if (typeof path !== 'string') return '"path" must be a text.';
  if (library !== 'movie' && library !== 'tv') return '"library" must be "movie" or "tv".';
  if (typeof mainVideo !== 'string' && mainVideo !== null) return '"main_video" must be a text or null.';
  return { path, library, mainVideo };
}

function withSlashes(path: string): string {
  return WINDOWS_PATH.test(path) ? path.replaceAll('\\', '/') : path;
}

function answer(path: string, found: FileClass): Record<string, unknown> {
  const isTrack = found.category === 'subtitle' || found.category === 'external_audio';
  return {
    path,
    category: found.category,
    artwork_type: found.artworkType,
    scope: found.category === 'artwork' ? found.scope : null,
    season: found.season,
    episode: found.episode,
    index: found.index,
    language: found.language,
    forced: isTrack ? found.forced : null,
    sdh: isTrack ? found.sdh : null,
    // Trailers and samples are categories of their own.
    extra_type: found.category === 'extra' ? found.extraType : null,
    // An NFO of a set is nothing that a player reads there.
    nfo_scope: found.nfoScope === 'set' ? null : found.nfoScope,
    actor: found.actor,
  };
}
