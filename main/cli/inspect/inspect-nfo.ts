import { readFile, stat } from 'node:fs/promises';
import { readNfoItems } from '../../nfo/read-nfo-items.ts';
import { UsageError } from '../usage-error.ts';
import type { Inspection } from './inspect-io.ts';

/** The largest NFO there is to be; beyond this a file is not read at all. */
const MAX_BYTES = 10 * 1024 * 1024;

/**
 * `inspect nfo FILE…`: what each file says, one JSON line per file in their order: `{ file, outcome, items, url_ids,
 * problems }` with outcome parse, url_only or reject. 1 when a file could not be opened.
 * @throws UsageError without files.
 */
export const inspectNfo: Inspection = async (args, io) => {
  if (args.length === 0) throw new UsageError('Which files? metarr inspect nfo FILE…');
  let exitCode = 0;
  for (const file of args) {
    try {
      const { size } = await stat(file);
      if (size > MAX_BYTES) {
        io.print(rejected(file, 'The file is larger than 10 MB'));
        continue;
      }
      const { outcome, items, urlIds, problems } = readNfoItems(await readFile(file));
      io.print({ file, outcome, items, url_ids: urlIds, problems });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      io.note(`${file}: ${message}`);
      io.print(rejected(file, message));
      exitCode = 1;
    }
  }
  return exitCode;
};

function rejected(file: string, problem: string): unknown {
  return { file, outcome: 'reject', items: [], url_ids: {}, problems: [problem] };
}
