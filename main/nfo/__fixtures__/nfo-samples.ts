import { readFileSync } from 'node:fs';
import { MOVIE_KIND } from '../movie-nfo-kind.ts';
import type { NfoKind } from '../nfo-kind.ts';
import { EPISODE_KIND, SEASON_KIND, TVSHOW_KIND } from '../tv-nfo-kinds.ts';

export interface NfoSample {
  name: string;
  kind: NfoKind;
  bytes: Uint8Array;
}

/** One file in the layout of each writer; their contents are invented. */
export const NFO_SAMPLES: readonly NfoSample[] = [
  sample('kodi-movie', MOVIE_KIND),
  sample('jellyfin-movie', MOVIE_KIND),
  sample('radarr-movie', MOVIE_KIND),
  sample('tinymediamanager-movie', MOVIE_KIND),
  sample('old-flat-movie', MOVIE_KIND),
  sample('kodi-tvshow', TVSHOW_KIND),
  sample('jellyfin-tvshow', TVSHOW_KIND),
  sample('sonarr-tvshow', TVSHOW_KIND),
  sample('jellyfin-season', SEASON_KIND),
  sample('kodi-episodes', EPISODE_KIND),
  sample('jellyfin-special', EPISODE_KIND),
  sample('sonarr-episodes', EPISODE_KIND),
  sample('mediaelch-episodes', EPISODE_KIND),
];

export function nfoFixture(name: string): Uint8Array {
  return readFileSync(new URL(`./${name}.nfo`, import.meta.url));
}

function sample(name: string, kind: NfoKind): NfoSample {
  return { name, kind, bytes: nfoFixture(name) };
}
