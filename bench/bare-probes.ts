import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import ffprobe from 'ffprobe-static';
import { processorTime } from './processor-time.ts';

/** As many as Metarr runs. */
const CONCURRENCY = 2;
const run = promisify(execFile);

/** The least that telling a library's streams costs: one ffprobe for each file, two at a time. Times in milliseconds. */
export async function bareProbes(files: readonly string[]): Promise<{ ms: number; processorMs: number | null }> {
  const processorBefore = processorTime();
  const started = performance.now();
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let file = files[next++]; file !== undefined; file = files[next++]) {
      const args = ['-v', 'error', '-print_format', 'json', '-show_format', '-show_streams', '-i', `file:${file}`];
      await run(ffprobe.path, args, { maxBuffer: 2 ** 24 });
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, lane));
  const ms = performance.now() - started;
  const processorAfter = processorTime();
  return {
    ms,
    processorMs: processorBefore === null || processorAfter === null ? null : processorAfter - processorBefore,
  };
}
