import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input, Method, Output } from '../contract/contract.ts';
import type { EventEnvelope } from '../contract/events.ts';
import type { Reply } from '../contract/reply.ts';
import { createCoreHost, type HostedCore } from './core-host.ts';
import { createCore } from './core.ts';
import { createNodePorts } from './platform/node/node-ports.ts';

let dataDir: string;
let host: HostedCore | null;
let events: EventEnvelope[];

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'metarr-host-'));
  host = null;
  events = [];
});
afterEach(async () => {
  await host?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const database = (): string => path.join(dataDir, 'metarr.sqlite');
const backups = (): string[] => readdirSync(path.join(dataDir, 'backups')).filter((name) => name.endsWith('.sqlite'));
const options = (): Parameters<typeof createCoreHost>[0] => {
  const ports = createNodePorts('headless', dataDir);
  const silent = (): void => undefined;
  return {
    dataDir,
    ports: { ...ports, logger: { debug: silent, info: silent, warn: silent, error: silent } },
    workerUrl: pathToFileURL(path.join(process.env['METARR_TEST_WORKERS'] ?? '', 'worker.js')),
    resourcesDir: new URL('../resources', import.meta.url).pathname,
    version: '0.0.0-test',
    checkOutputs: true,
    isLive: false,
  };
};

async function open(): Promise<HostedCore> {
  host = await createCoreHost(options());
  host.onEvent((envelope) => events.push(envelope));
  await host.start();
  return host;
}

async function close(): Promise<void> {
  await host?.close();
  host = null;
}

function reply(method: string, input: unknown): Promise<Reply> {
  if (host === null) throw new Error('Nothing is open.');
  return host.dispatch(method, input, { principal: 'window', signal: new AbortController().signal });
}

async function call<M extends Method>(method: M, input: Input<M>): Promise<Output<M>> {
  const answer = await reply(method, input);
  if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
  return answer.value as Output<M>;
}

async function jobEnds(jobId: number): Promise<void> {
  for (;;) {
    const job = (await call('jobs.list', {})).find(({ id }) => id === jobId);
    if (job?.status === 'completed') return;
    if (job?.status === 'failed') throw new Error(job.errorMessage ?? 'failed');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function backUp(): Promise<string> {
  await jobEnds((await call('backups.create', {})).jobId);
  return (await call('backups.list', {})).backups.find(({ kind }) => kind === 'manual')?.name ?? '';
}

describe('restoring a backup', () => {
  it('puts it in the place of the database behind the same calls, and keeps what was there', async () => {
    await open();
    await call('settings.set', { posterWidthPx: 200 });
    const name = await backUp();
    await call('settings.set', { posterWidthPx: 300 });
    const { keptAs } = await call('backups.restore', { name });
    expect((await call('settings.get', {})).posterWidthPx).toBe(200);
    expect(events.map((event) => event.name)).toContain('core.restarted');
    // Events go on without a gap.
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => (events[0]?.seq ?? 0) + index));
    await call('backups.restore', { name: keptAs ?? '' });
    expect((await call('settings.get', {})).posterWidthPx).toBe(300);
  });

  it('changes nothing when the backup is damaged or gone', async () => {
    await open();
    const name = await backUp();
    truncateSync(path.join(dataDir, 'backups', name), 5_000);
    expect(await reply('backups.restore', { name })).toMatchObject({ ok: false, error: { code: 'damaged' } });
    expect(await reply('backups.restore', { name: 'none.sqlite' })).toMatchObject({ error: { code: 'not_found' } });
    expect(await reply('backups.restore', { name: '../metarr.sqlite' })).toMatchObject({
      error: { code: 'invalid_input' },
    });
    expect((await call('settings.get', {})).posterWidthPx).toBe(152);
    expect(await call('recovery.state', {})).toBeNull();
  });
});

const damages: [string, () => void][] = [
  ['cut off', () => truncateSync(database(), 100_000)],
  ['emptied', () => truncateSync(database(), 0)],
  ['deleted', () => rmSync(database())],
  ['overwritten', () => writeFileSync(database(), 'no database at all')],
  [
    'full of flipped bytes',
    () => {
      const bytes = readFileSync(database());
      for (let at = 8_192; at < bytes.length; at += 97) bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      writeFileSync(database(), bytes);
    },
  ],
];

describe.each(damages)('a database that is %s', (_name, damage) => {
  it('leads to recovery, which answers nothing else, and back with a backup', async () => {
    await open();
    await call('settings.set', { posterWidthPx: 200 });
    const name = await backUp();
    await close();
    damage();
    await open();
    expect(host?.trouble).not.toBeNull();
    expect(await reply('movies.page', {})).toMatchObject({ error: { code: 'recovery_mode' } });
    const state = await call('recovery.state', {});
    expect(state?.backups.map((backup) => backup.name)).toContain(name);
    await call('backups.restore', { name });
    expect(host?.trouble).toBeNull();
    expect((await call('settings.get', {})).posterWidthPx).toBe(200);
    expect(await call('recovery.state', {})).toBeNull();
  });
});

describe('recovery', () => {
  const breakIt = async (): Promise<Buffer> => {
    await open();
    await backUp();
    await close();
    const whole = readFileSync(database());
    truncateSync(database(), 100_000);
    await open();
    return whole;
  };

  it('begins with an empty library only when it is told to, and keeps what was there', async () => {
    await breakIt();
    await call('recovery.startEmpty', {});
    expect(host?.trouble).toBeNull();
    expect(await call('libraries.list', {})).toEqual([]);
    expect(backups().filter((name) => name.includes('replaced'))).toHaveLength(1);
  });

  it('goes on when the file was put back by hand', async () => {
    const whole = await breakIt();
    await call('recovery.retry', {});
    expect(host?.trouble).not.toBeNull();
    writeFileSync(database(), whole);
    await call('recovery.retry', {});
    expect(host?.trouble).toBeNull();
  });

  it('says that there is nothing to rebuild from, and stays', async () => {
    await breakIt();
    rmSync(path.join(dataDir, 'manifests'), { recursive: true, force: true });
    expect(await reply('recovery.rebuild', {})).toMatchObject({ error: { code: 'not_found' } });
    expect(host?.trouble).not.toBeNull();
  });

  it('holds the data directory, and gives it back', async () => {
    await breakIt();
    expect(() => createCore(options())).toThrow(/already running/);
    await close();
    expect(existsSync(database())).toBe(true);
    expect(() => createCore(options())).toThrow(/damaged/);
  });
});

it('a running core whose backup shows damage stops, keeps the old backups and says so', async () => {
  await open();
  const good = await backUp();
  await close();
  hideFromIndex();
  // What only a look at every index finds does not keep it from opening.
  const core = await open();
  expect(core.trouble).toBeNull();
  const restarted = new Promise<void>((resolve) => {
    core.onEvent(({ name }) => {
      if (name === 'core.restarted') resolve();
    });
  });
  await call('backups.create', {});
  await restarted;
  expect(core.trouble).toMatch(/idx_tags_name/);
  expect(await call('recovery.state', {})).toMatchObject({ reason: 'damaged' });
  expect(backups()).toEqual([good]);
});

/** An index that names another row than its table has: as many entries as rows, so that only a full check tells. */
function hideFromIndex(): void {
  const db = new SqliteDatabase(database());
  db.prepare(`INSERT INTO tags (name) VALUES ('seen')`).run();
  db.unsafeMode(true);
  db.pragma('writable_schema = ON');
  const row = db.prepare(`SELECT * FROM sqlite_schema WHERE name = 'idx_tags_name'`).get();
  db.prepare(`DELETE FROM sqlite_schema WHERE name = 'idx_tags_name'`).run();
  db.close();
  const blind = new SqliteDatabase(database());
  blind.prepare(`DELETE FROM tags WHERE name = 'seen'`).run();
  blind.prepare(`INSERT INTO tags (name) VALUES ('hidden')`).run();
  blind.unsafeMode(true);
  blind.pragma('writable_schema = ON');
  blind
    .prepare(
      'INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES (@type, @name, @tbl_name, @rootpage, @sql)',
    )
    .run(row);
  blind.close();
}
