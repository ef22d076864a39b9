import { CoreError } from '../../domain/core-error.ts';
import type { ProviderName } from '../../domain/provider-answer.ts';
import { PROVIDER_LABELS } from '../../domain/provider-labels.ts';
import type { Logger, Secrets } from '../../platform/ports.ts';
import type { WriteDb } from '../../store/open-database.ts';
import { type ProviderSetting, readProviderSetting, writeProviderSetting } from '../../store/provider-setting.store.ts';
import { readBaseUrl } from './base-url.ts';
import { PROVIDER_FACTS } from './provider-facts.ts';

export type Environment = Readonly<Record<string, string | undefined>>;
type KeyName = 'key' | 'secondKey';

export interface ProviderChange {
  isEnabled?: boolean | undefined;
  /** Null takes the stored one away. */
  key?: string | null | undefined;
  secondKey?: string | null | undefined;
  /** Null goes back to the provider's own. */
  baseUrl?: string | null | undefined;
}

/**
 * How each provider is reached: what the environment says, else what the person has stored, else what the provider says.
 * Keys are stored sealed and opened once; they leave here only for a request.
 */
export class ProviderSettings {
  readonly #db: WriteDb;
  readonly #secrets: Secrets;
  readonly #env: Environment;
  readonly #logger: Logger;
  readonly #stored = new Map<ProviderName, ProviderSetting>();
  readonly #opened = new Map<string, Promise<string | null>>();
  /** Keys that were stored but cannot be opened any more: another computer's, or another keychain's. */
  readonly #lost = new Set<string>();

  constructor(deps: { db: WriteDb; secrets: Secrets; logger: Logger; env?: Environment }) {
    this.#db = deps.db;
    this.#secrets = deps.secrets;
    this.#logger = deps.logger;
    this.#env = deps.env ?? process.env;
  }

  isEnabled(name: ProviderName): boolean {
    return this.#settingOf(name).isEnabled;
  }

  /** True when there is a key as far as is known: one that turns out unreadable counts as none from then on. */
  hasKey(name: ProviderName): boolean {
    return this.isKeyFromEnvironment(name) || this.#hasStored(name, 'key');
  }

  hasSecondKey(name: ProviderName): boolean {
    return this.#hasStored(name, 'secondKey');
  }

  isKeyFromEnvironment(name: ProviderName): boolean {
    return this.#variable(PROVIDER_FACTS[name].keyVariable) !== null;
  }

  /** True when it can be asked: nothing is needed, or it is there. */
  isUsable(name: ProviderName): boolean {
    return this.isEnabled(name) && (!PROVIDER_FACTS[name].needsKey || this.hasKey(name));
  }

  async key(name: ProviderName): Promise<string | null> {
    return this.#variable(PROVIDER_FACTS[name].keyVariable) ?? (await this.#open(name, 'key'));
  }

  secondKey(name: ProviderName): Promise<string | null> {
    return this.#open(name, 'secondKey');
  }

  /** Without a slash at the end. */
  baseUrl(name: ProviderName): string {
    const given = this.#variable(PROVIDER_FACTS[name].urlVariable);
    if (given !== null) return given.replace(/\/+$/, '');
    return this.#settingOf(name).baseUrl ?? PROVIDER_FACTS[name].baseUrl;
  }

  /** Without a slash at the end. */
  imageBaseUrl(name: ProviderName): string {
    const { imageUrlVariable, imageBaseUrl } = PROVIDER_FACTS[name];
    const given = this.#variable(imageUrlVariable);
    return given?.replace(/\/+$/, '') ?? imageBaseUrl ?? this.baseUrl(name);
  }

  /** True for a plain http address that the person has set: a proxy at home, a test's server. */
  isPlainAllowed(name: ProviderName, url: URL): boolean {
    return [this.baseUrl(name), this.imageBaseUrl(name)].some(
      (set) => URL.canParse(set) && new URL(set).origin === url.origin,
    );
  }

  /**
   * Changes what is given. Throws a CoreError: `conflict` for what the environment sets, `invalid_input` for an address
   * that cannot be asked.
   */
  async update(name: ProviderName, change: ProviderChange): Promise<void> {
    const { keyVariable, urlVariable, needsKey } = PROVIDER_FACTS[name];
    if (change.key !== undefined) this.#refuseSet(name, 'key', keyVariable);
    if (change.baseUrl !== undefined) this.#refuseSet(name, 'address', urlVariable);
    if (!needsKey && (change.key || change.secondKey || change.baseUrl)) {
      throw new CoreError('invalid_input', `${PROVIDER_LABELS[name]} needs neither a key nor an address.`);
    }
    const baseUrl = typeof change.baseUrl === 'string' ? readBaseUrl(change.baseUrl) : change.baseUrl;
    const keyCipher = await this.#seal(change.key);
    const secondKeyCipher = await this.#seal(change.secondKey);
    // Read after the waiting, so that two changes at once lose nothing of each other.
    const before = readProviderSetting(this.#db, name);
    const setting: ProviderSetting = {
      isEnabled: change.isEnabled ?? before.isEnabled,
      baseUrl: baseUrl === undefined ? before.baseUrl : baseUrl,
      keyCipher: keyCipher === undefined ? before.keyCipher : keyCipher,
      secondKeyCipher: secondKeyCipher === undefined ? before.secondKeyCipher : secondKeyCipher,
    };
    writeProviderSetting(this.#db, name, setting);
    this.#stored.set(name, setting);
    for (const which of ['key', 'secondKey'] as const) {
      this.#opened.delete(`${name} ${which}`);
      this.#lost.delete(`${name} ${which}`);
    }
  }

  #settingOf(name: ProviderName): ProviderSetting {
    let setting = this.#stored.get(name);
    if (setting === undefined) {
      setting = readProviderSetting(this.#db, name);
      this.#stored.set(name, setting);
    }
    return setting;
  }

  #hasStored(name: ProviderName, which: KeyName): boolean {
    return this.#cipher(name, which) !== null && !this.#lost.has(`${name} ${which}`);
  }

  #cipher(name: ProviderName, which: KeyName): Uint8Array | null {
    const setting = this.#settingOf(name);
    return which === 'key' ? setting.keyCipher : setting.secondKeyCipher;
  }

  #open(name: ProviderName, which: KeyName): Promise<string | null> {
    const id = `${name} ${which}`;
    let opened = this.#opened.get(id);
    if (opened === undefined) {
      const cipher = this.#cipher(name, which);
      opened =
        cipher === null
          ? Promise.resolve(null)
          : this.#secrets.decrypt(cipher).catch(() => {
              // The error may hold what was read; that it failed is all there is to say.
              this.#logger.warn(
                { provider: name },
                'A stored key cannot be opened any more; it has to be entered again',
              );
              this.#lost.add(id);
              return null;
            });
      this.#opened.set(id, opened);
    }
    return opened;
  }

  async #seal(key: string | null | undefined): Promise<Uint8Array | null | undefined> {
    return typeof key === 'string' ? await this.#secrets.encrypt(key) : key;
  }

  #variable(name: string | null): string | null {
    const value = name === null ? '' : (this.#env[name] ?? '').trim();
    return value === '' ? null : value;
  }

  #refuseSet(name: ProviderName, what: string, variable: string | null): void {
    if (variable === null || this.#variable(variable) === null) return;
    throw new CoreError(
      'conflict',
      `The ${what} of ${PROVIDER_LABELS[name]} is given by ${variable}. Change it there, or take that away.`,
    );
  }
}
