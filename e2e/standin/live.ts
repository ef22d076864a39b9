import { strict } from './strict.ts';

const USABLE_WHEN_DESTROYED = new Set([
  'isDestroyed',
  'on',
  'once',
  'off',
  'addListener',
  'removeListener',
  'removeAllListeners',
  'emit',
  'listenerCount',
]);

/** strict(), for objects that die: on a destroyed one every member but `isDestroyed` and the emitter's throws as in Electron. */
export function live<T extends { isDestroyed: () => boolean }>(name: string, target: T): T {
  const guarded = strict(name, target);
  return new Proxy(target, {
    get(object, key) {
      if (typeof key !== 'string' || !object.isDestroyed()) return Reflect.get(guarded, key) as unknown;
      if (!USABLE_WHEN_DESTROYED.has(key)) {
        if (key === 'then' || key.startsWith('_')) return Reflect.get(object, key) as unknown;
        throw new TypeError('Object has been destroyed');
      }
      // Bound to the object itself, whose own members these few still need.
      return (Reflect.get(object, key) as (...args: unknown[]) => unknown).bind(object);
    },
  });
}
