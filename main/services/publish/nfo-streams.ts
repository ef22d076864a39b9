import type { MediaStreams } from '../../domain/streams.ts';
import type { ItemRecord } from '../../store/item.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { streamsOf } from '../../store/stream.store.ts';

/** What the NFO is to say of a video's streams: those in the file; null until it was probed. */
export function streamsForNfo(db: ReadDb, item: ItemRecord): MediaStreams | null {
  const streams = streamsOf(db, item);
  if (streams.video === null) return null;
  return { ...streams, subtitles: streams.subtitles.filter((track) => !track.isExternal) };
}
