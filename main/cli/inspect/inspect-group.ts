import { groupFolderListing, groupListing } from '../../domain/classify/group-listing.ts';
import { UsageError } from '../usage-error.ts';
import { answerLines } from './answer-lines.ts';
import type { Inspection } from './inspect-io.ts';

interface GroupQuestion {
  files: string[];
  library: 'movie' | 'tv';
  areFolders: boolean;
}

/**
 * `inspect group --stdin`: one JSON line on standard input, `{ "files": […], "library": "movie" | "tv", "entries_are":
 * "files" | "folders" }`, gives one on standard output, in order: the films or episodes that the files make up, with their
 * versions and parts, and the extras with their type. Paths come back as they came. A line that is something else answers
 * `{ "error" }` in its place, and the exit code is 1. Empty lines are passed over.
 */
export const inspectGroup: Inspection = async (args, io) => {
  if (args.some((arg) => arg !== '--stdin')) {
    throw new UsageError('inspect group takes only --stdin: it reads JSON lines on standard input');
  }
  return answerLines(io, readQuestion, answer);
};

function readQuestion(fields: Record<string, unknown>): GroupQuestion | string {
  const { files, library, entries_are: entriesAre = 'files' } = fields;
  if (!Array.isArray(files) || !files.every((file) => typeof file === 'string')) {
    return '"files" must be a list of texts.';
  }
  if (library !== 'movie' && library !== 'tv') return '"library" must be "movie" or "tv".';
  if (entriesAre !== 'files' && entriesAre !== 'folders') return '"entries_are" must be "files" or "folders".';
  return { files, library, areFolders: entriesAre === 'folders' };
}

function answer({ files, library, areFolders }: GroupQuestion): Record<string, unknown> {
  const { items, extras } = areFolders ? groupFolderListing(files) : groupListing(files, library);
  return { items, extras: Object.fromEntries(extras.map(({ path, type }) => [path, type])) };
}
