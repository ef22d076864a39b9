/** One library's probes in a process of its own, after a scan that is not measured. Prints one JSON line. Arguments: LIBRARY DATA_DIR. */
import { setTimeout } from 'node:timers/promises';
import { call, openBuiltCore } from './built-core.ts';
import { processorTime } from './processor-time.ts';

const [library, dataDir] = process.argv.slice(2);
if (library === undefined || dataDir === undefined) throw new Error('measure-probe LIBRARY DATA_DIR');

const core = await openBuiltCore(dataDir);
const { runner, pool } = core.internals;
await Promise.all(Array.from({ length: pool.size }, () => pool.run('checkCache', [])));
const added = await call<{ jobId: number }>(core, 'libraries.add', { path: library });
// Paused once the scan runs, so that the probes it queues begin when they are measured.
while ((await listed()).find((job) => job.id === added.jobId)?.status === 'pending') await setTimeout(5);
runner.setPaused(true);
await runner.waitFor(added.jobId);
const probes = (await listed()).find((job) => job.type === 'probe_library');
if (probes?.status !== 'pending') throw new Error('The scan has left nothing to probe.');
const processorBefore = processorTime();
const started = performance.now();
runner.setPaused(false);
const job = await runner.waitFor(probes.id);
const ms = performance.now() - started;
const processorAfter = processorTime();
const processorMs = processorBefore === null || processorAfter === null ? null : processorAfter - processorBefore;
process.stdout.write(`${JSON.stringify({ ms, processorMs, ...(job.result as { probed: number; failed: number }) })}\n`);
await core.close();
process.exit(0);

function listed(): Promise<{ id: number; type: string; status: string }[]> {
  return call(core, 'jobs.list', { finishedLimit: 0 });
}
