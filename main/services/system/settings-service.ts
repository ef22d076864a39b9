import type { ItemType } from '../../../contract/primitives.ts';
import { Settings } from '../../../contract/system.ts';
import type { z } from 'zod';
import { MOVIE_IMAGE_TYPES } from '../../domain/asset-types.ts';
import type { CompletenessRules } from '../../domain/completeness.ts';
import { CoreError } from '../../domain/core-error.ts';
import { isMovieField } from '../../domain/movie-fields.ts';
import { readCompletenessConfig, writeCompletenessConfig } from '../../store/completeness.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { readSetting, writeSetting } from '../../store/settings.store.ts';

type SettingsValue = z.infer<typeof Settings>;

const KEY = 'window';
const Stored = Settings.pick({ theme: true, listView: true, posterWidthPx: true }).partial();

/** The window's settings and the completeness rules, read once and kept. */
export class SettingsService {
  readonly #db: WriteDb;
  #rules: CompletenessRules;
  readonly #televisionRules: Readonly<Record<Exclude<ItemType, 'movie'>, CompletenessRules>>;

  constructor(db: WriteDb) {
    this.#db = db;
    this.#rules = readCompletenessConfig(db, 'movie');
    this.#televisionRules = {
      series: readCompletenessConfig(db, 'series'),
      season: readCompletenessConfig(db, 'season'),
      episode: readCompletenessConfig(db, 'episode'),
    };
  }

  get rules(): CompletenessRules {
    return this.#rules;
  }

  /** What items of a kind must have. */
  rulesOf(type: ItemType): CompletenessRules {
    return type === 'movie' ? this.#rules : this.#televisionRules[type];
  }

  get(): SettingsValue {
    const stored = Stored.safeParse(readSetting(this.#db, KEY) ?? {});
    return {
      theme: 'system',
      listView: 'wall',
      posterWidthPx: 152,
      ...(stored.success ? stored.data : {}),
      requiredFields: [...this.#rules.fields],
      requiredImages: { ...this.#rules.assets },
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
      this.#rules = {
        fields: requiredFields ?? this.#rules.fields,
        assets: { ...this.#rules.assets, ...requiredImages },
      };
      requireKnown(this.#rules);
      writeCompletenessConfig(this.#db, 'movie', this.#rules);
    }
    return { settings: this.get(), rulesChanged };
  }
}

function requireKnown(rules: CompletenessRules): void {
  const field = rules.fields.find((name) => !isMovieField(name));
  if (field !== undefined) throw new CoreError('invalid_input', `“${field}” is no field of a film.`);
  const type = Object.keys(rules.assets).find((name) => !(MOVIE_IMAGE_TYPES as readonly string[]).includes(name));
  if (type !== undefined) throw new CoreError('invalid_input', `“${type}” is no artwork type of a film.`);
}
