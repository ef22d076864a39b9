import { parseArgs } from 'node:util';
import { type ItemRef, ItemType } from '../../contract/primitives.ts';
import { Repair } from '../../contract/verification.ts';
import { UsageError } from './usage-error.ts';

export interface CommandLine {
  command: string;
  args: string[];
  dataDir: string | null;
  type: string | null;
  shouldProbe: boolean;
  isAll: boolean;
  isDryRun: boolean;
  /** Print what would change line by line; writes nothing. */
  isDiff: boolean;
  /** A run of publications. */
  run: string | null;
  /** Read every folder, also those that look as they did. */
  isFull: boolean;
  /** Read only this folder of the library. */
  directory: string | null;
  /** Everything in this library: its folder, name or id. */
  library: string | null;
  /** What an item is: its id at a provider, or a page's address. */
  tmdb: string | null;
  tvdb: string | null;
  imdb: string | null;
  url: string | null;
  /** How to repair what verification finds: '' for what overwrites nothing; null for not at all. */
  repair: string | null;
  /** Only this artwork type. */
  image: string | null;
  /** What to rebuild: the files of a library, or the database. */
  isFromCache: boolean;
  isDatabase: boolean;
  hasArtwork: boolean;
  /** Folders that are elsewhere now. */
  mappings: readonly { from: string; to: string }[];
}

const NO_OPTIONS: Omit<CommandLine, 'command' | 'args'> = {
  dataDir: null,
  type: null,
  shouldProbe: true,
  isAll: false,
  isDryRun: false,
  isDiff: false,
  run: null,
  isFull: false,
  directory: null,
  library: null,
  tmdb: null,
  tvdb: null,
  imdb: null,
  url: null,
  repair: null,
  image: null,
  isFromCache: false,
  isDatabase: false,
  hasArtwork: false,
  mappings: [],
};

/** Reads the arguments after the program's name. Throws UsageError. */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const [command, ...rest] = argv;
  if (command === undefined || command === '--help' || command === '-h' || command === 'help') {
    return { ...NO_OPTIONS, command: 'help', args: [] };
  }
  // Both read their own arguments.
  if (command === 'serve' || command === 'inspect') return { ...NO_OPTIONS, command, args: rest };
  // A value may begin with a dash or be empty: everything after `set ID FIELD` is taken as it is.
  const isSet = command === 'set';
  const verbatim = isSet ? splitSet(rest) : { options: command === 'verify' ? joinRepair(rest) : rest, values: [] };
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
        diff: { type: 'boolean' },
        run: { type: 'string' },
        full: { type: 'boolean' },
        directory: { type: 'string' },
        library: { type: 'string' },
        tmdb: { type: 'string' },
        tvdb: { type: 'string' },
        imdb: { type: 'string' },
        url: { type: 'string' },
        image: { type: 'string' },
        repair: { type: 'string' },
        'from-cache': { type: 'boolean' },
        database: { type: 'boolean' },
        'with-artwork': { type: 'boolean' },
        map: { type: 'string', multiple: true },
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
      isDiff: values.diff === true,
      run: values.run ?? null,
      isFull: values.full === true,
      directory: values.directory ?? null,
      library: values.library ?? null,
      tmdb: values.tmdb ?? null,
      tvdb: values.tvdb ?? null,
      imdb: values.imdb ?? null,
      url: values.url ?? null,
      image: values.image ?? null,
      repair: values.repair ?? null,
      isFromCache: values['from-cache'] === true,
      isDatabase: values.database === true,
      hasArtwork: values['with-artwork'] === true,
      mappings: (values.map ?? []).map(toMapping),
    };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** `--map OLD=NEW`. */
function toMapping(text: string): { from: string; to: string } {
  const at = text.indexOf('=');
  if (at < 1 || at === text.length - 1) throw new UsageError('Give it as: --map OLD=NEW');
  return { from: text.slice(0, at), to: text.slice(at + 1) };
}

/** `--repair` may stand alone, or before the word that says how. */
function joinRepair(rest: readonly string[]): string[] {
  const at = rest.indexOf('--repair');
  if (at === -1) return [...rest];
  const how = rest[at + 1];
  const isHow = how !== undefined && Repair.safeParse(how).success;
  return [...rest.slice(0, at), `--repair=${isHow ? how : ''}`, ...rest.slice(isHow ? at + 2 : at + 1)];
}

/** Options of `set` that have a value. */
const SET_OPTIONS = ['--data-dir', '--type'];

/** `set [--data-dir D] ID FIELD VALUE [--data-dir D]`: the three words are not options, whatever they look like. */
function splitSet(rest: readonly string[]): { options: string[]; values: string[] } {
  const options: string[] = [];
  const values: string[] = [];
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i] ?? '';
    if (SET_OPTIONS.includes(word) && (values.length < 2 || values.length >= 3)) {
      options.push(word, rest[++i] ?? '');
    } else if (SET_OPTIONS.some((option) => word.startsWith(`${option}=`)) && values.length !== 2) {
      options.push(word);
    } else if (word === '--' && values.length < 2) {
      continue;
    } else {
      values.push(word);
    }
  }
  return { options, values };
}

/**
 * An argument that names an item: `series:12`, `season:3`, `episode:5`, `movie:7`, or a number alone for one of the type
 * given. Throws UsageError.
 */
export function itemArgument(text: string | undefined, type: ItemType): ItemRef {
  const parts = /^(?:([a-z]+):)?(\d+)$/.exec(text ?? '');
  const named = parts?.[1] === undefined ? { success: true as const, data: type } : ItemType.safeParse(parts[1]);
  const id = Number(parts?.[2]);
  if (!named.success || !Number.isSafeInteger(id) || id === 0) throw new UsageError(`“${text ?? ''}” is no id.`);
  return { type: named.data, id };
}

/** The kind of item that `--type` names; films unless given. Throws UsageError. */
export function itemTypeOption(line: Pick<CommandLine, 'type'>): ItemType {
  const type = ItemType.safeParse(line.type ?? 'movie');
  if (!type.success) throw new UsageError(`--type is one of ${ItemType.options.join(', ')}.`);
  return type.data;
}
