import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test as it } from 'vitest';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { publishing } from '../../__testing__/test-publishing.ts';
import { examine } from '../system/doctor.ts';
import { decide, decisions, idsOf, scanLibraries, writeLibraries } from './__testing__/decided-library.ts';
import { rebuildWithWorkers } from '../../compose-rebuild.ts';
import type { RebuildReport } from './rebuild-database.types.ts';

const WORKER = pathToFileURL(path.join(process.env['METARR_TEST_WORKERS'] ?? '', 'worker.js'));

let test: TestCore;
beforeEach(async () => {
  test = await startTestCore();
});
afterEach(() => test.discard());

const databasePath = (): string => path.join(test.dataDir, 'metarr.sqlite');
const { publish } = publishing(() => test);

async function rebuild(): Promise<RebuildReport> {
  return rebuildWithWorkers({ dataDir: test.dataDir, workerUrl: WORKER, appVersion: '0.0.0-test' });
}

/** Closes the core, lets something happen to the database's files, rebuilds, and opens the core on the new one. */
async function lose(harm: () => void): Promise<RebuildReport> {
  const reports: RebuildReport[] = [];
  await test.core.internals.manifests.flush();
  await test.restart(async () => {
    harm();
    reports.push(await rebuild());
  });
  await test.core.internals.runner.whenIdle();
  const [report] = reports;
  if (report === undefined) throw new Error('The core was not opened anew.');
  return report;
}

const HARMS: Record<string, () => void> = {
  deleted: () => {
    rmSync(databasePath());
  },
  truncated: () => {
    truncateSync(databasePath(), Math.floor(readFileSync(databasePath()).length / 3));
  },
  'with other bytes': () => {
    const bytes = readFileSync(databasePath());
    for (let at = 0; at < bytes.length; at += 997) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    writeFileSync(databasePath(), bytes);
  },
};

describe.each(Object.entries(HARMS))('a database that is %s', (name, harm) => {
  it('comes back with every lock, edit, choice and id of a thousand items', { timeout: 300_000 }, async () => {
    const isLarge = name === 'deleted';
    await writeLibraries(
      test,
      isLarge ? { films: 700, shows: 25, episodes: 10 } : { films: 60, shows: 4, episodes: 6 },
    );
    await scanLibraries(test);
    await decide(test, name);
    for (const id of idsOf(test, 'movie').slice(0, 12)) await publish(id);
    // What a scan makes of these decisions is not what is tried here.
    await scanLibraries(test, true);
    const before = decisions(test.core.internals.db);
    if (isLarge) expect(before['movies']?.length).toBe(700);

    const report = await lose(harm);

    expect(report.problems).toEqual([]);
    expect(report.missingBytes).toBe(0);
    const after = decisions(test.core.internals.db);
    for (const what of Object.keys(before)) expect(after[what], what).toEqual(before[what]);
    expect((await examine(test.core.internals.db, test.core.internals.pool)).problems).toEqual([]);
    if (name !== 'deleted') {
      const [kept] = report.keptAs;
      expect(kept).toContain('backups');
      expect(existsSync(kept ?? '')).toBe(true);
    }
  });
});
