import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Input, Method, Output } from '../../contract/contract.ts';
import type { EventEnvelope } from '../../contract/events.ts';
import type { Job } from '../../contract/jobs.ts';
import type { LibraryType } from '../../contract/libraries.ts';
import type { Caller, Reply } from '../../contract/reply.ts';
import { type Core, createCore } from '../core.ts';
import { createXdgTrash } from '../platform/node/xdg-trash.ts';
import type { Ports } from '../platform/ports.ts';
import { addLibrary, findLibrary } from '../services/libraries/library-service.ts';
import { scanJob } from '../services/scan/scan-library.job.ts';
import { placeNewDatabase } from './new-database.ts';

const REPOSITORY = new URL('../../', import.meta.url);
/** Built by scripts/build-test-workers.ts, which vitest runs first and which names the folder. */
const WORKER = pathToFileURL(path.join(process.env['METARR_TEST_WORKERS'] ?? '', 'worker.js'));

export interface LoggedError {
  fields: Record<string, unknown>;
  message: string;
}

/** A whole core on folders of its own: real database, real worker threads, no window. */
export interface TestCore {
  readonly core: Core;
  readonly root: string;
  readonly dataDir: string;
  /** Empty at first. */
  readonly libraryDir: string;
  /** What the core said of its own faults. */
  readonly errors: LoggedError[];
  readonly events: EventEnvelope[];
  /** The value of a call; throws with the error's code and message when it was refused. */
  call<M extends Method>(method: M, input: Input<M>): Promise<Output<M>>;
  reply(method: string, input: unknown): Promise<Reply>;
  /** The code of the error that a call is refused with, or `ok`. */
  codeOf<M extends Method>(method: M, input: Input<M>): Promise<string>;
  /** Adds the library when it is new, scans it to the end, and answers the scan's job. */
  scan(options?: { probe?: boolean; path?: string; type?: LibraryType }): Promise<Job>;
  /** Closes and opens the core on the same data, as a restart does; `meanwhile` nobody has the data. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  discard(): Promise<void>;
}

const CALLER: Caller = { principal: 'window', signal: new AbortController().signal };

/**
 * @param options.mode `headless` unless a test is about another
 * @param options.isLive whether libraries are watched and scanned by the clock; not unless a test is about that
 */
export async function startTestCore(options: { mode?: Ports['mode']; isLive?: boolean } = {}): Promise<TestCore> {
  const root = mkdtempSync(path.join(tmpdir(), 'metarr-core-'));
  const dataDir = path.join(root, 'data');
  const libraryDir = path.join(root, 'Films');
  mkdirSync(libraryDir);
  const errors: LoggedError[] = [];
  const events: EventEnvelope[] = [];
  const open = async (): Promise<Core> => {
    const core = await createCore({
      dataDir,
      ports: testPorts(options.mode ?? 'headless', errors, createXdgTrash({ dataHome: path.join(root, 'share') })),
      workerUrl: WORKER,
      resourcesDir: path.join(REPOSITORY.pathname, 'resources'),
      version: '0.0.0-test',
      checkOutputs: true,
      isLive: options.isLive ?? false,
    });
    core.onEvent((envelope) => {
      events.push(envelope);
    });
    await core.start();
    return core;
  };
  placeNewDatabase(path.join(dataDir, 'metarr.sqlite'));
  let core = await open();
  const reply = (method: string, input: unknown): Promise<Reply> => core.dispatch(method, input, CALLER);
  const call = async <M extends Method>(method: M, input: Input<M>): Promise<Output<M>> => {
    const answer = await reply(method, input);
    if (!answer.ok) {
      throw new Error(
        `${method}: ${answer.error.code}: ${answer.error.message} ${JSON.stringify(answer.error.details)}`,
      );
    }
    return answer.value as Output<M>;
  };
  return {
    get core() {
      return core;
    },
    root,
    dataDir,
    libraryDir,
    errors,
    events,
    reply,
    call,
    codeOf: async (method, input) => {
      const answer = await reply(method, input);
      return answer.ok ? 'ok' : answer.error.code;
    },
    scan: async ({ probe = false, path: folder = libraryDir, type = 'movies' } = {}) => {
      const { db, runner } = core.internals;
      // `libraries.add` always probes, which most tests do not want to wait for.
      const library =
        (await findLibrary(db, folder)) ?? (await addLibrary(db, core.events, { path: folder, type })).library;
      const job = await runner.waitFor(runner.enqueue(scanJob(library, { probe })).id);
      await runner.whenIdle();
      return job;
    },
    restart: async (meanwhile) => {
      await core.close();
      await meanwhile?.();
      core = await open();
    },
    discard: async () => {
      await core.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function testPorts(mode: Ports['mode'], errors: LoggedError[], trash: Ports['trash']): Ports {
  const silent = (): void => undefined;
  return {
    mode,
    dialogs: { pickFolders: null },
    shell: { showInFolder: null },
    trash,
    clock: { now: () => Date.now() },
    secrets: {
      isProtected: () => Promise.resolve(false),
      encrypt: (plain) => Promise.resolve(Buffer.from(plain)),
      decrypt: (cipher) => Promise.resolve(Buffer.from(cipher).toString()),
    },
    logger: {
      debug: silent,
      info: silent,
      warn: silent,
      error: (fields, message) => {
        errors.push({ fields, message });
      },
    },
  };
}
