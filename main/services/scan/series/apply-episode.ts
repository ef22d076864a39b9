import { episodeValues } from '../../../domain/metadata-values.ts';
import { type EpisodeRecord, insertEpisode } from '../../../store/episode.store.ts';
import { updateItem } from '../../../store/item.store.ts';
import { removeOtherFiles, upsertMediaFile } from '../../../store/media-file.store.ts';
import { provenanceOf } from '../../../store/provenance.store.ts';
import { setExternalSubtitles } from '../../../store/stream.store.ts';
import { setUnknownFiles } from '../../../store/unknown-file.store.ts';
import type { ScannedUnknownFile } from '../../../workers/scan-facts.ts';
import type { EpisodeFacts } from '../../../workers/series-scan-facts.ts';
import { refreshItem } from '../../items/item-completeness.ts';
import { setItemIssues } from '../../items/item-issues.ts';
import { applyFirstImages, applyImages, imageCounts } from '../apply-images.ts';
import { changedColumns, planItemWrite, type ValueSources, writeLinkedValues } from '../apply-item-values.ts';
import type { EpisodeNumber } from './episode-numbers.ts';
import { newCompleteness, scannedState } from './item-columns.ts';
import type { SeriesScanContext } from './series-scan-context.ts';
import { episodeValuesFromName } from './series-values.ts';

export interface AppliedEpisode {
  episodeId: number;
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
  if (existing === null) return { episodeId: addEpisode(context, facts, number, position), change: 'added' };
  changeEpisode(context, facts, position, existing);
  return { episodeId: existing.id, change: existing.deleted_on === null ? 'updated' : 'restored' };
}

/** A new episode is one INSERT with everything that its own row holds: a first scan is mostly these. */
function addEpisode(
  { db, libraryId, series, locks, rulesOf }: SeriesScanContext,
  facts: EpisodeFacts,
  number: EpisodeNumber,
  position: number,
): number {
  const own = locks.of({ type: 'episode', id: 0, season_number: number.seasonNumber });
  const write = planItemWrite(db, 'episode', null, sourcesOf(facts, position), own, new Map());
  const { columns, plan } = write;
  const images = [...facts.images].reverse();
  const episodeId = insertEpisode(
    db,
    { seriesId: series.id, seasonNumber: number.seasonNumber, episodeNumber: number.episodeNumber },
    {
      ...columns,
      file_path: facts.filePath,
      base_name: facts.baseName,
      scan_issues: JSON.stringify(facts.issues),
      state: scannedState(null, idsOf(series, columns), facts.issues, facts.nfo !== null),
      completeness: newCompleteness(rulesOf('episode'), plan.values, columns, imageCounts(images)),
    },
  );
  const ref = { type: 'episode', id: episodeId } as const;
  writeLinkedValues(db, ref, write, true);
  for (const file of facts.files) upsertMediaFile(db, { ...file, libraryId, entity: ref });
  if (facts.subtitles.length > 0) setExternalSubtitles(db, ref, facts.subtitles);
  const unknown = unknownOf(facts, position);
  if (unknown.length > 0) setUnknownFiles(db, ref, unknown);
  applyFirstImages(db, ref, images, (type) => own.isLocked(type));
  return episodeId;
}

function changeEpisode(
  { db, libraryId, series, locks, rulesOf }: SeriesScanContext,
  facts: EpisodeFacts,
  position: number,
  episode: EpisodeRecord,
): void {
  const ref = { type: 'episode', id: episode.id } as const;
  const own = locks.of({ ...episode, type: 'episode' });
  const provenance = provenanceOf(db, 'episode', episode.id);
  const write = planItemWrite(db, 'episode', episode, sourcesOf(facts, position), own, provenance);
  writeLinkedValues(db, ref, write, false);
  for (const file of facts.files) upsertMediaFile(db, { ...file, libraryId, entity: ref });
  removeOtherFiles(
    db,
    ref,
    facts.files.map((file) => file.filePath),
  );
  setExternalSubtitles(db, ref, facts.subtitles);
  setUnknownFiles(db, ref, unknownOf(facts, position));
  applyImages(db, ref, [...facts.images].reverse(), (type) => own.isLocked(type));
  const columns = {
    ...write.columns,
    file_path: facts.filePath,
    base_name: facts.baseName,
    deleted_on: null,
    deleted_reason: null,
    state: scannedState(
      episode.state,
      idsOf(series, { ...episode, ...write.columns }),
      facts.issues,
      facts.nfo !== null,
    ),
  };
  updateItem(db, ref, changedColumns(episode, columns));
  setItemIssues(db, ref, facts.issues);
  refreshItem(db, ref, rulesOf);
}

function sourcesOf(facts: EpisodeFacts, position: number): ValueSources {
  const metadata = facts.nfo?.byEpisode[position] ?? null;
  const reading = facts.nfo?.reading ?? null;
  const root = reading?.outcome === 'parsed' && metadata !== null ? reading.episodes.indexOf(metadata) : -1;
  return {
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
  };
}

function idsOf(series: Record<string, unknown>, episode: Record<string, unknown>): unknown[] {
  return [series, episode].flatMap((row) => [row['tmdb_id'], row['tvdb_id'], row['imdb_id']]);
}

function unknownOf(facts: EpisodeFacts, position: number): readonly ScannedUnknownFile[] {
  return position === 0 ? facts.unknown : [];
}
