import type { PatternKey, PatternProblem, PublishProfile } from '../../../contract/profiles.ts';
import { type AssetImageType, imageTypesOf } from '../asset-types.ts';
import { type NamedItem, publishedImageName, publishedNfoName, publishedTrailerName } from '../publish-names.ts';
import { checkPattern } from './check-pattern.ts';
import { type ReadFile, readBack } from './read-back.ts';
import { FLAT_FILM, LONE_FILM, type SampleItem, SHOW_ITEMS } from './sample-items.ts';

/** A file of a sample item, by the pattern that names it. */
interface NamedFile {
  key: PatternKey;
  sample: SampleItem;
  /** Of an image; null for others. */
  type: AssetImageType | null;
  rank: number;
  name: string;
}

/**
 * What is wrong with a person's own names: what no file can be called, what says too little, names that two files would
 * have, and those that a scan would take for something else. Empty when they can be used. One problem a pattern.
 */
export function checkNames(draft: PublishProfile): PatternProblem[] {
  if (draft.profile !== 'custom') return [];
  const problems = new Map<PatternKey, string>();
  const patterns = Object.entries(draft.names) as [PatternKey, string][];
  const names: PublishProfile['names'] = {};
  for (const [key, pattern] of patterns) {
    if (pattern.trim() === '') continue;
    const message = checkPattern(key, pattern);
    if (message === null) names[key] = pattern;
    else problems.set(key, message);
  }
  const own = new Set(Object.keys(names) as PatternKey[]);
  const files = [LONE_FILM, FLAT_FILM, ...SHOW_ITEMS].flatMap((sample) => filesOf(sample, { ...draft, names }));
  for (const [key, message] of [...clashes(files), ...misreadings(files, own)]) {
    if (own.has(key) && !problems.has(key)) problems.set(key, message);
  }
  return [...problems].map(([key, message]) => ({ key, message }));
}

/** Every file that such an item can have, under the names of a draft. */
function filesOf(sample: SampleItem, { base, names }: PublishProfile): NamedFile[] {
  const naming = { profile: base, names };
  const { item } = sample;
  const images = imageTypesOf(item.type).flatMap((type) =>
    (type === 'fanart' ? [0, 1, 2] : [0]).map((rank) => ({
      key: imageKey(item, type, rank, names),
      type,
      rank,
      name: publishedImageName({ ...naming, item, type, rank, extension: '.jpg' }),
    })),
  );
  const nfo = item.type === 'movie' ? publishedNfoName(naming, item) : null;
  const trailer = publishedTrailerName(naming, item, '.mp4');
  const others = [
    ...(nfo === null ? [] : [{ key: 'movie.nfo' as const, name: nfo }]),
    ...(trailer === null ? [] : [{ key: `${item.type}.trailer` as PatternKey, name: trailer }]),
  ];
  return [...images, ...others.map((file) => ({ ...file, type: null, rank: 0 }))].map((file) => ({ ...file, sample }));
}

function imageKey(item: NamedItem, type: AssetImageType, rank: number, names: PublishProfile['names']): PatternKey {
  const further = `${item.type}.extrafanart` as PatternKey;
  return rank > 0 && type === 'fanart' && names[further] !== undefined
    ? further
    : (`${item.type}.${type}` as PatternKey);
}

function clashes(files: readonly NamedFile[]): [PatternKey, string][] {
  const byName = Map.groupBy(
    files,
    ({ sample, name }) => `${sample.folder.folderName}/${name.normalize('NFC').toLowerCase()}`,
  );
  return [...byName.values()].flatMap((same) => {
    const others = (file: NamedFile): NamedFile[] => same.filter((other) => other !== file);
    return same.flatMap((file): [PatternKey, string][] => {
      const [other] = others(file);
      return other === undefined
        ? []
        : [[file.key, `“${file.name}” would be the name of two files: also of ${whatOf(other)}.`]];
    });
  });
}

function misreadings(files: readonly NamedFile[], own: ReadonlySet<PatternKey>): [PatternKey, string][] {
  return files
    .filter(({ key }) => own.has(key))
    .flatMap((file): [PatternKey, string][] => {
      const read = readBack(file.sample.folder, file.sample.item, file.sample.within(file.name));
      return isMeant(file, read)
        ? []
        : [[file.key, `“${file.name}” would be taken for ${whatRead(read)}, not for ${whatOf(file)}.`]];
    });
}

function isMeant({ sample, type, rank, key }: NamedFile, read: ReadFile): boolean {
  if (type === null) return read.kind === (key.endsWith('.trailer') ? 'trailer' : 'nfo');
  if (read.kind !== 'image' || read.type !== type || read.index !== rank) return false;
  const { item } = sample;
  if (item.type === 'episode') return read.isOfEpisode;
  return !read.isOfEpisode && read.season === (item.type === 'season' ? item.season : null);
}

function whatOf({ sample: { item }, type, rank, key }: NamedFile): string {
  const what = type === null ? key.slice(key.indexOf('.') + 1) : `${type}${rank === 0 ? '' : ` ${String(rank + 1)}`}`;
  return `the ${what} of ${WHOSE[item.type]}`;
}

function whatRead(read: ReadFile): string {
  if (read.kind === 'unknown') return 'nothing that is known';
  if (read.kind !== 'image') return read.kind === 'nfo' ? 'an NFO' : 'a trailer';
  const whose = read.isOfEpisode ? WHOSE.episode : read.season === null ? 'the item' : `season ${String(read.season)}`;
  return `the ${read.type}${read.index === 0 ? '' : ` ${String(read.index + 1)}`} of ${whose}`;
}

const WHOSE: Readonly<Record<NamedItem['type'], string>> = {
  movie: 'a film',
  series: 'a show',
  season: 'a season',
  episode: 'an episode',
  set: 'a set',
};
