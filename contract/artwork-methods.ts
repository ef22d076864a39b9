import { z } from 'zod';
import { command } from './call.ts';
import { EditResult } from './items.ts';
import { ContentHash, Id, ImageType, ItemRef } from './primitives.ts';

export const artworkMethods = {
  /** Makes a candidate the selected one of its type, and locks the type. */
  'artwork.select': command(z.object({ item: ItemRef, candidateId: Id }), EditResult),
  /** Takes the selection of a type away (publishing leaves existing files alone). Locks the type. */
  'artwork.clear': command(z.object({ item: ItemRef, type: ImageType }), EditResult),
  /** Adds an image that was uploaded by POST /assets (or read from `path` on the desktop), selects and locks it. */
  'artwork.add': command(
    z
      .object({
        item: ItemRef,
        type: ImageType,
        hash: ContentHash.optional(),
        path: z.string().optional(),
      })
      .refine((v) => (v.hash === undefined) !== (v.path === undefined), 'Give either a hash or a path.'),
    EditResult,
  ),
};
