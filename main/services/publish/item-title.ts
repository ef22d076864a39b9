import type { ItemType } from '../../../contract/primitives.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { getSeries } from '../../store/series.store.ts';
import type { PublishUnit } from './publish-unit.ts';

interface Titled {
  type: ItemType;
  title: string | null;
  season_number?: number | null;
  episode_number?: number | string | null;
}

/** What to call an item beside its show's name: "Harbour", "Specials", "S01E02 Fog". */
export function shortTitle(item: Titled): string {
  const season = item.season_number ?? 0;
  switch (item.type) {
    case 'movie':
    case 'series':
      return item.title ?? '';
    case 'season':
      return item.title || (season === 0 ? 'Specials' : `Season ${String(season)}`);
    case 'episode':
      return `${number('S', season)}${number('E', item.episode_number ?? 0)} ${item.title ?? ''}`.trimEnd();
  }
}

/** What to call what is published together, with the show's name: "Harbour: S01E02 Fog, S01E03 Foam". */
export function unitTitle(db: ReadDb, { owner, members }: PublishUnit): string {
  const title = members.map(shortTitle).join(', ');
  const series = owner.series_id === null ? null : getSeries(db, owner.series_id);
  return series === null ? title : `${series.title}: ${title}`;
}

function number(letter: string, value: number | string): string {
  return `${letter}${String(value).padStart(2, '0')}`;
}
