import { createInterface } from 'node:readline';
import type { Inspection } from './inspect/inspect-io.ts';
import { UsageError } from './usage-error.ts';

/** Loaded when asked for: reading names should not wait for what reads files. */
const INSPECTIONS: Readonly<Record<string, () => Promise<Inspection>>> = {
  name: async () => (await import('./inspect/inspect-name.ts')).inspectName,
  folder: async () => (await import('./inspect/inspect-folder.ts')).inspectFolder,
  group: async () => (await import('./inspect/inspect-group.ts')).inspectGroup,
  nfo: async () => (await import('./inspect/inspect-nfo.ts')).inspectNfo,
};

/** Says how Metarr reads names, folders and NFO files. Answers the exit code; throws UsageError. */
export async function inspect(args: readonly string[]): Promise<number> {
  const [what = '', ...rest] = args;
  const load = Object.hasOwn(INSPECTIONS, what) ? INSPECTIONS[what] : undefined;
  if (load === undefined) {
    throw new UsageError(`Give what to inspect: metarr inspect ${Object.keys(INSPECTIONS).join(' | ')}`);
  }
  const run = await load();
  return run(rest, {
    lines: standardInput(),
    print: (value) => {
      process.stdout.write(`${JSON.stringify(value)}\n`);
    },
    note: (message) => {
      process.stderr.write(`${message}\n`);
    },
  });
}

/** Standard input is opened when the first line is asked for, and not at all by what reads files. */
async function* standardInput(): AsyncGenerator<string> {
  yield* createInterface({ input: process.stdin, crlfDelay: Infinity });
}
