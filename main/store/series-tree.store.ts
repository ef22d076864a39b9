import type { MediaState } from '../../contract/primitives.ts';
import type { ReadDb } from './open-database.ts';
import { prepare } from './sql.ts';

/** What a show's page shows of an episode, as it is stored. */
export interface TreeEpisode {
  id: number;
  season_number: number;
  episode_number: number;
  absolute_number: number | null;
  dvd_season: number | null;
  dvd_episode: number | null;
  display_season: number | null;
  display_episode: number | null;
  title: string;
  aired: string | null;
  runtime: number | null;
  state: MediaState;
  completeness: number;
  has_unpublished_changes: number;
  lock_count: number;
  issue_count: number;
  file_path: string | null;
  thumb_hash: string | null;
  thumb_color: string | null;
  width: number | null;
  height: number | null;
  hdr_type: string | null;
  duration_seconds: number | null;
  audio_codec: string | null;
  audio_channels: number | null;
  /** So that it can be asked for its locks. */
  [column: string]: string | number | null;
}

/** The live episodes of a show in aired order, those without a file included. */
export function treeEpisodes(db: ReadDb, seriesId: number): TreeEpisode[] {
  return prepare(
    db,
    'series.treeEpisodes',
    `SELECT e.id, e.season_number, e.episode_number, e.absolute_number, e.dvd_season, e.dvd_episode, e.display_season,
       e.display_episode, e.title, e.aired, e.runtime, e.state, e.completeness, e.has_unpublished_changes, e.lock_count,
       e.issue_count, e.file_path, p.content_hash AS thumb_hash, ci.dominant_color AS thumb_color,
       v.width, v.height, v.hdr_type, v.duration_seconds, a.codec AS audio_codec, a.channels AS audio_channels
     FROM episodes e INDEXED BY idx_episodes_tree
     LEFT JOIN asset_candidates p ON p.id = (
       SELECT c.id FROM asset_candidates c
       WHERE c.entity_type = 'episode' AND c.entity_id = e.id AND c.asset_type = 'thumb' AND c.is_selected = 1
       ORDER BY c.selected_rank LIMIT 1)
     LEFT JOIN cache_inventory ci ON ci.content_hash = p.content_hash
     LEFT JOIN video_streams v ON v.id = (
       SELECT s.id FROM video_streams s LEFT JOIN media_files f ON f.id = s.media_file_id
       WHERE s.entity_type = 'episode' AND s.entity_id = e.id
       ORDER BY f.file_path IS NOT e.file_path, f.part, s.id LIMIT 1)
     LEFT JOIN audio_streams a ON a.id = (
       SELECT s.id FROM audio_streams s
       WHERE s.entity_type = 'episode' AND s.entity_id = e.id AND s.media_file_id IS v.media_file_id
       ORDER BY s.is_default DESC, s.stream_index LIMIT 1)
     WHERE e.series_id = ? AND e.deleted_on IS NULL
     ORDER BY e.season_number, e.episode_number`,
  ).all(seriesId) as TreeEpisode[];
}

/** What a show's page shows of a season, as it is stored. */
export interface TreeSeason {
  id: number;
  season_number: number;
  title: string | null;
  has_unpublished_changes: number;
  lock_count: number;
  issue_count: number;
  poster_hash: string | null;
  poster_color: string | null;
  [column: string]: string | number | null;
}

/** The seasons of a show that have a row, by number. */
export function treeSeasons(db: ReadDb, seriesId: number): TreeSeason[] {
  return prepare(
    db,
    'series.treeSeasons',
    `SELECT n.id, n.season_number, n.title, n.has_unpublished_changes, n.lock_count, n.issue_count,
       p.content_hash AS poster_hash, ci.dominant_color AS poster_color
     FROM seasons n
     LEFT JOIN asset_candidates p ON p.id = (
       SELECT c.id FROM asset_candidates c
       WHERE c.entity_type = 'season' AND c.entity_id = n.id AND c.asset_type = 'poster' AND c.is_selected = 1
       ORDER BY c.selected_rank LIMIT 1)
     LEFT JOIN cache_inventory ci ON ci.content_hash = p.content_hash
     WHERE n.series_id = ? ORDER BY n.season_number`,
  ).all(seriesId) as TreeSeason[];
}
