import { z } from 'zod';
import { command, query } from './call.ts';
import { Id, ImageType, ItemRef, Timestamp } from './primitives.ts';

/** A file that a scan could not tell the use of. */
export const UnknownFile = z.object({
  id: Id,
  path: z.string(),
  name: z.string(),
  sizeBytes: z.int(),
  category: z.enum(['video', 'audio', 'image', 'subtitle', 'archive', 'text', 'other']),
  libraryId: Id,
  libraryName: z.string(),
  /** The item it lies beside; null for a stray file of the library. */
  item: ItemRef.nullable(),
  itemTitle: z.string().nullable(),
  discoveredAt: Timestamp,
});
export type UnknownFile = z.infer<typeof UnknownFile>;

/** What an unknown file can be made to be. The file is renamed so that every player and the next scan know it as that. */
export const UnknownFileUse = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('artwork'), type: ImageType }),
  z.object({
    kind: z.literal('subtitle'),
    /** ISO 639-1 or -2; null when unknown. */
    language: z.string().max(8).nullable(),
    isForced: z.boolean().default(false),
    isHearingImpaired: z.boolean().default(false),
  }),
  z.object({
    kind: z.literal('extra'),
    extraType: z.enum([
      'behindthescenes',
      'deleted',
      'featurette',
      'interview',
      'scene',
      'short',
      'clip',
      'trailer',
      'sample',
      'other',
    ]),
  }),
  z.object({ kind: z.literal('theme') }),
]);
export type UnknownFileUse = z.infer<typeof UnknownFileUse>;

export const IgnorePattern = z.object({
  id: Id,
  pattern: z.string(),
  kind: z.enum(['glob', 'exact']),
  /** Null holds for every library. */
  libraryId: Id.nullable(),
  isBuiltin: z.boolean(),
  isEnabled: z.boolean(),
});
export type IgnorePattern = z.infer<typeof IgnorePattern>;

const NewPattern = z.object({
  pattern: z.string().trim().min(1).max(500),
  kind: IgnorePattern.shape.kind,
  libraryId: Id.nullable().default(null),
});

export const unknownFileMethods = {
  'unknownFiles.page': query(
    z.object({
      search: z.string().max(200).default(''),
      libraryId: Id.nullable().default(null),
      item: ItemRef.nullable().default(null),
      categories: z.array(UnknownFile.shape.category).default([]),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
    z.object({ rows: z.array(UnknownFile), matching: z.int(), total: z.int() }),
  ),
  /** Renames the file to what the use asks for, journalled, and takes it in. Refused when a file of that name is there. */
  'unknownFiles.assign': command(
    z.object({ id: Id, use: UnknownFileUse }),
    z.object({ path: z.string(), undoId: Id.nullable() }),
  ),
  /** Moves files into the extras folder of the item each lies beside. */
  'unknownFiles.moveToExtras': command(
    z.object({ ids: z.array(Id).min(1).max(500) }),
    z.object({ moved: z.int(), undoId: Id.nullable(), problems: z.array(z.object({ id: Id, message: z.string() })) }),
  ),
  /** Puts the files into the system's trash. */
  'unknownFiles.trash': command(
    z.object({ ids: z.array(Id).min(1).max(500) }),
    z.object({ trashed: z.int(), problems: z.array(z.object({ id: Id, message: z.string() })) }),
  ),
  /** Moves what an assignment or a move renamed back to where it was. */
  'unknownFiles.undo': command(z.object({ undoId: Id }), z.object({ restored: z.int() })),
  'ignorePatterns.list': query(z.object({}), z.array(IgnorePattern)),
  /** A pattern that would fit this file's name and its like. */
  'ignorePatterns.suggest': query(z.object({ fileName: z.string().max(500) }), z.array(NewPattern)),
  /** What a pattern would match, before it is saved: unknown files, and files that Metarr uses today. */
  'ignorePatterns.preview': query(
    NewPattern,
    z.object({
      unknown: z.int(),
      used: z.int(),
      examples: z.array(z.object({ path: z.string(), isUsed: z.boolean() })),
    }),
  ),
  /** Saves the pattern and forgets the unknown files that it matches. The files stay where they are. */
  'ignorePatterns.add': command(NewPattern, z.object({ pattern: IgnorePattern, forgotten: z.int() })),
  'ignorePatterns.setEnabled': command(z.object({ id: Id, isEnabled: z.boolean() }), IgnorePattern),
  /** Built-in patterns can be disabled, not removed. */
  'ignorePatterns.remove': command(z.object({ id: Id }), z.object({ removed: z.boolean() })),
};
