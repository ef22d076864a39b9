/** A whole download in a file, not yet looked at. Whoever asked for it moves or deletes it. */
export interface ImageFile {
  path: string;
  bytes?: undefined;
  sizeBytes: number;
}

/** A whole download that never was a file, in a buffer of its own. */
export interface ImageBytes {
  path?: undefined;
  bytes: Uint8Array<ArrayBuffer>;
  sizeBytes: number;
}

export type FetchedImage = ImageFile | ImageBytes;
