import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { sampleShowsFolder } from './create-sample.job.ts';

let test: TestCore;
beforeEach(async () => {
  test = await startTestCore();
});
afterEach(async () => {
  await test.discard();
});

/** Makes the sample to the end, with all that follows from it. */
async function makeSample(): Promise<string> {
  const { path: folder, jobId } = await test.call('samples.create', {});
  const job = await test.core.internals.runner.waitFor(jobId);
  expect(job).toMatchObject({ status: 'completed', errorMessage: null });
  await test.core.internals.runner.whenIdle();
  return folder;
}

describe('the sample library', () => {
  it('made before there were shows keeps its films and gets the shows', { timeout: 180_000 }, async () => {
    const films = path.join(test.dataDir, 'invented-films');
    for (let film = 1; film <= 41; film += 1) {
      const name = `Film ${String(film)} (2001)`;
      mkdirSync(path.join(films, name), { recursive: true });
      writeFileSync(path.join(films, name, `${name}.mkv`), name);
    }
    const folder = await makeSample();
    expect(folder).toBe(films);
    expect(readdirSync(films)).toHaveLength(41);

    const libraries = await test.call('libraries.list', {});
    expect(libraries.map(({ name, type, path: at }) => [name, type, at])).toEqual([
      ['Invented films', 'movies', films],
      ['Invented series', 'tvshows', sampleShowsFolder(films)],
    ]);
    const { rows } = await test.call('series.page', {});
    expect(rows).toHaveLength(readdirSync(sampleShowsFolder(films)).length);
    const ledger = rows.find((show) => show.title === 'The Harbour Ledger');
    expect(ledger).toMatchObject({ seasonCount: 2, episodeCount: 10, missingCount: 0, issueCount: 0 });

    await makeSample();
    expect(await test.call('libraries.list', {})).toHaveLength(2);
  });
});
