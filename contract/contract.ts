import type { z } from 'zod';
import { artworkCandidateMethods } from './artwork-candidates.ts';
import { artworkMethods } from './artwork-methods.ts';
import type { Call } from './call.ts';
import { enrichmentMethods } from './enrichment.ts';
import { identificationMethods } from './identification.ts';
import { itemMethods } from './items.ts';
import { jobMethods } from './jobs.ts';
import { libraryMethods } from './libraries.ts';
import { maintenanceMethods } from './maintenance.ts';
import { movieMethods } from './movies.ts';
import { profileMethods } from './profiles.ts';
import { providerMethods } from './providers.ts';
import { publishPlanMethods } from './publish-plans.ts';
import { publishRunMethods } from './publish-runs.ts';
import { publishMethods } from './publishing.ts';
import { recoveryMethods } from './recovery.ts';
import { renamingMethods } from './renaming.ts';
import type { Caller } from './reply.ts';
import { seriesMethods } from './series.ts';
import { setMethods } from './sets.ts';
import { systemMethods } from './system.ts';
import { unknownFileMethods } from './unknown-files.ts';
import { verificationMethods } from './verification.ts';

/** The whole boundary: every method a client can call, with the shapes that go in and come out. */
export const contract = {
  ...libraryMethods,
  ...itemMethods,
  ...artworkMethods,
  ...artworkCandidateMethods,
  ...providerMethods,
  ...identificationMethods,
  ...enrichmentMethods,
  ...movieMethods,
  ...seriesMethods,
  ...setMethods,
  ...unknownFileMethods,
  ...profileMethods,
  ...publishMethods,
  ...renamingMethods,
  ...publishRunMethods,
  ...publishPlanMethods,
  ...verificationMethods,
  ...recoveryMethods,
  ...jobMethods,
  ...maintenanceMethods,
  ...systemMethods,
} as const satisfies Record<string, Call>;

export type Contract = typeof contract;
export type Method = keyof Contract;
/** What a client passes (defaults may be left out). */
export type Input<M extends Method> = z.input<Contract[M]['input']>;
/** What a handler gets (defaults filled in). */
export type ParsedInput<M extends Method> = z.output<Contract[M]['input']>;
export type Output<M extends Method> = z.output<Contract[M]['output']>;

export type Handler<M extends Method> = (input: ParsedInput<M>, caller: Caller) => Output<M> | Promise<Output<M>>;
/** Exhaustive: a method without a handler does not compile. */
export type Handlers = { [M in Method]: Handler<M> };
