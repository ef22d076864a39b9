/** A file of the cache, by its name. */
export interface CachedEntry {
  hash: string;
  /** Without the dot. */
  ext: string;
  filePath: string;
  sizeBytes: number;
}
