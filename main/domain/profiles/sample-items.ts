import type { NamedItem } from '../publish-names.ts';
import type { SampleFolder } from './read-back.ts';

/** An invented item to try names on. */
export interface SampleItem {
  item: NamedItem;
  folder: SampleFolder;
  /** The path within the folder that a name relative to the item's own folder stands for. */
  within: (name: string) => string;
}

const itself = (name: string): string => name;
const film = (isFlat: boolean): NamedItem => ({ type: 'movie', baseName: 'Alien (1979)', isFlat, isDisc: false });

export const LONE_FILM: SampleItem = {
  item: film(false),
  folder: { folderName: 'Alien (1979)', videos: ['Alien (1979).mkv'], isLibraryRoot: false },
  within: itself,
};

export const FLAT_FILM: SampleItem = {
  item: film(true),
  folder: { folderName: 'Films', videos: ['Alien (1979).mkv', 'Brazil (1985).mkv'], isLibraryRoot: true },
  within: itself,
};

const SHOW: SampleFolder = {
  folderName: 'Harbour (2011)',
  videos: [
    'Season 1/Harbour - S01E01 - Fog.mkv',
    'Season 1/Harbour - S01E02 - Foam.mkv',
    'Specials/Harbour - S00E01 - Making.mkv',
    'Harbour - S02E01 - Ice.mkv',
  ],
  isLibraryRoot: false,
};

/** The show, a season in a folder of its own, the specials, a season without a folder, and an episode. */
export const SHOW_ITEMS: readonly SampleItem[] = [
  { item: { type: 'series' }, folder: SHOW, within: itself },
  { item: { type: 'season', season: 1, folder: 'Season 1' }, folder: SHOW, within: itself },
  { item: { type: 'season', season: 0, folder: 'Specials' }, folder: SHOW, within: itself },
  { item: { type: 'season', season: 2, folder: null }, folder: SHOW, within: itself },
  {
    item: { type: 'episode', baseName: 'Harbour - S01E02 - Foam' },
    folder: SHOW,
    within: (name) => `Season 1/${name}`,
  },
];
