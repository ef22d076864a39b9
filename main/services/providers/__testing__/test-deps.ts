import type { Clock, Logger, Secrets } from '../../../platform/ports.ts';
import type { WriteDb } from '../../../store/open-database.ts';
import { openSampleDatabase, type SampleDatabase } from '../../../store/__testing__/schema-sample.ts';

export interface TestDeps {
  readonly sample: SampleDatabase;
  readonly db: WriteDb;
  readonly clock: Clock & { set(text: string): void };
  readonly logger: Logger;
  readonly log: string[];
  /** Seals as base64; `isBroken` refuses to open anything, as another computer's keychain does. */
  readonly secrets: Secrets & { isBroken: boolean };
}

/** A real database, a clock that a test sets, and secrets whose sealed form differs from the plain one. */
export function testDeps(): TestDeps {
  const sample = openSampleDatabase();
  let now = Date.parse('2026-05-01T12:00:00.000Z');
  const log: string[] = [];
  const write = (fields: Record<string, unknown>, message: string): void => {
    log.push(JSON.stringify({ ...fields, message }));
  };
  return {
    sample,
    db: sample.db as unknown as WriteDb,
    clock: {
      now: () => now,
      set: (text) => {
        now = Date.parse(text);
      },
    },
    logger: { debug: write, info: write, warn: write, error: write },
    log,
    secrets: {
      isBroken: false,
      isProtected: () => Promise.resolve(true),
      encrypt: (plain) => Promise.resolve(Buffer.from(Buffer.from(plain).toString('base64'))),
      decrypt(cipher) {
        if (this.isBroken) return Promise.reject(new Error(`Not opened: ${Buffer.from(cipher).toString()}`));
        return Promise.resolve(Buffer.from(Buffer.from(cipher).toString(), 'base64').toString());
      },
    },
  };
}
