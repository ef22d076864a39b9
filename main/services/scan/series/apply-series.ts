import { seriesValues } from '../../../domain/metadata-values.ts';
import { sortKey } from '../../../domain/names/sort-key.ts';
import { setIssues } from '../../../store/item-issue.store.ts';
import { updateItem } from '../../../store/item.store.ts';
import { removeOtherFiles, upsertMediaFile } from '../../../store/media-file.store.ts';
import type { WriteDb } from '../../../store/open-database.ts';
import { setActorThumb } from '../../../store/people.store.ts';
import { provenanceOf } from '../../../store/provenance.store.ts';
import { getSeries, insertSeries, type SeriesRecord } from '../../../store/series.store.ts';
import type { SeriesFacts } from '../../../workers/series-scan-facts.ts';
import { refreshItem, type RulesOf } from '../../items/item-completeness.ts';
import { seriesLocks } from '../../items/lock-state.ts';
import { applyFirstImages, applyImages, imageCounts, recordImage } from '../apply-images.ts';
import { changedColumns, planItemWrite, writeLinkedValues } from '../apply-item-values.ts';
import { newCompleteness, scannedState } from './item-columns.ts';
import { seriesValuesFromName } from './series-values.ts';

/** Adds a show by what its folder is called. */
export function addSeries(db: WriteDb, libraryId: number, facts: SeriesFacts): SeriesRecord {
  const title = facts.name.series;
  const id = insertSeries(db, libraryId, { title, sortKey: sortKey(title), directoryPath: facts.directoryPath });
  return required(db, id);
}

/**
 * Takes what a scan found of a show itself into the database, inside the caller's transaction. Locked and hand-edited
 * values stay; empty ones never erase. Unrecognised files are the caller's. Answers the row as it is then.
 */
export function applySeries(
  db: WriteDb,
  series: SeriesRecord,
  facts: SeriesFacts,
  isNew: boolean,
  rulesOf: RulesOf,
): SeriesRecord {
  const ref = { type: 'series', id: series.id } as const;
  const locks = seriesLocks(db, series.id).of({ ...series, type: 'series', season_number: null });
  const reading = facts.nfo?.reading ?? null;
  const nfo =
    facts.nfo === null || reading === null || reading.outcome === 'rejected'
      ? null
      : {
          hash: facts.nfo.hash,
          values: seriesValues(reading.metadata),
          lockedFields: reading.outcome === 'parsed' ? reading.lockedFields : [],
        };
  const write = planItemWrite(
    db,
    'series',
    isNew ? null : series,
    { nfo, nfoPath: facts.nfo?.path ?? null, fromName: seriesValuesFromName(facts.name) },
    locks,
    isNew ? new Map() : provenanceOf(db, 'series', series.id),
  );
  const { columns, plan } = write;
  writeLinkedValues(db, ref, write, isNew);
  columns['directory_path'] = facts.directoryPath;
  columns['deleted_on'] = null;
  columns['deleted_reason'] = null;
  applyFiles(db, series, facts);
  const images = [...facts.images].reverse();
  (isNew ? applyFirstImages : applyImages)(db, ref, images, (type) => locks.isLocked(type));
  for (const portrait of facts.actorImages) {
    recordImage(db, portrait);
    setActorThumb(db, ref, portrait.actorName, portrait.hash);
  }
  const merged: SeriesRecord = { ...series, ...columns };
  columns['state'] = scannedState(
    isNew ? null : series.state,
    [merged.tmdb_id, merged.tvdb_id, merged.imdb_id],
    facts.issues,
    facts.nfo !== null,
  );
  columns['sort_key'] = sortKey(merged.sort_title ?? merged.title);
  if (isNew) columns['completeness'] = newCompleteness(rulesOf('series'), plan.values, columns, imageCounts(images));
  updateItem(db, ref, changedColumns(series, columns));
  setIssues(db, ref, facts.issues);
  if (!isNew) refreshItem(db, ref, rulesOf);
  return required(db, series.id);
}

function applyFiles(db: WriteDb, series: SeriesRecord, facts: SeriesFacts): void {
  const entity = { type: 'series', id: series.id } as const;
  for (const file of facts.files) upsertMediaFile(db, { ...file, libraryId: series.library_id, entity });
  removeOtherFiles(
    db,
    entity,
    facts.files.map((file) => file.filePath),
  );
}

function required(db: WriteDb, id: number): SeriesRecord {
  const series = getSeries(db, id);
  if (series === null) throw new Error('A show that is being written is not there.');
  return series;
}
