import type { UniqueId } from '../domain/movie-metadata.ts';
import { type PatchedNfo, patchNfoFile } from './patch-nfo-file.ts';
import { SET_KIND } from './tv-nfo-kinds.ts';

/** All that the NFO of a set of films is to say. */
export interface SetNfoValues {
  title: string;
  /** The overview, under the name by which all kinds of NFO have their long text. */
  plot: string | null;
  /** Of the collection at TMDB. */
  tmdbId: number | null;
  uniqueIds: UniqueId[];
}

/** The bytes of `set.nfo` after making it say `desired`; see patchNfoFile. */
export function patchSetNfo(existing: Uint8Array | null, desired: SetNfoValues): PatchedNfo {
  return patchNfoFile(existing, [desired], SET_KIND);
}
