import type { ItemType } from '../../../contract/primitives.ts';
import { itemTitle } from '../../domain/item-title.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { seriesTitle } from '../../store/placement.store.ts';
import type { PublishUnit } from './publish-unit.ts';

interface Titled {
  type: ItemType;
  title: string | null;
  season_number: number | null;
  episode_number: number | null;
}

/** What to call an item in a list of what is published: "Harbour", "Specials", "S01E02 Fog". */
export function shortTitle(item: Titled): string {
  if (item.type !== 'episode') return itemTitle(item);
  const [season, episode] = [item.season_number, item.episode_number].map((number) => String(number).padStart(2, '0'));
  return `S${season ?? ''}E${episode ?? ''} ${item.title ?? ''}`.trimEnd();
}

/** What to call what is published together, with the show's name: "Harbour: S01E02 Fog, S01E03 Foam". */
export function unitTitle(db: ReadDb, { owner, members }: PublishUnit): string {
  const title = members.map(shortTitle).join(', ');
  return owner.series_id === null ? title : `${seriesTitle(db, owner.series_id)}: ${title}`;
}
