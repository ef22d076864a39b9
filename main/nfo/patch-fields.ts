import type { NfoDocument } from './nfo-document.ts';
import type { NfoKind, NfoValues } from './nfo-kind.ts';
import { patchActors } from './patch-actors.ts';
import { patchEpisodeGuide } from './patch-episode-guide.ts';
import { patchIds } from './patch-ids.ts';
import { patchList } from './patch-lists.ts';
import { patchMovieSet } from './patch-movie-set.ts';
import { patchNamedSeasons } from './patch-named-seasons.ts';
import { patchRatings } from './patch-ratings.ts';
import { patchScalar } from './patch-scalars.ts';
import { patchStreamDetails } from './patch-stream-details.ts';
import type { XmlElement } from './xml-tree.ts';

/** Makes one root say the values (normalised, see normalizeNfoValues), field by field in the kind's sequence. */
export function patchFields(
  document: NfoDocument,
  root: XmlElement,
  values: NfoValues,
  target: { kind: NfoKind; isNew: boolean },
): void {
  const { kind } = target;
  for (const field of kind.fields) {
    switch (field.kind) {
      case 'scalar':
        patchScalar(document, root, field, values, target);
        break;
      case 'list':
        patchList(document, root, field, values[field.field] ?? [], kind.order);
        break;
      case 'ratings':
        patchRatings(document, root, values.ratings ?? [], kind.order);
        break;
      case 'ids':
        patchIds(document, root, values, kind);
        break;
      case 'set':
        patchMovieSet(document, root, values.set ?? null, kind.order);
        break;
      case 'actors':
        patchActors(document, root, values.actors ?? [], kind.order);
        break;
      case 'namedSeasons':
        patchNamedSeasons(document, root, values.namedSeasons ?? [], kind.order);
        break;
      case 'episodeGuide':
        patchEpisodeGuide(document, root, values, kind);
        break;
      case 'streams':
        if (values.streams) patchStreamDetails(document, root, values.streams, kind.order);
    }
  }
}
