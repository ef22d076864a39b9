import path from 'node:path';
import { foldName } from '../../domain/classify/video-unit.ts';
import { profileAsItIs, type PublishRules } from '../../domain/profiles/publish-rules.ts';
import { type Naming, publishedNfoName } from '../../domain/publish-names.ts';
import { stackName } from '../../domain/stack-name.ts';
import type { ItemRecord } from '../../store/item.store.ts';
import { filesOf } from '../../store/media-file.store.ts';
import { moviesInFolder } from '../../store/movie.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { libraryRoot, publishedNamesOf } from '../../store/publish-profile.store.ts';
import { seasonsOf } from '../../store/season.store.ts';
import { itemFolder } from '../items/item-folder.ts';
import { publishRulesOf, rulesOf } from '../profiles/publish-rules.ts';
import type { BarePlace } from './bare-place.ts';
import { setPlace } from './desired-set.ts';
import type { PublishUnit } from './publish-unit.ts';

/** Where the files of an item go, and what their names are made from. Paths are absolute. */
export interface PublishPlace extends BarePlace {
  /** What of the item is written at all. */
  rules: PublishRules;
  /** Files that Metarr wrote for the item when other names were in force: they are to get the present ones. */
  outdated: ReadonlySet<string>;
}

/** Null for an episode without a file and for a set without a folder: they are no place's. */
export function placeOf(db: ReadDb, unit: PublishUnit): PublishPlace | null {
  const { owner } = unit;
  const rules = owner.type === 'set' ? rulesOf(profileAsItIs('kodi')) : publishRulesOf(db, owner.library_id);
  return placeUnder(db, unit, rules);
}

/** As placeOf, under rules that need not be those of the library. */
export function placeUnder(db: ReadDb, unit: PublishUnit, rules: PublishRules): PublishPlace | null {
  const outdated = outdatedFiles(db, unit, rules);
  const bare = barePlace(db, unit, rules, outdated);
  if (bare === null) return null;
  const noNfo = rules.kinds.nfo || unit.owner.type === 'set' ? {} : { nfoPath: null, formerNfoPath: null };
  return { ...bare, ...noNfo, rules, outdated };
}

function barePlace(
  db: ReadDb,
  { owner, members }: PublishUnit,
  rules: PublishRules,
  outdated: ReadonlySet<string>,
): BarePlace | null {
  const naming: Naming = { profile: rules.base, names: rules.names };
  switch (owner.type) {
    case 'movie':
      return moviePlace(db, owner, naming, outdated);
    case 'series':
      return seriesPlace(owner, naming);
    case 'season':
      return seasonPlace(db, owner, naming, outdated);
    case 'episode':
      return owner.file_path === null ? null : episodePlace(db, members, naming);
    case 'set':
      return setPlace(db, owner);
  }
}

function outdatedFiles(db: ReadDb, { members }: PublishUnit, { namingKey }: PublishRules): Set<string> {
  const written = members.flatMap((item) => publishedNamesOf(db, item));
  return new Set(
    written.filter((file) => file.namingKey !== null && file.namingKey !== namingKey).map(({ path }) => path),
  );
}

function moviePlace(db: ReadDb, movie: ItemRecord, naming: Naming, outdated: ReadonlySet<string>): BarePlace {
  const folderPath = itemFolder(movie);
  const neighbours = moviesInFolder(db, movie.library_id, folderPath).filter((row) => row.deleted_on === null);
  // A film that lies in the library's own folder shares it, even while it is the only one.
  const isFlat = neighbours.length > 1 || folderPath === libraryRoot(db, movie.library_id);
  const isDisc = isInDisc(folderPath, movie.file_path ?? '');
  const named = { type: 'movie', baseName: movie.base_name, isFlat, isDisc, ...versionsOf(db, movie) } as const;
  const place = { ...naming, named, folderPath, imageFolders: [folderPath], formerNfoPath: null, stems: null };
  const read = movie.nfo_path;
  // Kodi takes the one inside of the disc before any other.
  const isBeside = read !== null && (path.dirname(read) === folderPath || (isDisc && isInDisc(folderPath, read)));
  // The NFO that was read is the one that is written, unless Metarr named it by rules that have changed.
  if (read !== null && isBeside && !outdated.has(read)) return { ...place, nfoPath: read };
  const usual = usualNfo(place);
  // A scene's text file under the usual name is gone around; an empty file is nobody's.
  const isTaken = issuesOf(movie).some(
    (issue) => issue.path === usual && issue.code.startsWith('nfo_') && issue.code !== 'nfo_empty',
  );
  const nfoPath = isTaken && !isFlat ? path.join(folderPath, 'movie.nfo') : usual;
  return { ...place, nfoPath, formerNfoPath: isBeside && read !== nfoPath ? read : null };
}

/** True for what lies in a film's BDMV or VIDEO_TS folder. */
function isInDisc(folderPath: string, filePath: string): boolean {
  return /(^|[\\/])(BDMV|VIDEO_TS)[\\/]/i.test(path.relative(folderPath, filePath));
}

/** How the film's videos share artwork: as parts that have one name together, as versions beside each other. */
function versionsOf(db: ReadDb, movie: ItemRecord): { stackName?: string; hasVersions: boolean } {
  const main = filesOf(db, movie).filter((file) => file.kind === 'main');
  const own = path.parse(movie.file_path ?? '');
  const stack = main
    .filter(({ part, filePath }) => part === 2 && path.dirname(filePath) === own.dir)
    .map(({ filePath }) => stackName(own.name, path.parse(filePath).name))
    .find((name) => name !== null && name !== '');
  const hasVersions = main.filter(({ part }) => part === null || part === 1).length > 1;
  return stack == null ? { hasVersions } : { stackName: stack, hasVersions };
}

function seriesPlace(series: ItemRecord, naming: Naming): BarePlace {
  const folderPath = itemFolder(series);
  const place = { ...naming, named: { type: 'series' } as const, folderPath, imageFolders: [folderPath], stems: null };
  return { ...place, ...nfoPaths(usualNfo(place), series.nfo_path) };
}

function seasonPlace(db: ReadDb, season: ItemRecord, naming: Naming, outdated: ReadonlySet<string>): BarePlace {
  const folderPath = itemFolder(season);
  const own = season.directory_path === null ? '' : path.relative(folderPath, season.directory_path);
  const isBelow = own !== '' && own !== '..' && !own.startsWith(`..${path.sep}`) && !path.isAbsolute(own);
  const isShared = seasonsOf(db, season.series_id ?? 0).some(
    (other) => other.id !== season.id && other.directory_path === season.directory_path,
  );
  const folder = isBelow && !isShared ? own.replaceAll(path.sep, '/') : null;
  const place = {
    ...naming,
    named: { type: 'season', season: season.season_number ?? 0, folder } as const,
    folderPath,
    imageFolders: isBelow ? [folderPath, path.join(folderPath, own)] : [folderPath],
    stems: null,
  };
  const usual = usualNfo(place);
  // One that is there is kept up to date although the profile's players read none, unless Metarr made it for others.
  if (usual === null) {
    const isOutdated = season.nfo_path !== null && outdated.has(season.nfo_path);
    return { ...place, nfoPath: isOutdated ? null : season.nfo_path, formerNfoPath: null };
  }
  return { ...place, ...nfoPaths(usual, season.nfo_path) };
}

function episodePlace(db: ReadDb, members: readonly ItemRecord[], naming: Naming): BarePlace | null {
  const [owner] = members;
  if (owner?.file_path == null) return null;
  const folderPath = itemFolder(owner);
  const baseName = owner.base_name === '' ? path.parse(owner.file_path).name : owner.base_name;
  const place = {
    ...naming,
    named: { type: 'episode', baseName } as const,
    folderPath,
    imageFolders: [folderPath],
    stems: stemsOf(db, owner, baseName, folderPath),
  };
  // An NFO that was read for a later episode of the file only is the file's all the same.
  const known = members.map(({ nfo_path }) => nfo_path).find((nfo) => nfo !== null && path.dirname(nfo) === folderPath);
  const usual = usualNfo(place);
  const isOfVideo = known != null && place.stems.includes(foldName(path.parse(known).name));
  return isOfVideo
    ? { ...place, nfoPath: known, formerNfoPath: null }
    : { ...place, ...nfoPaths(usual, known ?? null) };
}

/** Of a video in parts the name without the part will do as well: what side files are named by that stand for all parts. */
function stemsOf(db: ReadDb, episode: ItemRecord, baseName: string, folderPath: string): string[] {
  const own = foldName(baseName);
  const hasParts = filesOf(db, episode).some((file) => file.kind === 'main' && file.part !== null);
  if (!hasParts || episode.nfo_path === null || path.dirname(episode.nfo_path) !== folderPath) return [own];
  const read = foldName(path.parse(episode.nfo_path).name);
  return own.startsWith(read) ? [own, read] : [own];
}

function nfoPaths(usual: string | null, known: string | null): Pick<PublishPlace, 'nfoPath' | 'formerNfoPath'> {
  if (known === null || usual === null) return { nfoPath: usual, formerNfoPath: null };
  const isUsual = foldName(known) === foldName(usual);
  return isUsual ? { nfoPath: known, formerNfoPath: null } : { nfoPath: usual, formerNfoPath: known };
}

function usualNfo({
  named,
  folderPath,
  ...naming
}: Pick<BarePlace, 'profile' | 'names' | 'named' | 'folderPath'>): string | null {
  const name = publishedNfoName(naming, named);
  return name === null ? null : path.join(folderPath, name);
}

function issuesOf(item: ItemRecord): { code: string; path: string | null }[] {
  return JSON.parse(item.scan_issues) as { code: string; path: string | null }[];
}
