import { ItemType } from '../../../contract/primitives.ts';
import { Settings } from '../../../contract/system.ts';
import type { z } from 'zod';
import { imageTypesOf } from '../../domain/asset-types.ts';
import type { CompletenessRules } from '../../domain/completeness.ts';
import { CoreError } from '../../domain/core-error.ts';
import { isFieldOf } from '../../domain/item-fields.ts';
import { hasTrailers, readCompletenessConfig, writeCompletenessConfig } from '../../store/completeness.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { readSetting, writeSetting } from '../../store/settings.store.ts';

type SettingsValue = z.infer<typeof Settings>;

const KEY = 'window';
const Stored = Settings.pick({ theme: true, listView: true, posterWidthPx: true }).partial();

/** The window's settings and the completeness rules, read once and kept. */
export class SettingsService {
  readonly #db: WriteDb;
  readonly #rules: Record<ItemType, CompletenessRules>;

  constructor(db: WriteDb) {
    this.#db = db;
    this.#rules = Object.fromEntries(
      ItemType.options.map((type) => [type, readCompletenessConfig(db, type)]),
    ) as Record<ItemType, CompletenessRules>;
  }

  get rules(): CompletenessRules {
    return this.#rules.movie;
  }

  /** What items of a kind must have. The same object until it changes. */
  rulesOf(type: ItemType): CompletenessRules {
    return this.#rules[type];
  }

  /**
   * Changes what items of a kind must have: the fields as a whole, of the assets (images, `trailer`) those that are named.
   * Throws `invalid_input` for what such an item cannot have.
   */
  setRules(type: ItemType, change: { fields?: readonly string[]; assets?: Readonly<Record<string, number>> }): void {
    const before = this.#rules[type];
    const rules = { fields: change.fields ?? before.fields, assets: { ...before.assets, ...change.assets } };
    requireKnown(type, rules);
    writeCompletenessConfig(this.#db, type, rules);
    this.#rules[type] = rules;
  }

  get(): SettingsValue {
    const stored = Stored.safeParse(readSetting(this.#db, KEY) ?? {});
    const { fields, assets } = this.#rules.movie;
    return {
      theme: 'system',
      listView: 'wall',
      posterWidthPx: 152,
      ...(stored.success ? stored.data : {}),
      requiredFields: [...fields],
      requiredImages: Object.fromEntries(Object.entries(assets).filter(([asset]) => asset !== 'trailer')),
    } as SettingsValue;
  }

  /** Changes what is given. Answers whether the completeness rules changed, so that films must be judged again. */
  set(change: { [K in keyof SettingsValue]?: SettingsValue[K] | undefined }): {
    settings: SettingsValue;
    rulesChanged: boolean;
  } {
    const { requiredFields, requiredImages, ...view } = change;
    const given = Object.fromEntries(Object.entries(view).filter(([, value]) => value !== undefined));
    if (Object.keys(given).length > 0) {
      const before = Stored.safeParse(readSetting(this.#db, KEY) ?? {});
      writeSetting(this.#db, KEY, { ...(before.success ? before.data : {}), ...given });
    }
    const rulesChanged = requiredFields !== undefined || requiredImages !== undefined;
    if (rulesChanged) {
      this.setRules('movie', {
        ...(requiredFields === undefined ? {} : { fields: requiredFields }),
        ...(requiredImages === undefined ? {} : { assets: requiredImages }),
      });
    }
    return { settings: this.get(), rulesChanged };
  }
}

const NOUNS: Readonly<Record<ItemType, string>> = {
  movie: 'a film',
  series: 'a show',
  season: 'a season',
  episode: 'an episode',
  set: 'a set',
};

function requireKnown(type: ItemType, rules: CompletenessRules): void {
  const field = rules.fields.find((name) => !isFieldOf(type, name));
  if (field !== undefined) throw new CoreError('invalid_input', `“${field}” is no field of ${NOUNS[type]}.`);
  const known: readonly string[] = hasTrailers(type) ? [...imageTypesOf(type), 'trailer'] : imageTypesOf(type);
  const asset = Object.keys(rules.assets).find((name) => !known.includes(name));
  if (asset !== undefined) throw new CoreError('invalid_input', `“${asset}” is no artwork type of ${NOUNS[type]}.`);
}
