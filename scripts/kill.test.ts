import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Round, Torture } from '../bench/torture.ts';

const ROUNDS = 30;
const SEED = 20_260;

const root = path.join(import.meta.dirname, '..', '.cache', `kill-${String(process.pid)}`);
const torture = new Torture(root, { seed: SEED, followUpEvery: 5 });

beforeAll(async () => {
  mkdirSync(root, { recursive: true });
  expect(await torture.prepare()).toEqual([]);
}, 120_000);

afterAll(() => {
  torture.discard();
});

describe('killed at any moment', () => {
  it(`${String(ROUNDS)} publications leave each film all old or all new, and the next start settles the rest`, async () => {
    const rounds: Round[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      const result = await torture.killPublish(round);
      expect(result).toMatchObject({ problems: [] });
      rounds.push(result);
    }
    expect(rounds.filter((round) => round.wasKilled)).toHaveLength(ROUNDS);
    // Some of the kills must have come in the middle of the work.
    expect(rounds.some((round) => round.filmsNew > 0 && round.filmsOld > 0)).toBe(true);
  }, 300_000);

  it(`${String(ROUNDS)} scans leave the library untouched, and the next scan completes`, async () => {
    const rounds: Round[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      const result = await torture.killScan(round);
      expect(result).toMatchObject({ problems: [] });
      rounds.push(result);
    }
    expect(rounds.filter((round) => round.wasKilled)).toHaveLength(ROUNDS);
  }, 300_000);
});
