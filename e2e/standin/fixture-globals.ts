import { fileURLToPath } from 'node:url';

/** The fixture application's main script. */
export const fixtureEntry = fileURLToPath(new URL('./fixture-app/main.js', import.meta.url));

/** What the fixture application saw, and leaves in its main process for the specs. */
export interface Seen {
  requests: { method: string; url: string; origin: string | null; range: string | null }[];
  secondInstances: { argv: string[]; data: unknown }[];
  navigations: string[];
  opens: string[];
  senders: { url: string | null; args: unknown[] }[];
  cancelled?: boolean;
}

/** The globals of the main process: the application's, and the stand-in's record of what it only pretends. */
export interface MainGlobals {
  seen: Seen;
  standinCalls: { api: string; args: unknown[] }[];
}
