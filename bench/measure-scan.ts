/**
 * One scan in a process of its own, so that memory and event-loop delay are the scan's alone. A library that was scanned
 * before is scanned once without being measured: rescans come by the clock to an application that has been running, and what
 * they are compared with is warm as well. Prints one JSON line.
 * Arguments: LIBRARY DATA_DIR movies|tvshows.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { call, openBuiltCore } from './built-core.ts';

const [library, dataDir, type = 'movies'] = process.argv.slice(2);
if (library === undefined || dataDir === undefined) throw new Error('measure-scan LIBRARY DATA_DIR [TYPE]');

interface Added {
  library: { id: number };
  jobId: number;
}

const core = await openBuiltCore(dataDir);
// The application is running when somebody scans: its threads are up.
await Promise.all(Array.from({ length: core.internals.pool.size }, () => core.internals.pool.run('checkCache', [])));
const libraries = await call<{ id: number; path: string }[]>(core, 'libraries.list', {});
const known = libraries.find((entry) => entry.path === library);
if (known !== undefined) await core.internals.runner.waitFor(await startRescan(known.id));
const delay = monitorEventLoopDelay({ resolution: 1 });
let firstItemMs: number | null = null;
let peakRssBytes = 0;
const started = performance.now();
const watch = setInterval(() => {
  peakRssBytes = Math.max(peakRssBytes, process.memoryUsage.rss());
  if (firstItemMs !== null) return;
  void call<{ total: number }>(core, type === 'movies' ? 'movies.count' : 'series.count', {}).then(({ total }) => {
    if (total > 0) firstItemMs ??= performance.now() - started;
  });
}, 50);
delay.enable();
const jobId =
  known === undefined
    ? (await call<Added>(core, 'libraries.add', { path: library, type })).jobId
    : await startRescan(known.id);
const job = await core.internals.runner.waitFor(jobId);
const ms = performance.now() - started;
delay.disable();
// The scan queues the probes; what is measured here ends with the scan.
clearInterval(watch);
for (const waiting of await call<{ id: number; type: string }[]>(core, 'jobs.list', { finishedLimit: 0 })) {
  if (waiting.type === 'probe_library') await call(core, 'jobs.cancel', { id: waiting.id });
}
await core.internals.runner.stop();
process.stdout.write(
  `${JSON.stringify({
    ms,
    firstItemMs,
    status: job.status,
    result: job.result,
    eventLoopDelayMs: { p50: delay.percentile(50) / 1e6, p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 },
    peakRssMb: Math.max(peakRssBytes / 2 ** 20, process.resourceUsage().maxRSS / 1024),
  })}\n`,
);
await core.close();
process.exit(0);

async function startRescan(id: number): Promise<number> {
  return (await call<{ jobId: number }>(core, 'libraries.scan', { id, probe: false })).jobId;
}
