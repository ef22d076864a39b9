/**
 * What the structured clone algorithm can carry, as JSON, so that it can travel over the DevTools protocol. Both functions
 * are also injected into pages by their source, so they refer to nothing outside themselves.
 */
export type Encoded = { root: unknown; table: unknown[] };

/** Throws "An object could not be cloned." for functions, symbols, promises, DOM objects and files, as Electron does. */
export function encodeClone(value: unknown): Encoded {
  const table: unknown[] = [];
  const seen = new Map<object, number>();
  const refuse = (): never => {
    throw new Error('An object could not be cloned.');
  };
  const toBase64 = (bytes: Uint8Array): string => {
    let binary = '';
    for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    return btoa(binary);
  };
  const encode = (item: unknown): unknown => {
    if (item === null || typeof item === 'string' || typeof item === 'boolean') return item;
    if (item === undefined) return ['u'];
    if (typeof item === 'number')
      return Number.isFinite(item) && !Object.is(item, -0) ? item : ['n', Object.is(item, -0) ? '-0' : String(item)];
    if (typeof item === 'bigint') return ['b', String(item)];
    if (typeof item !== 'object') return refuse();
    let index = seen.get(item);
    if (index === undefined) {
      index = table.length;
      seen.set(item, index);
      table.push(null);
      table[index] = encodeObject(item);
    }
    return ['r', index];
  };
  const encodeObject = (item: object): unknown => {
    if (Array.isArray(item))
      return [
        'a',
        item.length,
        Object.keys(item).map((key) => [key, encode((item as unknown as Record<string, unknown>)[key])]),
      ];
    if (item instanceof Date) return ['d', item.getTime()];
    if (item instanceof RegExp) return ['x', item.source, item.flags];
    if (item instanceof Map) return ['m', [...item].map(([key, entry]) => [encode(key), encode(entry)])];
    if (item instanceof Set) return ['s', [...item].map(encode)];
    if (item instanceof Error) return ['e', item.name, item.message, item.stack];
    if (item instanceof ArrayBuffer) return ['ab', toBase64(new Uint8Array(item))];
    if (ArrayBuffer.isView(item)) {
      const name = Object.prototype.toString.call(item).slice(8, -1);
      return ['v', name, toBase64(new Uint8Array(item.buffer, item.byteOffset, item.byteLength))];
    }
    if (Object.prototype.toString.call(item) !== '[object Object]') return refuse();
    return ['o', Object.entries(item).map(([key, entry]) => [key, encode(entry)])];
  };
  let copy: unknown;
  try {
    copy = structuredClone(value);
  } catch {
    return refuse();
  }
  const root = encode(copy);
  return { root, table };
}

export function decodeClone({ root, table }: Encoded): unknown {
  const made = new Map<number, unknown>();
  const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const decode = (item: unknown): unknown => {
    if (!Array.isArray(item)) return item;
    const [kind, detail] = item as [string, string & number];
    if (kind === 'u') return undefined;
    if (kind === 'n') return Number(detail);
    if (kind === 'b') return BigInt(detail);
    if (!made.has(detail)) decodeObject(detail);
    return made.get(detail);
  };
  const decodeObject = (index: number): void => {
    const [kind, a, b, c] = table[index] as [string, never, never, never];
    if (kind === 'a') {
      const list: unknown[] = [];
      made.set(index, list);
      list.length = a;
      for (const [key, entry] of b as [number, unknown][]) list[key] = decode(entry);
    } else if (kind === 'o') {
      const object: Record<string, unknown> = {};
      made.set(index, object);
      // defineProperty, so that a key named __proto__ stays a key.
      for (const [key, entry] of a as [string, unknown][]) {
        Object.defineProperty(object, key, {
          value: decode(entry),
          writable: true,
          enumerable: true,
          configurable: true,
        });
      }
    } else if (kind === 'm') {
      const map = new Map<unknown, unknown>();
      made.set(index, map);
      for (const [key, entry] of a as [unknown, unknown][]) map.set(decode(key), decode(entry));
    } else if (kind === 's') {
      const set = new Set<unknown>();
      made.set(index, set);
      for (const entry of a as unknown[]) set.add(decode(entry));
    } else if (kind === 'd') made.set(index, new Date(a));
    else if (kind === 'x') made.set(index, new RegExp(a, b));
    else if (kind === 'ab') made.set(index, bytesOf(a).buffer);
    else if (kind === 'v') {
      const constructors = globalThis as unknown as Record<string, new (buffer: ArrayBufferLike) => unknown>;
      const View = constructors[a] ?? Uint8Array;
      made.set(index, new View(bytesOf(b).buffer));
    } else {
      const natives: Record<string, ErrorConstructor> = {
        TypeError,
        RangeError,
        SyntaxError,
        ReferenceError,
        EvalError,
        URIError,
      };
      const error = new (natives[a] ?? Error)(b);
      Object.defineProperty(error, 'stack', { value: c, writable: true, configurable: true });
      made.set(index, error);
    }
  };
  return decode(root);
}
