import { z } from 'zod';
import { ContentHash, Id, ImageType } from './primitives.ts';

export const Artwork = z.object({
  candidateId: Id,
  type: ImageType,
  hash: ContentHash,
  width: z.int().nullable(),
  height: z.int().nullable(),
  sizeBytes: z.int().nullable(),
  mimeType: z.string().nullable(),
  color: z.string().nullable(),
  isSelected: z.boolean(),
  /** 0 is the main one; null when not selected. */
  rank: z.int().nullable(),
  provider: z.string(),
  selectedBy: z.enum(['auto', 'manual', 'local']).nullable(),
  /** The file in the library it was read from, relative to the item's folder. */
  fileName: z.string().nullable(),
});
export type Artwork = z.infer<typeof Artwork>;
