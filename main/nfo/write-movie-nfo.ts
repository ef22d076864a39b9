import { MOVIE_KIND } from './movie-nfo-kind.ts';
import type { MovieNfoValues } from './movie-nfo-values.ts';
import { type PatchedNfo, patchNfoFile } from './patch-nfo-file.ts';

/** The bytes of a film's NFO after making it say `desired`; see patchNfoFile. */
export function patchMovieNfo(existing: Uint8Array | null, desired: MovieNfoValues): PatchedNfo {
  return patchNfoFile(existing, [desired], MOVIE_KIND);
}
