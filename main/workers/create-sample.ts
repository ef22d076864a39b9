import type { MessagePort } from 'node:worker_threads';
import { createSampleLibrary } from '../media/sample/create-sample-library.ts';

/** Messages on the port: out, progress; in, anything means stop. */
export interface SampleProgress {
  done: number;
  total: number;
}

/** Draws and writes the sample libraries whose folders are given. `port` reports progress and takes the wish to stop. */
export async function createSample(input: {
  filmsFolder: string | null;
  showsFolder: string | null;
  resourcesDir: string;
  port: MessagePort;
}): Promise<{ films: number; shows: number }> {
  const controller = new AbortController();
  input.port.on('message', () => {
    controller.abort();
  });
  try {
    return await createSampleLibrary({
      filmsFolder: input.filmsFolder,
      showsFolder: input.showsFolder,
      resourcesDir: input.resourcesDir,
      onProgress: (done, total) => {
        input.port.postMessage({ done, total } satisfies SampleProgress);
      },
      signal: controller.signal,
    });
  } finally {
    input.port.close();
  }
}
