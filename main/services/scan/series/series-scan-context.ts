import type { WriteDb } from '../../../store/open-database.ts';
import type { SeriesRecord } from '../../../store/series.store.ts';
import type { RulesOf } from '../../items/item-completeness.ts';
import type { SeriesLocks } from '../../items/lock-state.ts';

/** What writing the parts of one show has in common. */
export interface SeriesScanContext {
  db: WriteDb;
  libraryId: number;
  series: SeriesRecord;
  /** No row of the show was there before. */
  isNew: boolean;
  locks: SeriesLocks;
  rulesOf: RulesOf;
}
