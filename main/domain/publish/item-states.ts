/** What one publication did to one file. */
export interface StateStep {
  path: string;
  beforeHash: string | null;
  afterHash: string | null;
  assetType: string | null;
}

/** A file in some state of an item: its hash, null for none. */
export interface FileState {
  hash: string | null;
  assetType: string | null;
}

export interface StatePublication {
  id: number;
  steps: readonly StateStep[];
}

/**
 * An item's files as they were right after one of its publications, as far as publications ever touched them; `before` gives
 * them as they were right before it.
 * @param publications all that were carried out, oldest first, undoing ones included
 */
export function stateAfter(
  publications: readonly StatePublication[],
  id: number,
  which: 'after' | 'before' = 'after',
): Map<string, FileState> {
  const state = new Map<string, FileState>();
  for (const publication of publications) {
    const isPast = publication.id < id || (publication.id === id && which === 'after');
    for (const { path, beforeHash, afterHash, assetType } of publication.steps) {
      if (isPast) state.set(path, { hash: afterHash, assetType });
      else if (!state.has(path)) state.set(path, { hash: beforeHash, assetType });
    }
  }
  return state;
}

export interface StateDifference {
  path: string;
  assetType: string | null;
  fromHash: string | null;
  toHash: string | null;
}

/** The files that two states of an item differ in, by path. */
export function differences(
  from: ReadonlyMap<string, FileState>,
  to: ReadonlyMap<string, FileState>,
): StateDifference[] {
  const paths = [...new Set([...from.keys(), ...to.keys()])].sort();
  return paths.flatMap((path) => {
    const [before, after] = [from.get(path), to.get(path)];
    const [fromHash, toHash] = [before?.hash ?? null, after?.hash ?? null];
    if (fromHash === toHash) return [];
    return [{ path, assetType: after?.assetType ?? before?.assetType ?? null, fromHash, toHash }];
  });
}
