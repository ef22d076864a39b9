import { setItemIssues } from '../../items/item-issues.ts';
import { updateItem } from '../../../store/item.store.ts';
import { insertEpisode, type EpisodeRecord } from '../../../store/episode.store.ts';
import { removeOtherFiles, upsertMediaFile } from '../../../store/media-file.store.ts';
import { setExternalSubtitles } from '../../../store/stream.store.ts';
import { setUnknownFiles } from '../../../store/unknown-file.store.ts';
import type { EpisodeFacts } from '../../../workers/series-scan-facts.ts';
import { refreshItem } from '../../items/item-completeness.ts';
import { applyImages, imageCounts } from '../apply-images.ts';
import { applyItemValues, changedColumns } from '../apply-item-values.ts';
import type { EpisodeNumber } from './episode-numbers.ts';
import { newCompleteness, scannedState } from './item-columns.ts';
import type { SeriesScanContext } from './series-scan-context.ts';
import { episodeValues, episodeValuesFromName } from './series-values.ts';

export interface AppliedEpisode {
  episode: EpisodeRecord;
  change: 'added' | 'updated' | 'restored';
}

/**
 * Takes what a scan found of one episode into the database, inside the caller's transaction: the one at `position` of
 * those that the file holds. What lies beside the file is each of its episodes'; unrecognised files are the first one's.
 */
export function applyEpisode(
  context: SeriesScanContext,
  facts: EpisodeFacts,
  number: EpisodeNumber,
  position: number,
  existing: EpisodeRecord | null,
): AppliedEpisode {
  const { db, libraryId, series, locks, rulesOf } = context;
  const isNew = existing === null;
  const episode =
    existing ??
    insertEpisode(db, {
      seriesId: series.id,
      seasonNumber: number.seasonNumber,
      episodeNumber: number.episodeNumber,
    });
  const ref = { type: 'episode', id: episode.id } as const;
  const own = locks.of({ ...episode, type: 'episode' });
  const metadata = facts.nfo?.byEpisode[position] ?? null;
  const reading = facts.nfo?.reading ?? null;
  const root = reading?.outcome === 'parsed' && metadata !== null ? reading.episodes.indexOf(metadata) : -1;
  const { columns, plan } = applyItemValues(
    db,
    ref,
    episode,
    {
      nfo:
        facts.nfo === null || metadata === null
          ? null
          : {
              hash: facts.nfo.hash,
              values: episodeValues(metadata),
              lockedFields: reading?.outcome === 'parsed' ? (reading.lockedFields[root] ?? []) : [],
            },
      nfoPath: facts.nfo?.path ?? null,
      fromName: episodeValuesFromName(facts, position),
    },
    own,
    isNew,
  );
  columns['file_path'] = facts.filePath;
  columns['base_name'] = facts.baseName;
  columns['deleted_on'] = null;
  columns['deleted_reason'] = null;
  for (const file of facts.files) upsertMediaFile(db, { ...file, libraryId, entity: ref });
  if (!isNew) {
    removeOtherFiles(
      db,
      ref,
      facts.files.map((file) => file.filePath),
    );
  }
  setExternalSubtitles(db, ref, facts.subtitles);
  setUnknownFiles(db, ref, position === 0 ? facts.unknown : []);
  const images = [...facts.images].reverse();
  applyImages(db, ref, images, (type) => own.isLocked(type), isNew);
  const merged: EpisodeRecord = { ...episode, ...columns };
  columns['state'] = scannedState(
    isNew ? null : episode.state,
    [series.tmdb_id, series.tvdb_id, series.imdb_id, merged.tmdb_id, merged.tvdb_id, merged.imdb_id],
    facts.issues,
    facts.nfo !== null,
  );
  if (isNew) columns['completeness'] = newCompleteness(rulesOf('episode'), plan.values, columns, imageCounts(images));
  updateItem(db, ref, changedColumns(episode, columns));
  setItemIssues(db, ref, facts.issues);
  if (!isNew) refreshItem(db, ref, rulesOf);
  const change = isNew ? 'added' : existing.deleted_on === null ? 'updated' : 'restored';
  return { episode: { ...episode, ...columns }, change };
}
