import { findProgram } from '../media/find-program.ts';
import { type GrabbedStill, grabStill as grab } from '../media/grab-still.ts';

export type StillResult =
  { ok: true; still: GrabbedStill } | { ok: false; code: 'no_ffmpeg' | 'failed'; reason: string };

/** Takes a still with the person's own ffmpeg. */
export async function grabStill(input: {
  videoPath: string;
  durationSeconds: number | null;
  atSeconds: number | null;
  tempDir: string;
}): Promise<StillResult> {
  const program = await findProgram('ffmpeg');
  if (program === null) {
    return { ok: false, code: 'no_ffmpeg', reason: 'Stills need ffmpeg, which is not installed on this computer.' };
  }
  try {
    return { ok: true, still: await grab({ ...input, program }) };
  } catch (error) {
    return { ok: false, code: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}
