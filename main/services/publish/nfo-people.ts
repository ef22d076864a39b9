import type { ActorCredit } from '../../domain/movie-metadata.ts';
import type { ItemRecord } from '../../store/item.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { actorsOf, actorThumbUrls } from '../../store/people.store.ts';

/** An item's cast as an NFO says it: with the addresses of portraits where a source gave one. */
export function castForNfo(db: ReadDb, item: ItemRecord): ActorCredit[] {
  const urls = new Map(
    actorThumbUrls(db, item).map((person) => [`${person.name}\0${String(person.tmdbId)}`, person.thumbUrl]),
  );
  return actorsOf(db, item).map((person, order) => ({
    name: person.name,
    role: person.role,
    order,
    thumbUrl: urls.get(`${person.name}\0${String(person.tmdbId)}`) ?? null,
    tmdbId: person.tmdbId,
  }));
}
