import type { Ability, Provider } from '../provider.ts';

/** A still taken from a video: its file, which the taker of it has to delete or keep. */
export interface Still {
  path: string;
  atSeconds: number;
}

export interface StillRequest {
  videoPath: string;
  /** Null when nobody has measured it. */
  durationSeconds: number | null;
  /** Null picks a good one: neither black nor flat, from the first half. */
  atSeconds: number | null;
}

/** Takes stills: null where nothing can, because the person has no ffmpeg. */
export interface StillGrabber {
  isAvailable(): Promise<boolean>;
  /** Throws an Error whose message says why there is no picture to be had. */
  grab(request: StillRequest): Promise<Still>;
}

/**
 * The person's own files as a source. NFO and images beside a video are read by the scan; what is left to ask for are
 * stills, for an episode's thumb and for a fanart that nobody else has.
 */
export interface LocalProvider extends Provider {
  readonly stills: StillGrabber;
}

export function createLocalProvider(stills: StillGrabber): LocalProvider {
  return {
    name: 'local',
    abilities: new Set<Ability>(['artwork-only']),
    stills,
    // Stills are a bonus: without ffmpeg the files themselves are still a source.
    isConfigured: () => Promise.resolve(true),
    test: () => Promise.resolve(),
  };
}
