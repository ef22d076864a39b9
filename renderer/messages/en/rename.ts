import type { RenameItem, RenamePatternName, RenamePatterns, RenameRun } from '../../../contract/renaming.ts';
import { counted, formatCount } from './count.ts';

/** A show's own row are its folders; what was renamed earlier may be of any kind. */
export type RenamedKind = 'films' | 'shows' | 'any';
const counts: Record<RenamedKind, (value: number) => string> = {
  films: (value) => counted(value, 'film', 'films'),
  shows: (value) => counted(value, 'folder or episode', 'folders and episodes'),
  any: (value) => counted(value, 'title', 'titles'),
};
const titles = (value: number, kind: RenamedKind): string => counts[kind](value);

const states: Record<RenameItem['state'], string> = {
  planned: 'To be renamed',
  conflict: 'Cannot be renamed',
  open: 'Not finished',
  moved: 'Renamed',
  failed: 'Not renamed',
  undone: 'Has its old name back',
};
const runStates: Record<RenameRun['state'], string> = {
  planning: 'Being planned',
  planned: 'Planned',
  applying: 'Being renamed',
  done: 'Done',
  undoing: 'Being taken back',
  undone: 'Taken back',
  failed: 'Failed',
};
const patternNames: Record<RenamePatternName, string> = {
  movieFolder: 'Folder of a film',
  movieFile: 'Video of a film',
  showFolder: 'Folder of a show',
  seasonFolder: 'Folder of a season',
  specialsFolder: 'Folder of the specials',
  episodeFile: 'Video of an episode',
};
const colons: Record<RenamePatterns['colon'], string> = {
  smart: '“Title: More” becomes “Title - More”',
  dash: 'Becomes a dash',
  space: 'Becomes a space',
  remove: 'Is left out',
};
const allowed: Record<RenamePatterns['allowed'], string> = {
  everywhere: 'Every system, Windows too',
  unix: 'Linux and macOS only',
};
const places: Record<RenamePatterns['place'], string> = {
  keep: 'Stay where they are',
  library: 'Go into the library’s folder',
};

/** What each token stands for, by the kind of library it is of use in. */
const tokenTexts = {
  all: {
    Title: 'Title',
    CleanTitle: 'Title without punctuation',
    TitleThe: 'Title, The',
    OriginalTitle: 'Original title',
    Year: 'Year',
    ImdbId: 'tt0078748',
    TmdbId: 'TMDB id',
    TvdbId: 'TVDB id',
    Edition: 'Director’s Cut',
    Version: 'Resolution, where names would be alike',
    Resolution: '1080p',
    VideoCodec: 'h265',
    HDR: 'HDR10, DV',
    AudioCodec: 'DTS-HD MA',
    AudioChannels: '5.1',
    Source: 'BluRay, as the name has it now',
    Part: 'Number of a part',
  },
  movies: { '3D': '3D-HSBS, as the name has it now', Set: 'Collection' },
  tvshows: {
    'season:00': 'Number of the season, two digits',
    'episode:00': 'Number of the episode, two digits',
    EpisodeTitle: 'Title of the episode',
    AirDate: '2011-04-17',
  },
} satisfies Record<string, Record<string, string>>;

export const rename = {
  tokenTexts,
  menu: 'Rename files…',
  library: (name: string) => `Rename files of ${name}`,
  key: 'Rename files',
  sheet: 'Rename files',
  subtitle: 'Nothing is renamed before you say so.',
  planning: 'Planning new names',
  planningOf: (current: number, total: number) => `Planned ${formatCount(current)} of ${formatCount(total)}`,
  stop: 'Stop',
  failed: 'The new names could not be planned',
  filter: 'Show',
  all: (value: number) => `All ${formatCount(value)}`,
  conflicts: (value: number) => `Cannot be renamed ${formatCount(value)}`,
  failures: (value: number) => `Not renamed ${formatCount(value)}`,
  include: (title: string) => `Rename ${title}`,
  names: (value: number) => counted(value, 'name', 'names'),
  more: (value: number) => `and ${counted(value, 'more name', 'more names')}`,
  moreRows: (value: number) => `Show ${formatCount(value)} more`,
  before: 'Now',
  after: 'Then',
  folder: 'Folder',
  nothing: 'All names are right',
  nothingText: (value: number) => `${titles(value, 'any')} named as the patterns say.`,
  noConflicts: 'Nothing in the way',
  unchanged: (value: number) => `${titles(value, 'any')} named right already`,
  patterns: 'Patterns…',
  cancel: 'Cancel',
  close: 'Close',
  apply: (value: number, kind: RenamedKind) => `Rename ${titles(value, kind)}`,
  renaming: 'Renaming',
  takingBack: 'Giving old names back',
  progress: (current: number, total: number) => `${formatCount(current)} of ${formatCount(total)}`,
  background: 'You can close this. It goes on by itself.',
  report: (moved: number, failed: number, undone: number, kind: RenamedKind) =>
    [
      moved > 0 ? `${titles(moved, kind)} renamed` : '',
      undone > 0 ? `${titles(undone, kind)} back to the old names` : '',
      failed > 0 ? `${titles(failed, kind)} not renamed` : '',
    ]
      .filter(Boolean)
      .join(' · '),
  renamed: (value: number, kind: RenamedKind) => `Renamed ${titles(value, kind)}.`,
  renamedSome: (value: number, failed: number, kind: RenamedKind) =>
    `Renamed ${titles(value, kind)}, ${formatCount(failed)} could not be.`,
  restored: (value: number, kind: RenamedKind) => `Gave ${titles(value, kind)} the old names back.`,
  undo: 'Undo all',
  undoOne: (title: string) => `Undo renaming ${title}`,
  states,
  runStates,
  patternNames,
  colons,
  allowed,
  places,
  settings: 'Renaming',
  settingsText:
    'How folders and files are named when you rename them. Nothing is renamed by itself: open “Rename files” for a selection or a library, and look at it first.',
  chooseLibrary: 'Library',
  noLibrary: 'Add a library to set how its files are named.',
  empty: 'Leave as it is',
  isDefault: 'These are the patterns every library begins with.',
  reset: 'Use the first patterns again',
  saved: 'Saved',
  colon: 'A colon in a title',
  allowedLabel: 'Names work on',
  place: 'Folders',
  placeText: 'Into the library’s folder also allows “/” in a folder’s pattern: {Set}/{Title} ({Year}).',
  examples: 'What it would do',
  examplesText: 'The first titles of this library whose names would change.',
  noExamples: 'All names are right with these patterns.',
  waiting: 'Looking at the library',
  preview: 'Rename files of this library…',
  tokens: 'Tokens',
  tokensText:
    'Brackets and what stands between < and > vanish when their tokens are empty: < - {Edition}>. Names of Radarr and Sonarr are understood, too.',
  runs: 'What was renamed',
  runsText: 'Every run can be taken back, as long as nothing else has changed the files since.',
  noRuns: 'Nothing was renamed yet.',
  openRun: 'Look',
};
