import { appPaths } from '../app-paths.ts';
import { type Core, createCore } from '../core.ts';
import { createNodePorts } from '../platform/node/node-ports.ts';

/** The core of a command: same data, same rules, no window. Throws when another Metarr has the data directory. */
export async function openCore(dataDir: string): Promise<Core> {
  const paths = appPaths(import.meta.url);
  const core = await createCore({
    dataDir,
    ports: createNodePorts('cli', dataDir),
    workerUrl: paths.workerUrl,
    resourcesDir: paths.resourcesDir,
    version: paths.version,
  });
  await core.start();
  return core;
}
