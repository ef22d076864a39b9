import type { ItemLink } from '../../../contract/items.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import { CoreError } from '../../domain/core-error.ts';
import { episodesOf } from '../../store/episode.store.ts';
import { getItem } from '../../store/item.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { seasonsOf } from '../../store/season.store.ts';
import { shortTitle } from './item-title.ts';

/**
 * An item with all below it that can be published: of a show its seasons, specials last, each followed by its episodes.
 * Missing episodes have no place to be published to. Throws `not_found`.
 */
export function publishScope(db: ReadDb, ref: ItemRef): ItemLink[] {
  const item = getItem(db, ref);
  if (item === null) throw new CoreError('not_found', 'This item is not in Metarr any more.', { ...ref });
  const link: ItemLink = { type: item.type, id: item.id, title: shortTitle(item) };
  if (item.type === 'series') return [link, ...seasonLinks(db, item.id)];
  if (item.type === 'season') return [link, ...episodeLinks(db, item.series_id ?? 0, item.season_number ?? 0)];
  return [link];
}

function seasonLinks(db: ReadDb, seriesId: number): ItemLink[] {
  const episodes = episodeLinksBySeason(db, seriesId);
  const seasons = new Map(seasonsOf(db, seriesId).map((season) => [season.season_number, season]));
  const numbers = [...new Set([...seasons.keys(), ...episodes.keys()])];
  numbers.sort((a, b) => Number(a === 0) - Number(b === 0) || a - b);
  return numbers.flatMap((number) => {
    const season = seasons.get(number);
    const title = season === undefined ? '' : shortTitle({ ...season, type: 'season', episode_number: null });
    return [
      ...(season === undefined ? [] : [{ type: 'season' as const, id: season.id, title }]),
      ...(episodes.get(number) ?? []),
    ];
  });
}

function episodeLinks(db: ReadDb, seriesId: number, season: number): ItemLink[] {
  return episodeLinksBySeason(db, seriesId).get(season) ?? [];
}

function episodeLinksBySeason(db: ReadDb, seriesId: number): Map<number, ItemLink[]> {
  const bySeason = new Map<number, ItemLink[]>();
  for (const episode of episodesOf(db, seriesId)) {
    if (episode.deleted_on !== null || episode.file_path === null) continue;
    const links = bySeason.get(episode.season_number) ?? [];
    links.push({ type: 'episode', id: episode.id, title: shortTitle({ ...episode, type: 'episode' }) });
    bySeason.set(episode.season_number, links);
  }
  return bySeason;
}
