import { seasonValues } from '../../../domain/metadata-values.ts';
import { setIssues } from '../../../store/item-issue.store.ts';
import { updateItem } from '../../../store/item.store.ts';
import { provenanceOf } from '../../../store/provenance.store.ts';
import { ensureSeason, findSeason, type SeasonRecord } from '../../../store/season.store.ts';
import type { SeasonFacts } from '../../../workers/series-scan-facts.ts';
import { refreshItem } from '../../items/item-completeness.ts';
import { applyFirstImages, applyImages, imageCounts } from '../apply-images.ts';
import { changedColumns, planItemWrite, writeLinkedValues } from '../apply-item-values.ts';
import { newCompleteness, scannedState } from './item-columns.ts';
import type { SeriesScanContext } from './series-scan-context.ts';

/**
 * Takes what a scan found of a season into the database, inside the caller's transaction.
 * @param namedInShow the name that tvshow.nfo gives the season; null when it gives none, or did not change
 */
export function applySeason(context: SeriesScanContext, facts: SeasonFacts, namedInShow: string | null): SeasonRecord {
  const { db, series, locks, rulesOf } = context;
  const known = context.isNew ? null : findSeason(db, series.id, facts.season);
  const season = known ?? ensureSeason(db, series.id, facts.season);
  const isNew = known === null;
  const ref = { type: 'season', id: season.id } as const;
  const own = locks.of({ ...season, type: 'season' });
  const reading = facts.nfo?.reading ?? null;
  const nfo =
    facts.nfo === null || reading?.outcome !== 'parsed'
      ? null
      : { hash: facts.nfo.hash, values: seasonValues(reading.metadata), lockedFields: reading.lockedFields };
  const write = planItemWrite(
    db,
    'season',
    known,
    { nfo, nfoPath: facts.nfo?.path ?? null, fromName: { title: namedInShow } },
    own,
    isNew ? new Map() : provenanceOf(db, 'season', season.id),
  );
  const { columns, plan } = write;
  writeLinkedValues(db, ref, write, isNew);
  columns['directory_path'] = facts.directoryPath;
  const images = [...facts.images].reverse();
  (isNew ? applyFirstImages : applyImages)(db, ref, images, (type) => own.isLocked(type));
  columns['state'] = scannedState(
    isNew ? null : season.state,
    [series.tmdb_id, series.tvdb_id, series.imdb_id, season['tmdb_id'], season['tvdb_id']],
    facts.issues,
    facts.nfo !== null,
  );
  if (isNew) columns['completeness'] = newCompleteness(rulesOf('season'), plan.values, columns, imageCounts(images));
  updateItem(db, ref, changedColumns(season, columns));
  setIssues(db, ref, facts.issues);
  if (!isNew) refreshItem(db, ref, rulesOf);
  return { ...season, ...columns };
}
