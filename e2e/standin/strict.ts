import { EventEmitter } from 'node:events';

/** Names that the language and Node look up on any object by themselves; asking for them is not a call of the API. */
const LANGUAGE_NAMES = new Set([
  'then',
  'toJSON',
  'constructor',
  'inspect',
  'nodeType',
  'asymmetricMatch',
  '$$typeof',
  '_events',
  '_eventsCount',
  '_maxListeners',
  'domain',
  '__proto__',
]);

/**
 * Makes what is missing loud: reading a member the stand-in does not have throws with the API's name. Members can be
 * replaced, as tests do with `dialog.showOpenDialog`.
 */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      if (typeof key === 'symbol' || key in object || LANGUAGE_NAMES.has(key)) {
        return Reflect.get(object, key, receiver) as unknown;
      }
      throw new Error(`The Electron stand-in has no ${name}.${key}; add it to e2e/standin before using it.`);
    },
  });
}

/** Listening for an event that the stand-in never heard of throws, as it would otherwise never fire and nobody would know. */
export class StrictEmitter extends EventEmitter {
  private readonly apiName: string;
  private readonly eventNamesKnown: ReadonlySet<string>;

  constructor(apiName: string, events: readonly string[]) {
    super();
    this.apiName = apiName;
    this.eventNamesKnown = new Set(events);
  }

  override on(event: string | symbol, listener: (...args: never[]) => void): this {
    this.check(event);
    return super.on(event, listener as (...args: unknown[]) => void);
  }

  override addListener(event: string | symbol, listener: (...args: never[]) => void): this {
    return this.on(event, listener);
  }

  override once(event: string | symbol, listener: (...args: never[]) => void): this {
    this.check(event);
    return super.once(event, listener as (...args: unknown[]) => void);
  }

  override prependListener(event: string | symbol, listener: (...args: never[]) => void): this {
    this.check(event);
    return super.prependListener(event, listener as (...args: unknown[]) => void);
  }

  private check(event: string | symbol): void {
    if (typeof event === 'symbol' || this.eventNamesKnown.has(event)) return;
    throw new Error(`The Electron stand-in has no event '${event}' on ${this.apiName}.`);
  }
}

/** The event object that Electron hands to listeners which may prevent something. */
export class PreventableEvent {
  defaultPrevented = false;
  preventDefault = (): void => {
    this.defaultPrevented = true;
  };
}
