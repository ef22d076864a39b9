import { mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Gives finished bytes their place in the cache; what is there already with the same size stays. Blocks. */
export function moveIntoCache(temp: string, target: string): void {
  const there = statSync(target, { throwIfNoEntry: false });
  if (there?.isFile() === true && there.size === statSync(temp).size) return;
  mkdirSync(dirname(target), { recursive: true });
  renameSync(temp, target);
}
