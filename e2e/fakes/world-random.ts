/** Numbers drawn from a seed: the same for the same words, on every machine. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number;
  /** Whole, both ends included. */
  int(low: number, high: number): number;
  pick<T>(of: readonly T[]): T;
  /** `count` different ones, or all when there are fewer. */
  some<T>(of: readonly T[], count: number): T[];
  chance(share: number): boolean;
}

/** mulberry32 over an FNV-1a hash of the words. */
export function randomFrom(...words: (string | number)[]): Random {
  let state = 0x811c9dc5;
  for (const character of words.join('/')) {
    state = Math.imul(state ^ character.codePointAt(0)!, 0x01000193);
  }
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    int,
    pick: (of) => of[int(0, of.length - 1)]!,
    some(of, count) {
      const left = [...of];
      const taken = [];
      while (taken.length < count && left.length > 0) taken.push(left.splice(int(0, left.length - 1), 1)[0]!);
      return taken;
    },
    chance: (share) => next() < share,
  };
}

/** `length` letters and digits, as providers name files and records. */
export function randomKey(random: Random, length: number): string {
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  let key = '';
  for (let at = 0; at < length; at += 1) key += letters[random.int(0, letters.length - 1)]!;
  return key;
}
