import type { SeriesMetadata, SetMetadata } from '../domain/tv-metadata.ts';
import { readArt } from './art-elements.ts';
import { COLLECTION_ID_ELEMENTS, parseCollectionId, SET_ID_CHILDREN } from './movie-set-element.ts';
import { type NfoProblem, openNfo } from './open-nfo.ts';
import { readMetadata } from './read-metadata.ts';
import { SET_KIND } from './tv-nfo-kinds.ts';

export type SetNfoReading =
  | {
      outcome: 'parsed';
      metadata: SetMetadata;
      /** URLs and paths by type (poster, fanart …), the preferred first. */
      art: Record<string, string[]>;
      conflicts: string[];
    }
  | ({ outcome: 'rejected' } & NfoProblem);

/** Reads the NFO of a set of films: Kodi's `set.nfo`, tinyMediaManager's `collection.nfo`. Never throws. */
export function readSetNfo(bytes: Uint8Array): SetNfoReading {
  const opened = openNfo(bytes, SET_KIND);
  if (opened.kind === 'problem') return { outcome: 'rejected', reason: opened.reason, message: opened.message };
  if (opened.kind === 'urls') return { outcome: 'rejected', reason: 'not_xml', message: 'The file holds only URLs' };
  const { document, roots } = opened;
  const empty: Pick<SeriesMetadata, 'title' | 'plot' | 'tmdbId' | 'uniqueIds'> = {
    title: null,
    plot: null,
    tmdbId: null,
    uniqueIds: [],
  };
  const { metadata, conflicts } = readMetadata(document, roots[0], SET_KIND, empty);
  const { art_urls, art_block } = readArt(document, roots[0], 'poster');
  const collectionId = document.childText(roots[0], ...SET_ID_CHILDREN, ...COLLECTION_ID_ELEMENTS);
  return {
    outcome: 'parsed',
    metadata: {
      name: metadata.title,
      overview: metadata.plot,
      tmdbCollectionId: metadata.tmdbId ?? parseCollectionId(collectionId),
      uniqueIds: metadata.uniqueIds,
    },
    art: { ...art_urls, ...art_block },
    conflicts,
  };
}
