/**
 * Identifies and enriches a library in a process of its own. Prints one JSON line. Arguments: FOLDER DATA_DIR; the providers
 * come from the environment.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Job } from '../contract/jobs.ts';
import { call, openBuiltCore } from './built-core.ts';

const [folder, dataDir] = process.argv.slice(2);
if (folder === undefined || dataDir === undefined) throw new Error('measure-enrich FOLDER DATA_DIR');

const core = await openBuiltCore(dataDir);
const finished = async (jobId: number): Promise<Job> => core.internals.runner.waitFor(jobId);
const added = await call<{ library: { id: number }; jobId: number }>(core, 'libraries.add', { path: folder });
await finished(added.jobId);
for (const waiting of await call<Job[]>(core, 'jobs.list', { finishedLimit: 0 })) {
  if (waiting.type === 'probe_library') await call(core, 'jobs.cancel', { id: waiting.id });
}
await core.internals.runner.whenIdle();

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const started = performance.now();
const identified = await finished((await call<{ jobId: number }>(core, 'identify.run', {})).jobId);
const identifyMs = performance.now() - started;
const enriched = await finished((await call<{ jobId: number }>(core, 'enrich.run', {})).jobId);
await core.internals.runner.whenIdle();
const ms = performance.now() - started;
delay.disable();
process.stdout.write(
  `${JSON.stringify({
    ms,
    identifyMs,
    identified: identified.result,
    enriched: enriched.result,
    eventLoopDelayP99Ms: delay.percentile(99) / 1e6,
    eventLoopDelayMaxMs: delay.max / 1e6,
    processorMs: (process.cpuUsage().user + process.cpuUsage().system) / 1000,
  })}\n`,
);
await core.close();
process.exit(0);
