import { z } from 'zod';
import { command, query } from './call.ts';
import { Empty } from './primitives.ts';

export const Settings = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  /** Films list as posters or as a table. */
  listView: z.enum(['wall', 'table']),
  /** Poster width in the wall, CSS pixels. */
  posterWidthPx: z.int().min(96).max(320),
  /** Fields that a film must have to be complete, and images with the number asked for. */
  requiredFields: z.array(z.string()),
  requiredImages: z.record(z.string(), z.int().min(0)),
});
export type Settings = z.infer<typeof Settings>;

export const systemMethods = {
  'system.info': query(
    Empty,
    z.object({
      version: z.string(),
      mode: z.enum(['desktop', 'headless', 'cli']),
      dataDir: z.string(),
      /** True when folders dropped on the window carry their path (desktop). */
      canDropFolders: z.boolean(),
      pathSeparator: z.string(),
    }),
  ),
  'settings.get': query(Empty, Settings),
  'settings.set': command(Settings.partial(), Settings),
};
