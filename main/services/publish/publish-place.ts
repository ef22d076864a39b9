import path from 'node:path';
import { type NamedItem, type NamingProfile, publishedNfoName } from '../../domain/publish-names.ts';
import type { ItemRecord } from '../../store/item.store.ts';
import { getLibrary } from '../../store/library.store.ts';
import { moviesInFolder } from '../../store/movie.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { seasonsOf } from '../../store/season.store.ts';
import type { PublishUnit } from './publish-unit.ts';

/** Where the files of an item go, and what their names are made from. Paths are absolute. */
export interface PublishPlace {
  profile: NamingProfile;
  named: NamedItem;
  /** Names are relative to it, and nothing outside of it is touched. */
  folderPath: string;
  /** Where the item's images may lie: in `folderPath`, of a season in its own folder as well. */
  imageFolders: readonly string[];
  /** Null when the players of the profile read none. */
  nfoPath: string | null;
}

const DISC = /^(.*?)[\\/](?:BDMV|VIDEO_TS)[\\/]/i;

/** Null for an episode without a file: it is no place's. */
export function placeOf(db: ReadDb, { owner, members }: PublishUnit): PublishPlace | null {
  const library = getLibrary(db, owner.library_id);
  const profile = library?.namingProfile ?? 'kodi';
  switch (owner.type) {
    case 'movie':
      return moviePlace(db, owner, profile, library?.path ?? null);
    case 'series': {
      const named = { type: 'series' } as const;
      const folderPath = owner.directory_path ?? '';
      return withNfo(owner, { profile, named, folderPath, imageFolders: [folderPath] });
    }
    case 'season':
      return seasonPlace(db, owner, profile);
    case 'episode': {
      if (owner.file_path === null) return null;
      const folderPath = videoFolder(owner.file_path);
      const named = { type: 'episode', baseName: owner.base_name || path.parse(owner.file_path).name } as const;
      const place = withNfo(owner, { profile, named, folderPath, imageFolders: [folderPath] });
      // An NFO that was read with a later episode of the file only is the file's all the same.
      const read = members.map(({ nfo_path }) => nfo_path).find((nfo) => nfo !== null && isIn(folderPath, nfo));
      return { ...place, nfoPath: read ?? place.nfoPath };
    }
  }
}

function moviePlace(db: ReadDb, movie: ItemRecord, profile: NamingProfile, libraryPath: string | null): PublishPlace {
  const folderPath = movie.directory_path ?? '';
  const neighbours = moviesInFolder(db, movie.library_id, folderPath).filter((row) => row.deleted_on === null);
  // A film that lies in the library's own folder shares it, even while it is the only one.
  const isFlat = neighbours.length > 1 || folderPath === libraryPath;
  const isDisc = DISC.test(path.join(path.sep, path.relative(folderPath, movie.file_path ?? '')));
  const named = { type: 'movie', baseName: movie.base_name, isFlat, isDisc } as const;
  const place = withNfo(movie, { profile, named, folderPath, imageFolders: [folderPath] });
  // A scene's text file under the usual name is gone around; an empty file is nobody's.
  const isTaken = issuesOf(movie).some(
    (issue) => issue.path === place.nfoPath && issue.code.startsWith('nfo_') && issue.code !== 'nfo_empty',
  );
  return isTaken && !isFlat ? { ...place, nfoPath: path.join(folderPath, 'movie.nfo') } : place;
}

function seasonPlace(db: ReadDb, season: ItemRecord, profile: NamingProfile): PublishPlace {
  const folderPath = season.series_directory_path ?? '';
  const own = season.directory_path === null ? null : path.relative(folderPath, season.directory_path);
  const isBelow =
    own !== null && own !== '' && own !== '..' && !own.startsWith(`..${path.sep}`) && !path.isAbsolute(own);
  const isShared = seasonsOf(db, season.series_id ?? 0).some(
    (other) => other.id !== season.id && other.directory_path === season.directory_path,
  );
  const folder = isBelow && !isShared ? own.replaceAll(path.sep, '/') : null;
  return withNfo(season, {
    profile,
    named: { type: 'season', season: season.season_number ?? 0, folder },
    folderPath,
    imageFolders: isBelow ? [folderPath, path.join(folderPath, own)] : [folderPath],
  });
}

/** The NFO that was read is the one that is written. */
function withNfo(item: ItemRecord, place: Omit<PublishPlace, 'nfoPath'>): PublishPlace {
  const name = publishedNfoName(place.profile, place.named);
  const usual = name === null ? null : path.join(place.folderPath, name);
  const folders = item.type === 'season' ? place.imageFolders : [place.folderPath];
  const isRead = item.nfo_path !== null && folders.some((folder) => isIn(folder, item.nfo_path ?? ''));
  return { ...place, nfoPath: isRead ? item.nfo_path : usual };
}

function isIn(folder: string, file: string): boolean {
  return path.dirname(file) === folder;
}

/** The folder a video lies in; of a disc structure the one around it. */
function videoFolder(filePath: string): string {
  return DISC.exec(filePath)?.[1] ?? path.dirname(filePath);
}

function issuesOf(item: ItemRecord): { code: string; path: string | null }[] {
  return JSON.parse(item.scan_issues) as { code: string; path: string | null }[];
}
