import path from 'node:path';
import { findProgram } from '../../media/find-program.ts';
import type { StillGrabber } from '../../providers/local/local-provider.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import { asSentence } from './as-sentence.ts';

/** Takes stills with the person's own ffmpeg, in a worker. Looked for each time: it may be installed meanwhile. */
export function createStillGrabber(deps: { pool: WorkerPool; cacheDir: string }): StillGrabber {
  return {
    isAvailable: async () => (await findProgram('ffmpeg')) !== null,
    grab: async (request) => {
      const result = await deps.pool.run('grabStill', { ...request, tempDir: path.join(deps.cacheDir, '.tmp') });
      if (!result.ok) throw new Error(asSentence(result.reason));
      return result.still;
    },
  };
}
