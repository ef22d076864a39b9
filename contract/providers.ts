import { z } from 'zod';
import { command, query } from './call.ts';
import { FieldName } from './field-values.ts';
import { Empty, Id, ImageType, ItemType, Timestamp } from './primitives.ts';

export const ProviderName = z.enum(['tmdb', 'tvdb', 'fanart.tv', 'omdb', 'local']);
export type ProviderName = z.infer<typeof ProviderName>;

/** Why a provider does not answer at present; see the core's ProviderErrorCode. */
export const ProviderProblem = z.enum([
  'no_key',
  'bad_key',
  'quota',
  'rate_limited',
  'offline',
  'unreachable',
  'timeout',
  'unavailable',
  'bad_answer',
  'refused',
  'redirected',
]);
export type ProviderProblem = z.infer<typeof ProviderProblem>;

export const ProviderState = z.object({
  name: ProviderName,
  isEnabled: z.boolean(),
  /** True when a key is stored, or given by the environment. The key itself never leaves the core. */
  hasKey: z.boolean(),
  needsKey: z.boolean(),
  /** Set by an environment variable: cannot be changed here. */
  isKeyFromEnvironment: z.boolean(),
  /** TVDB's subscriber PIN, fanart.tv's personal key. */
  hasSecondKey: z.boolean(),
  /** The provider's own address, or the one set instead (a proxy). */
  baseUrl: z.string(),
  defaultBaseUrl: z.string(),
  /** Requests today (UTC), and how many a day are allowed; null for no limit. */
  callsToday: z.int(),
  callsPerDay: z.int().nullable(),
  /** What kept the last request from being answered; null when it was. */
  problem: ProviderProblem.nullable(),
  problemMessage: z.string().nullable(),
  /** When it will be asked again, while its circuit is open. */
  retryAt: Timestamp.nullable(),
  lastAnswerAt: Timestamp.nullable(),
});
export type ProviderState = z.infer<typeof ProviderState>;

/** In which order providers and languages are asked for one field: the first that says something wins. */
export const FieldRule = z.object({
  providers: z.array(ProviderName),
  /** BCP 47; empty takes the library's metadata languages. */
  languages: z.array(z.string()).default([]),
  /** `fill`: only an empty field; `replace`: also what an earlier answer said. Never a locked or hand-edited one. */
  mode: z.enum(['fill', 'replace']),
});
export type FieldRule = z.infer<typeof FieldRule>;

/** How answers become values: for all libraries. */
export const MergeRules = z.object({
  /** BCP 47, first is preferred: de-DE, en-US. */
  languages: z.array(z.string()).min(1),
  /** ISO 639-1 of artwork with text, first is preferred. */
  imageLanguages: z.array(z.string()),
  /** ISO 3166-1: whose certification is taken, first that has one. */
  countries: z.array(z.string()).min(1),
  /** For fields without a rule of their own. */
  default: FieldRule,
  fields: z.partialRecord(FieldName, FieldRule),
  /** Kodi's rating names; the first that there is becomes the default one. */
  defaultRating: z.array(z.string()),
  /** At most this many of the cast are kept. */
  maxActors: z.int().min(0).max(500),
});
export type MergeRules = z.infer<typeof MergeRules>;

export const AutomationMode = z.enum(['manual', 'hybrid', 'yolo']);
export type AutomationMode = z.infer<typeof AutomationMode>;

/** What happens in a library by itself. */
export const LibraryAutomation = z.object({
  libraryId: Id,
  /** Preset of the flags; changing one of them keeps the mode and shows as "custom". */
  mode: AutomationMode,
  autoEnrich: z.boolean(),
  autoSelectAssets: z.boolean(),
  autoPublish: z.boolean(),
  /** At or above this confidence (0–100) a match is accepted by itself. */
  acceptFrom: z.int().min(0).max(100),
});
export type LibraryAutomation = z.infer<typeof LibraryAutomation>;

export const providerMethods = {
  'providers.list': query(Empty, z.array(ProviderState)),
  /** A null key takes the stored one away; a null address goes back to the provider's own. */
  'providers.update': command(
    z.object({
      name: ProviderName,
      isEnabled: z.boolean().optional(),
      key: z.string().trim().min(1).max(2000).nullable().optional(),
      secondKey: z.string().trim().min(1).max(200).nullable().optional(),
      baseUrl: z.url().nullable().optional(),
    }),
    ProviderState,
  ),
  /** Asks the provider with the stored key, or with `key` before it is stored. */
  'providers.test': command(
    z.object({ name: ProviderName, key: z.string().trim().min(1).max(2000).optional() }),
    z.object({ isWorking: z.boolean(), problem: ProviderProblem.nullable(), message: z.string() }),
  ),
  'mergeRules.get': query(Empty, MergeRules),
  'mergeRules.set': command(MergeRules.partial(), MergeRules),
  'automation.get': query(z.object({ libraryId: Id }), LibraryAutomation),
  'automation.set': command(LibraryAutomation.partial().extend({ libraryId: Id }), LibraryAutomation),
  'completenessRules.get': query(
    z.object({ type: ItemType }),
    z.object({ fields: z.array(FieldName), images: z.partialRecord(ImageType, z.int().min(0)), trailers: z.int() }),
  ),
  'completenessRules.set': command(
    z.object({
      type: ItemType,
      fields: z.array(FieldName).optional(),
      images: z.partialRecord(ImageType, z.int().min(0).max(20)).optional(),
      trailers: z.int().min(0).max(5).optional(),
    }),
    z.object({ fields: z.array(FieldName), images: z.partialRecord(ImageType, z.int().min(0)), trailers: z.int() }),
  ),
};
