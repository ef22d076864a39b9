import type { LibraryType } from '../../../contract/libraries.ts';
import { counted, formatCount } from './count.ts';

export const libraries = {
  add: 'Add a folder',
  addAnother: 'Add folder',
  trySample: 'Try the sample library',
  type: 'What it holds',
  types: { movies: 'Films', tvshows: 'Series' },
  addAs: { movies: 'Add as films', tvshows: 'Add as series' },
  whatIsIn: (name: string) => `What is in ${name}?`,
  whatIsInMany: (value: number) => `What is in these ${formatCount(value)} folders?`,
  count: (type: LibraryType, value: number) =>
    type === 'movies' ? counted(value, 'film', 'films') : counted(value, 'show', 'shows'),
  episodes: (value: number) => counted(value, 'episode', 'episodes'),
  welcome: 'Drop a folder of films here',
  welcomeText:
    'Or one of series. Metarr finds every film, show and episode in it, with NFO, artwork and streams. It writes nothing until you publish.',
  welcomeTextBrowser:
    'Choose the folder your films or series are in. Metarr finds all of them with NFO, artwork and streams, and writes nothing until you publish.',
  scan: 'Scan',
  scanStarted: (name: string) => `Scanning ${name}`,
  added: (name: string, type: LibraryType) =>
    `Added ${name}. ${type === 'movies' ? 'Films' : 'Shows'} appear as they are found.`,
  alreadyThere: (name: string) => `${name} is a library already. Scanning it again.`,
  sampleStarted: 'Making the sample library…',
  remove: 'Remove',
  removeNamed: (name: string) => `Remove ${name}`,
  removed: (name: string, type: LibraryType, items: number) => {
    const gone = type === 'movies' ? counted(items, 'film', 'films') : counted(items, 'show', 'shows');
    return `Removed ${name}; ${gone} went to the trash. The files are untouched.`;
  },
  offline: 'Offline',
  never: 'Never scanned',
  scanned: 'Scanned',
  browse: 'Choose a folder',
  browseText: 'Folders on the machine Metarr runs on.',
  up: 'Parent folder',
  roots: 'Places',
  noFolders: 'No folders in here.',
  useThis: 'Add this folder',
  chooseFirst: 'Open a folder first.',
  path: 'Path',
  go: 'Open',
  loading: 'Loading folders',
  scanNow: 'Scan now',
  scanFull: 'Full scan',
  scanOnStart: 'Scan when Metarr starts',
  scanEvery: 'Scan',
  scanEveryOf: (name: string) => `Scan ${name} by itself`,
  intervals: {
    off: 'Not by itself',
    minutes: (value: number) => (value === 1 ? 'Every minute' : `Every ${formatCount(value)} minutes`),
    hours: (value: number) => (value === 1 ? 'Every hour' : `Every ${formatCount(value)} hours`),
    days: (value: number) => (value === 1 ? 'Every day' : `Every ${formatCount(value)} days`),
  },
  watch: 'Watch for changes',
  watchOf: (name: string) => `Watch ${name} for changes`,
  watchModes: { auto: 'Watch', poll: 'Watch by looking again', off: 'Do not watch' },
  watchStates: {
    off: 'Not watched',
    events: 'Watched',
    polling: 'Watched by looking again',
    failed: 'Cannot be watched',
  },
  actionsOf: (name: string) => `Scan ${name}`,
};
