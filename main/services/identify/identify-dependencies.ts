import type { Provider } from '../../providers/provider.ts';
import type { WriteDb } from '../../store/open-database.ts';
import type { EventSink } from '../event-sink.ts';
import type { RulesOf } from '../items/item-completeness.ts';

export interface IdentifyDependencies {
  db: WriteDb;
  events: EventSink;
  rules: RulesOf;
  /** Enabled ones in the default order; those without the key that they need are passed over. */
  providers: { all(): readonly Provider[] };
}
