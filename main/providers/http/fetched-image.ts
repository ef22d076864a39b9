/** A whole download, not yet looked at. Whoever asked for it moves or deletes it. */
export interface FetchedImage {
  path: string;
  sizeBytes: number;
}
