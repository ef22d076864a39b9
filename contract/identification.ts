import { z } from 'zod';
import { command, query } from './call.ts';
import { ItemDetail } from './items.ts';
import { Id, ItemRef, Timestamp } from './primitives.ts';
import { ProviderName, ProviderProblem } from './providers.ts';

/** Films and shows are identified; what is below a show goes with it. */
export const IdentifiableRef = ItemRef.extend({ type: z.enum(['movie', 'series']) });
export type IdentifiableRef = z.infer<typeof IdentifiableRef>;

/** One part of a confidence: what it was about, how well it fits (0–1), how much it weighs, and in words. */
export const ConfidencePart = z.object({
  name: z.enum(['id', 'title', 'year', 'runtime', 'popularity', 'uniqueness', 'episodes']),
  score: z.number().min(0).max(1),
  weight: z.number().min(0).max(1),
  note: z.string(),
});
export type ConfidencePart = z.infer<typeof ConfidencePart>;

export const Guess = z.object({
  provider: ProviderName,
  title: z.string(),
  originalTitle: z.string().nullable(),
  year: z.int().nullable(),
  runtimeMinutes: z.int().nullable(),
  overview: z.string().nullable(),
  posterUrl: z.string().nullable(),
  tmdbId: Id.nullable(),
  tvdbId: Id.nullable(),
  imdbId: z.string().nullable(),
  /** 0–100. */
  confidence: z.int().min(0).max(100),
  parts: z.array(ConfidencePart),
});
export type Guess = z.infer<typeof Guess>;

export const InboxEntry = z.object({
  item: IdentifiableRef,
  title: z.string(),
  year: z.int().nullable(),
  libraryId: Id,
  /** Relative to the library. */
  path: z.string(),
  posterHash: z.string().nullable(),
  /**
   * `unasked`: nobody has searched yet. `ambiguous`: several fit. `weak`: the best does not fit well enough. `nothing`: no
   * hit. `conflict`: the ids of name, NFO and provider disagree. `gone`: the id is no longer known there.
   */
  reason: z.enum(['unasked', 'ambiguous', 'weak', 'nothing', 'conflict', 'gone', 'provider_error']),
  /** For `conflict`, `gone` and `provider_error`: what is wrong, in words. */
  message: z.string().nullable(),
  problem: ProviderProblem.nullable(),
  /** Best first. */
  guesses: z.array(Guess),
  searchedAt: Timestamp.nullable(),
});
export type InboxEntry = z.infer<typeof InboxEntry>;

/** What a person settles an identity with: exactly one of them. */
export const Identity = z
  .object({
    tmdbId: Id.optional(),
    tvdbId: Id.optional(),
    imdbId: z
      .string()
      .regex(/^tt\d{7,10}$/)
      .optional(),
    /** A page of one of the providers or of IMDb. */
    url: z.url().optional(),
  })
  .refine((v) => Object.values(v).filter((given) => given !== undefined).length === 1, 'Give one id, or a URL.');
export type Identity = z.infer<typeof Identity>;

export const identificationMethods = {
  /** Items that wait for a person to say what they are, best guesses first. */
  'inbox.page': query(
    z.object({
      libraryId: Id.nullable().default(null),
      after: z.int().nullable().default(null),
      limit: z.int().min(1).max(200).default(50),
    }),
    z.object({ entries: z.array(InboxEntry), nextAfter: z.int().nullable(), total: z.int() }),
  ),
  'inbox.count': query(z.object({ libraryId: Id.nullable().default(null) }), z.object({ total: z.int() })),
  /** Searches at once with what the item says, or with other words; answers ranked guesses and stores nothing. */
  'identify.search': command(
    z.object({
      item: IdentifiableRef,
      title: z.string().trim().min(1).max(300).optional(),
      year: z.int().min(1870).max(2200).nullable().optional(),
    }),
    z.object({
      guesses: z.array(Guess),
      problems: z.array(z.object({ provider: ProviderName, problem: ProviderProblem, message: z.string() })),
    }),
  ),
  /** What an id or URL stands for, before it is taken. Throws `not_found`. */
  'identify.lookUp': command(z.object({ item: IdentifiableRef, identity: Identity }), Guess),
  /**
   * A person says what the item is: sets its ids (which does not lock them), forgets answers about another title, and
   * enriches it when `enrich`. An item that had other ids keeps its locks and hand edits. One edit, undone as one.
   */
  'identify.settle': command(
    z.object({ item: IdentifiableRef, identity: Identity, enrich: z.boolean().default(true) }),
    z.object({ editId: Id.nullable(), jobId: Id.nullable(), item: ItemDetail }),
  ),
  /** Searches for all of the inbox (or of these items) as a job; accepts what is certain enough for its library. */
  'identify.run': command(
    z.object({ libraryId: Id.nullable().default(null), items: z.array(IdentifiableRef).default([]) }),
    z.object({ jobId: Id }),
  ),
};
