import { counted, formatCount } from './count.ts';

export const recover = {
  manifests: 'Kept decisions',
  manifestsText:
    'Edits, locks, ids and choices are also kept in small files beside the cache. A lost or damaged database is rebuilt from them.',
  keptState: 'Films, shows and collections kept',
  keptOf: (kept: number, waiting: number) =>
    waiting === 0
      ? `${formatCount(kept)}, all up to date`
      : `${formatCount(kept)}, ${formatCount(waiting)} more to write`,
  lastWritten: 'Last written',
  never: 'Not yet',
  folder: 'Folder',
  earlier: (n: number) => `Also there: decisions of ${counted(n, 'earlier database', 'earlier databases')}.`,
  rewrite: 'Write all again',
  rewriteText: 'For when files there were lost.',
  rewriting: (n: number) => `${counted(n, 'file', 'files')} will be written.`,
  manifestProblem: (why: string) => `They could not be written: ${why}`,

  fromCache: 'Put back published files',
  fromCacheText:
    'For a library whose NFO files and artwork were deleted. What was published comes back byte for byte; what others wrote is left alone.',
  noLibraries: 'No libraries yet.',
  look: 'Look for missing files',
  lookOf: (name: string) => `Look for missing files of ${name}`,
  looking: 'Looking',
  nothingPublished: 'Nothing was published here.',
  allThere: (n: number) => `All ${counted(n, 'published file is', 'published files are')} there.`,
  missing: (files: number, items: number, size: string) =>
    `${counted(files, 'file', 'files')} of ${counted(items, 'item', 'items')} missing, ${size} in the cache.`,
  changed: (n: number) => `${counted(n, 'file was', 'files were')} changed by others and will be left alone.`,
  noBytes: (n: number) =>
    `${counted(n, 'file is', 'files are')} not in the cache any more. Publish again to write new ones.`,
  putBack: (n: number) => `Put back ${counted(n, 'file', 'files')}`,
  putBackDone: (n: number) => `${counted(n, 'file was', 'files were')} put back.`,
  putBackProblems: (n: number) => `${counted(n, 'file was', 'files were')} not put back.`,
  undo: 'Undo',
  files: 'Missing files',
  states: { missing: 'Missing', changed: 'Changed', no_bytes: 'Not in the cache' },

  export: 'Export',
  exportText:
    'Everything in one file: decisions, the database and the cache. Keys and passwords are left out; enter them again where you import it.',
  exportPath: 'File',
  withArtwork: 'With artwork',
  startExport: 'Export',
  exporting: 'Exporting',
  exported: (path: string, size: string) => `Exported to ${path}, ${size}.`,

  import: 'Import',
  importText: 'Adds what an export holds. What is here already stays as it is.',
  takenWhole: 'Nothing is here yet: the whole database is taken over, with its history.',
  addedByItem: 'Films and shows are added to those here, with what was decided. Their history stays behind.',
  importPath: 'Export file',
  inspect: 'Look inside',
  madeAt: (date: string, version: string) => `Made on ${date} by Metarr ${version}.`,
  holds: (films: number, shows: number, sets: number) =>
    `${counted(films, 'film', 'films')}, ${counted(shows, 'show', 'shows')}, ${counted(sets, 'collection', 'collections')}.`,
  bytes: (files: number, size: string) => `${counted(files, 'file', 'files')} for the cache, ${size}.`,
  placeOf: (name: string) => `Folder of ${name}`,
  isThere: 'Folder found',
  isAway: 'Folder not found. Say where it is now, or connect it later.',
  isLibrary: 'A library here already. Its items stay as they are.',
  startImport: 'Import',
  importing: 'Importing',
  imported: (films: number, shows: number, kept: number) =>
    `${counted(films, 'film', 'films')} and ${counted(shows, 'show', 'shows')} added${kept > 0 ? `, ${formatCount(kept)} already here` : ''}.`,
  importProblems: (n: number) => `${counted(n, 'part', 'parts')} could not be added`,
  cancel: 'Cancel',
  cancelled: 'Cancelled.',
  loading: 'Loading the state of recovery',
};
