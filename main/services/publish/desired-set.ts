import path from 'node:path';
import { foldName } from '../../domain/classify/video-unit.ts';
import { publishedNfoName } from '../../domain/publish-names.ts';
import { setFolderName } from '../../domain/set-folder-name.ts';
import type { ItemRecord } from '../../store/item.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { hasOtherFilms, memberFolders, namesakes, setInformationFolder } from '../../store/set-folder.store.ts';
import type { NfoContent } from '../../workers/nfo-content.ts';
import type { BarePlace } from './bare-place.ts';

/** What a set's NFO is to say: the name, the text and the id at TMDB. */
export function desiredSetNfo(set: ItemRecord): NfoContent {
  const tmdbId = set['tmdb_collection_id'] as number | null;
  const uniqueIds = tmdbId === null ? [] : [{ type: 'tmdb', value: String(tmdbId), isDefault: true }];
  return {
    type: 'set',
    values: { title: set.title ?? '', plot: set['overview'] as string | null, tmdbId, uniqueIds },
  };
}

/**
 * Where a set's artwork and NFO go: its own folder in the movie set information folder where the person has named one
 * (https://kodi.wiki/view/Movie_set_information_folder); else the folder in which its films' folders lie, when no other
 * film does, under names that say that they are the set's. Null where there is neither. What Jellyfin and Emby keep of a
 * collection lies in a data directory of their own; they learn of it from `<set>` in the NFO of each film.
 */
export function setPlace(db: ReadDb, set: ItemRecord): BarePlace | null {
  const root = setInformationFolder(db);
  if (root !== null) return informationPlace(db, set, root);
  const shared = sharedFolder(db, set.id);
  return shared === null
    ? null
    : {
        profile: 'kodi',
        named: { type: 'set', folder: null },
        folderPath: shared,
        imageFolders: [shared],
        nfoPath: null,
        formerNfoPath: null,
        stems: null,
      };
}

/** Why there is no place for a set, in words for the person. */
export function whyNoSetPlace(db: ReadDb, set: ItemRecord): { code: string; message: string } {
  if (setInformationFolder(db) === null) {
    return {
      code: 'no_set_folder',
      message:
        'Choose a folder for collections in Settings, Publishing: the one that Kodi has as its movie set information folder. Without it a collection’s artwork has a place only where its films lie in a folder of their own.',
    };
  }
  const name = set.title ?? '';
  const other = setFolderName(name) === null ? null : namesakeOf(db, set);
  return other === null
    ? { code: 'no_folder_name', message: `“${name}” cannot be the name of a folder. Give the collection another name.` }
    : {
        code: 'shared_folder_name',
        message: `The collection “${other}” has the same folder. Merge the two, or give one another name.`,
      };
}

function informationPlace(db: ReadDb, set: ItemRecord, root: string): BarePlace | null {
  const usual = setFolderName(set.title ?? '');
  if (usual === null || namesakeOf(db, set) !== null) return null;
  const known = folderIn(root, set.directory_path);
  // A folder that is there is used as it is spelled: Kodi on such a disk finds it, too.
  const folder = known !== null && foldName(known) === foldName(usual) ? known : usual;
  const named = { type: 'set', folder } as const;
  const own = path.join(root, folder);
  const nfoPath = path.join(root, publishedNfoName({ profile: 'kodi' }, named) ?? '');
  const isElsewhere = set.nfo_path !== null && path.dirname(set.nfo_path) !== own;
  const isOurs = isElsewhere && folderIn(root, path.dirname(set.nfo_path ?? '')) !== null;
  return {
    profile: 'kodi',
    named,
    folderPath: root,
    imageFolders: known === null || known === folder ? [own] : [own, path.join(root, known)],
    nfoPath: set.nfo_path !== null && path.dirname(set.nfo_path) === own ? set.nfo_path : nfoPath,
    formerNfoPath: isOurs ? set.nfo_path : null,
    stems: null,
  };
}

/** The name of a folder that lies directly in `root`; null for any other. */
function folderIn(root: string, folderPath: string | null): string | null {
  return folderPath !== null && path.dirname(folderPath) === root ? path.basename(folderPath) : null;
}

/** Another set that would have the same folder. */
function namesakeOf(db: ReadDb, set: ItemRecord): string | null {
  const own = foldName(setFolderName(set.title ?? '') ?? '');
  const others = namesakes(db, set.id, set.title ?? '');
  return others.find((name) => foldName(setFolderName(name) ?? '') === own) ?? null;
}

/** The folder that the folders of two or more of a set's films lie in, and no other film; never a library's own. */
function sharedFolder(db: ReadDb, setId: number): string | null {
  const members = memberFolders(db, setId);
  const [first] = members;
  if (first === undefined || members.length < 2) return null;
  const parent = path.dirname(first.folder);
  const isShared = members.every(({ folder }) => path.dirname(folder) === parent);
  const isLibrary = members.some(({ libraryPath }) => !parent.startsWith(`${libraryPath}${path.sep}`));
  if (!isShared || isLibrary || hasOtherFilms(db, setId, `${parent}${path.sep}`)) return null;
  return parent;
}
