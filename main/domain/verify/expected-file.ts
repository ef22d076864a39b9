/** A library file as Metarr left it. */
export interface ExpectedFile {
  /** Absolute. */
  path: string;
  assetType: string;
  /** SHA-256. */
  hash: string;
  sizeBytes: number;
  /** Whole milliseconds; null when only size and bytes are known. */
  mtimeMs: number | null;
}

/** A file with the same bytes under another name. */
export interface Lookalike {
  path: string;
  sizeBytes: number;
}

/** What was found in the place of an expected file. */
export type Observed =
  /** As it was left: in a quick look same size and time, else same bytes. */
  | { state: 'same' }
  /** Same bytes, another time. */
  | { state: 'touched'; mtimeMs: number }
  | { state: 'missing'; lookalikes: readonly Lookalike[] }
  | { state: 'changed'; hash: string; sizeBytes: number }
  | { state: 'unreadable'; reason: string };
