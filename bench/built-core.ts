import { fileURLToPath } from 'node:url';
import path from 'node:path';
import type * as coreModule from '../main/core.ts';
import type * as portsModule from '../main/platform/node/node-ports.ts';

type Core = coreModule.Core;

const dist = new URL('../dist/main/', import.meta.url);

/** The built core on a data directory, started; as the command line runs it, or as headless mode does, which watches. */
export async function openBuiltCore(
  dataDir: string,
  mode: 'cli' | 'headless' = 'cli',
  workerUrl = new URL('worker.js', dist),
): Promise<Core> {
  const { createCore } = (await import(new URL('core.js', dist).href)) as typeof coreModule;
  const { createNodePorts } = (await import(new URL('node-ports.js', dist).href)) as typeof portsModule;
  const core = await createCore({
    dataDir,
    ports: createNodePorts(mode, dataDir),
    workerUrl,
    resourcesDir: path.join(fileURLToPath(dist), '..', '..', 'resources'),
    version: '0.0.0-bench',
  });
  await core.start();
  return core;
}

/** Calls a method as the command line does; throws the error's message. */
export async function call<T>(core: Core, method: string, input: unknown): Promise<T> {
  const reply = await core.dispatch(method, input, { principal: 'cli', signal: new AbortController().signal });
  if (!reply.ok) throw new Error(`${method}: ${reply.error.message}`);
  return reply.value as T;
}
