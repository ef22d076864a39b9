/**
 * Microseconds of processor time per name of the parsers of films, episodes, season folders and shows, against a bare split of the same names
 * into words, turn by turn in the same run. `npm run bench -- names [--rounds 15] [--names FILE]`; FILE has a name or path a
 * line, to be measured instead of the made-up ones.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parseEpisodeName } from '../main/domain/names/episode-name.ts';
import { parseMoviePath } from '../main/domain/names/movie-path.ts';
import { parseSeasonFolder } from '../main/domain/names/season-folder.ts';
import { parseSeriesFolder } from '../main/domain/names/series-name.ts';

const BOUND_US = 50;
const CALLS_PER_ROUND = 4000;

const FILMS = [
  '/films/The Quiet Harbour (2011) {tmdb-12345}/The Quiet Harbour (2011) {edition-Extended} [Bluray-2160p][DV HDR10][x265]-GRP.mkv',
  'The.Quiet.Harbour.2011.German.DL.1080p.BluRay.x264-GRP.mkv',
  "Harbour Lights Director's Cut 1998 720p.mkv",
  '[group] Harbour of Stars (2004) [BD 1080p TrueHD].mkv',
  '/films/Harbour 2049 (2017)/Harbour 2049 (2017) - 3D.HSBS.mkv',
  'harbour_lights_(1999)_(uhd).mkv',
  'Harbour Lights (2006) cd2.avi',
  '静かな港 (2001).mkv',
];
const EPISODES = [
  '/tv/Harbour Lights (2003) {tvdb-12345}/Season 02/Harbour Lights (2003) - S02E03-E05 - A Long Title [WEBDL-1080p][EAC3 5.1][h264]-GRP.mkv',
  'Harbour.Lights.S01E07.21.0.Quay.Street.720p.WEB-DL.DD5.1.h.264-GRP.mkv',
  'Season 2/02 - blah 14 blah.avi',
  'Harbour Lights/Harbour Lights 4x01x02.mp4',
  '[Group]_Harbour_Lights_-_101_[720p][E63F2984].mkv',
  'Late.Harbour.2017.04.20.some.guest.720p.hdtv.x264-grp.mkv',
  'Serie/Staffel 3/Folge 12 - Titel.mkv',
  'Harbour Lights (2010).mkv',
];
const FOLDERS = [
  'Season 01',
  'Specials',
  'Staffel 2 [1080p]',
  'Harbour.Lights.S04.1080p.WEB-DL.x264-GRP',
  'Harbour Lights',
  '第2季',
];
const SHOWS = ['Harbour Lights (2003) {tvdb-12345}', 'Harbour.Lights.S01.1080p.WEB-DL-GRP', '24', '静かな港 (2001)'];

const { values } = parseArgs({ options: { rounds: { type: 'string' }, names: { type: 'string' } } });
const rounds = Number(values.rounds ?? 15);
const given =
  values.names === undefined ? null : (await readFile(values.names, 'utf8')).split('\n').filter((line) => line !== '');

measure('names.film', given ?? FILMS, (name) => parseMoviePath(name, 'file'));
measure('names.episode', given ?? EPISODES, (name) => parseEpisodeName(name));
measure('names.seasonFolder', given ?? FOLDERS, (name) => parseSeasonFolder(name, 'Harbour Lights'));
measure('names.show', given ?? SHOWS, (name) => parseSeriesFolder(name));

/** Keeps what is parsed alive, so that no round can be optimised away. */
function measure(figure: string, names: readonly string[], parse: (name: string) => unknown): void {
  // One round that does not count, for the compiler.
  microsecondsPerName(names, parse);
  const bareUs: number[] = [];
  const parseUs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    bareUs.push(microsecondsPerName(names, (name) => name.split(/[\s._-]+/u)));
    parseUs.push(microsecondsPerName(names, parse));
  }
  const us = median(parseUs);
  const bare = median(bareUs);
  const line = { name: figure, bound: BOUND_US, us: round2(us), bareUs: round2(bare), ratio: round2(us / bare) };
  process.stdout.write(`${JSON.stringify({ ...line, names: names.length, rounds })}\n`);
}

function microsecondsPerName(names: readonly string[], work: (name: string) => unknown): number {
  let kept = 0;
  const before = process.cpuUsage();
  while (kept < CALLS_PER_ROUND) for (const name of names) if (work(name) !== undefined) kept += 1;
  const { user, system } = process.cpuUsage(before);
  return (user + system) / kept;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
