import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Round, Torture } from './torture.ts';

/** Kills scans and publications `--rounds` times each, and prints one JSON line per round and a sum. */
async function main(): Promise<number> {
  const [subject, ...rest] = process.argv.slice(2);
  if (subject === 'rename') return renames(rest);
  if (subject === 'publish') return publications(rest);
  if (subject === 'purge' || subject === 'gc') return maintenance(subject, rest);
  const { values } = parseArgs({
    options: { rounds: { type: 'string' }, seed: { type: 'string' }, films: { type: 'string' } },
  });
  const rounds = Number(values.rounds ?? '100');
  const seed = Number(values.seed ?? String(Date.now() % 1_000_000));
  const films = Number(values.films ?? '40');
  if (![rounds, films].every((n) => Number.isInteger(n) && n > 0) || !Number.isInteger(seed)) {
    process.stderr.write('Usage: npm run torture -- [--rounds N] [--seed N] [--films N]\n');
    return 2;
  }
  const folder = fileURLToPath(new URL(`../.cache/torture-${String(process.pid)}`, import.meta.url));
  const torture = new Torture(path.resolve(folder), { seed, films });
  const print = (value: unknown): void => {
    process.stdout.write(`${JSON.stringify(value)}\n`);
  };
  const sum = { rounds: 0, killed: 0, failed: 0, filmsNew: 0, filmsOld: 0, openJournals: 0 };
  const count = (round: Round): void => {
    print(round);
    sum.rounds += 1;
    sum.killed += Number(round.wasKilled);
    sum.failed += Number(round.problems.length > 0);
    sum.filmsNew += round.filmsNew;
    sum.filmsOld += round.filmsOld;
    sum.openJournals += round.openJournals;
  };
  const problems = await torture.prepare();
  if (problems.length === 0) {
    for (let round = 1; round <= rounds; round++) {
      count(await torture.killPublish(round));
      count(await torture.killScan(round));
    }
  }
  const isPassed = problems.length === 0 && sum.failed === 0;
  print({ name: 'torture', seed, films, ...sum, problems, isPassed });
  // What a failure left is kept, to be looked at.
  if (isPassed) torture.discard();
  else process.stderr.write(`The library and the data are kept in ${folder}\n`);
  return isPassed ? 0 : 1;
}

async function renames(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { kills: { type: 'string' }, seed: { type: 'string' }, films: { type: 'string' } },
  });
  const rounds = Number(values.kills ?? '200');
  const seed = Number(values.seed ?? String(Date.now() % 1_000_000));
  const films = Number(values.films ?? '40');
  if (![rounds, films].every((n) => Number.isInteger(n) && n > 0) || !Number.isInteger(seed)) {
    process.stderr.write('Usage: npm run torture -- rename [--kills N] [--seed N] [--films N]\n');
    return 2;
  }
  const { tortureRenames } = await import('./torture-rename.ts');
  return tortureRenames({ rounds, seed, films });
}

/** `--kills` for each profile, of which `--profiles` names some; `--in` a folder, as of a disk in memory, for library and data. */
async function publications(args: string[]): Promise<number> {
  const { PROFILES, torturePublications } = await import('./torture-publish.ts');
  const { values } = parseArgs({
    args,
    options: {
      kills: { type: 'string' },
      seed: { type: 'string' },
      films: { type: 'string' },
      profiles: { type: 'string' },
      in: { type: 'string' },
    },
  });
  const kills = Number(values.kills ?? '500');
  const seed = Number(values.seed ?? String(Date.now() % 1_000_000));
  const films = Number(values.films ?? '200');
  const wanted = values.profiles?.split(',') ?? PROFILES;
  const profiles = PROFILES.filter((profile) => wanted.includes(profile));
  const isSound = [kills, films].every((n) => Number.isInteger(n) && n > 0) && Number.isInteger(seed);
  if (!isSound || profiles.length !== wanted.length) {
    process.stderr.write(
      `Usage: npm run torture -- publish [--kills N] [--seed N] [--films N] [--profiles ${PROFILES.join(',')}] [--in DIR]\n`,
    );
    return 2;
  }
  const folder = fileURLToPath(new URL(`../.cache/torture-publish-${String(process.pid)}`, import.meta.url));
  const where = path.join(values.in ?? path.dirname(folder), path.basename(folder));
  return torturePublications({
    buildIn: path.resolve(folder),
    folder: path.resolve(where),
    kills,
    seed,
    films,
    profiles,
  });
}

/** Purges, or collections of unused files. */
async function maintenance(subject: 'purge' | 'gc', args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { kills: { type: 'string' }, seed: { type: 'string' }, films: { type: 'string' } },
  });
  const kills = Number(values.kills ?? '200');
  const seed = Number(values.seed ?? String(Date.now() % 1_000_000));
  const films = Number(values.films ?? '40');
  if (![kills, films].every((n) => Number.isInteger(n) && n > 0) || !Number.isInteger(seed)) {
    process.stderr.write(`Usage: npm run torture -- ${subject} [--kills N] [--seed N] [--films N]\n`);
    return 2;
  }
  const { tortureMaintenance } = await import('./torture-maintenance.ts');
  const folder = fileURLToPath(new URL(`../.cache/torture-${subject}-${String(process.pid)}`, import.meta.url));
  const phases = [subject === 'gc' ? ('collect' as const) : ('purge' as const)];
  return tortureMaintenance({ folder: path.resolve(folder), phases, kills, seed, films });
}

process.exitCode = await main();
