import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateLibrary } from '../bench/generate-library.ts';
import { type Ended, KillableCli } from '../bench/killable-cli.ts';
import { createSeededRandom } from '../bench/seeded-random.ts';

const KILLS = 4;
const FILMS = 20;

const root = path.join(import.meta.dirname, '..', '.cache', `kill-archive-${String(process.pid)}`);
const archive = path.join(root, 'everything.zip');
const dataDir = path.join(root, 'data');
const random = createSeededRandom(20_261);
let cli: KillableCli;
/** Of a run that nobody kills, in milliseconds. */
const usual = { export: 0, whole: 0, added: 0 };

beforeAll(async () => {
  mkdirSync(root, { recursive: true });
  cli = await KillableCli.build(root);
  await scanned('Films', FILMS, dataDir);
  await ok(['publish', '--all'], dataDir);
  usual.export = (await ok(['export', archive, '--with-artwork'], dataDir)).ms;
  await scanned('Mine', 1, path.join(root, 'mine'));
}, 180_000);

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

async function scanned(name: string, films: number, data: string): Promise<void> {
  const folder = path.join(root, name);
  await generateLibrary({ folder, films, actors: 8, posterBytes: 20_000, fanartBytes: 40_000, seed: name });
  await ok(['scan', folder, '--type', 'movies', '--no-probe'], data);
}

async function ok(args: string[], data: string): Promise<Ended> {
  const ended = await cli.run(args, { dataDir: data });
  expect(ended, ended.stderr).toMatchObject({ code: 0 });
  return ended;
}

/** Kills a run somewhere between its start and where it usually ends. */
async function killed(args: string[], data: string, usualMs: number): Promise<Ended> {
  return cli.run(args, { dataDir: data, killAfterMs: Math.round(usualMs * (0.2 + 0.8 * random())) });
}

function films(data: string): number {
  const db = new Database(path.join(data, 'metarr.sqlite'), { readonly: true });
  try {
    return db.prepare('SELECT count(*) FROM movies WHERE deleted_on IS NULL').pluck().get() as number;
  } finally {
    db.close();
  }
}

/** What a run that was killed could have left for ever. */
function leftovers(data: string): string[] {
  return [
    ...readdirSync(data).filter((name) => /^(export|import)-|incoming/.test(name)),
    ...readdirSync(root).filter((name) => name.endsWith('.partial')),
  ];
}

describe('killed at any moment', () => {
  it(`${String(KILLS)} exports leave a whole file or none, and the next one goes through`, async () => {
    for (let round = 0; round < KILLS; round += 1) {
      rmSync(archive, { force: true });
      await killed(['export', archive, '--with-artwork'], dataDir, usual.export);
      // There only once it is complete.
      if (existsSync(archive)) await ok(['import', archive, '--dry-run'], dataDir);
      else await ok(['export', archive, '--with-artwork'], dataDir);
      await ok(['doctor'], dataDir);
      expect(leftovers(dataDir)).toEqual([]);
    }
    const { stdout } = await ok(['import', archive, '--dry-run'], dataDir);
    expect(JSON.parse(stdout)).toMatchObject({ films: FILMS, hasArtwork: true });
  }, 240_000);

  it.each(['whole', 'added'] as const)(
    `${String(KILLS)} imports (%s) leave nothing half done, and the next one brings everything`,
    async (kind) => {
      const own = path.join(root, `into-${kind}`);
      const anew = (): void => {
        rmSync(own, { recursive: true, force: true });
        if (kind === 'added') cpSync(path.join(root, 'mine'), own, { recursive: true });
      };
      anew();
      usual[kind] = (await ok(['import', archive], own)).ms;
      for (let round = 0; round < KILLS; round += 1) {
        anew();
        await killed(['import', archive], own, usual[kind]);
        await ok(['import', archive], own);
        await ok(['doctor'], own);
        expect(films(own)).toBe(FILMS + Number(kind === 'added'));
        expect(leftovers(own)).toEqual([]);
      }
    },
    240_000,
  );
});
