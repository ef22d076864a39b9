import { parseArgs } from 'node:util';
import { UsageError } from './usage-error.ts';

export interface CommandLine {
  command: string;
  args: string[];
  dataDir: string | null;
  type: string | null;
  shouldProbe: boolean;
  isAll: boolean;
  isDryRun: boolean;
}

/** Reads the arguments after the program's name. Throws UsageError. */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const [command, ...rest] = argv;
  if (command === undefined || command === '--help' || command === '-h' || command === 'help') {
    return { command: 'help', args: [], dataDir: null, type: null, shouldProbe: true, isAll: false, isDryRun: false };
  }
  if (command === 'serve') {
    return { command, args: rest, dataDir: null, type: null, shouldProbe: true, isAll: false, isDryRun: false };
  }
  // A value may begin with a dash or be empty: everything after `set ID FIELD` is taken as it is.
  const isSet = command === 'set';
  const verbatim = isSet ? splitSet(rest) : { options: rest, values: [] };
  try {
    const { values, positionals } = parseArgs({
      args: verbatim.options,
      allowPositionals: true,
      options: {
        'data-dir': { type: 'string' },
        type: { type: 'string' },
        'no-probe': { type: 'boolean' },
        all: { type: 'boolean' },
        'dry-run': { type: 'boolean' },
      },
    });
    return {
      command,
      args: [...positionals, ...verbatim.values],
      dataDir: values['data-dir'] ?? null,
      type: values.type ?? null,
      shouldProbe: values['no-probe'] !== true,
      isAll: values.all === true,
      isDryRun: values['dry-run'] === true,
    };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** `set [--data-dir D] ID FIELD VALUE [--data-dir D]`: the three words are not options, whatever they look like. */
function splitSet(rest: readonly string[]): { options: string[]; values: string[] } {
  const options: string[] = [];
  const values: string[] = [];
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i] ?? '';
    if (word === '--data-dir' && (values.length < 2 || values.length >= 3)) {
      options.push(word, rest[++i] ?? '');
    } else if (word.startsWith('--data-dir=') && values.length !== 2) {
      options.push(word);
    } else if (word === '--' && values.length < 2) {
      continue;
    } else {
      values.push(word);
    }
  }
  return { options, values };
}

/** The one argument that must be an id. Throws UsageError. */
export function idArgument(text: string | undefined): number {
  const id = Number(text);
  if (text === undefined || !/^\d+$/.test(text) || !Number.isSafeInteger(id) || id === 0) {
    throw new UsageError(`“${text ?? ''}” is no id.`);
  }
  return id;
}
