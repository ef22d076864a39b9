import type { BackupKind } from '../../../contract/maintenance.ts';
import { counted, formatCount } from './count.ts';

const kinds: Record<BackupKind, string> = {
  automatic: 'Automatic',
  manual: 'By hand',
  upgrade: 'Before an update',
  replaced: 'Was replaced',
};

interface ScheduleWords {
  title: string;
  text: string;
}

const jobs: Readonly<Record<string, ScheduleWords>> = {
  backup: { title: 'Back up the database', text: 'A checked copy; the newest of seven days and four weeks are kept.' },
  purge: {
    title: 'Empty what is due in the trash',
    text: 'What has been there for 90 days. Library files are not touched.',
  },
  collect: {
    title: 'Delete unused files from the cache',
    text: 'Artwork and kept files that nothing has needed for 90 days.',
  },
  tidy: { title: 'Tidy up people, genres, tags and sets', text: 'Those that no film, show or episode names any more.' },
  answers: { title: 'Forget old answers of providers', text: 'They are asked again when they are needed.' },
};

export const maintenance = {
  backups: 'Backups',
  backupsText:
    'Copies of the database: every edit, lock and choice. Artwork stays in the cache, your files in the library.',
  loadingBackups: 'Loading the backups',
  noBackups: 'No backups yet',
  noBackupsText: 'Metarr makes one every day. Make one now to be able to come back to this moment.',
  create: 'Back up now',
  created: 'The backup was made.',
  openFolder: 'Show folder',
  folder: (path: string) => `They are in ${path}`,
  kinds,
  made: 'Made',
  holds: 'Holds',
  size: 'Size',
  schema: (version: number) => `Database version ${version}`,
  counts: (films: number, shows: number, episodes: number) =>
    [counted(films, 'film', 'films'), counted(shows, 'show', 'shows'), counted(episodes, 'episode', 'episodes')].join(
      ', ',
    ),
  unreadable: 'Not readable',
  restore: 'Restore',
  restoreNamed: (when: string) => `Restore the backup of ${when}`,
  restored:
    'The backup was restored. What was there before is kept among the backups. Scan your libraries to see what has changed since.',
  restoreUndo: 'Go back',
  remove: 'Delete…',
  removeTitle: 'Delete this backup?',
  removeText: (when: string, size: string) => `The backup of ${when} (${size}) will be gone for good.`,
  removeNow: 'Delete',
  keep: 'Keep',
  removed: 'The backup was deleted.',
  close: 'Close',

  schedules: 'By the clock',
  schedulesText: 'What was missed while Metarr was closed is made up for at the next start.',
  loadingSchedules: 'Loading the schedules',
  jobs,
  intervalOf: (title: string) => `How often: ${title}`,
  onlyAsked: 'Only when asked',
  runNow: 'Run now',
  runNamed: (title: string) => `Run now: ${title}`,
  neverRan: 'Has not run yet',
  nextRun: 'next',
  running: 'Running',
  waiting: 'Waiting',
  failed: (reason: string) => `Failed: ${reason}`,
  cancelled: 'Cancelled',
  results: {
    backup: 'Backup made',
    purge: (value: number) => (value === 0 ? 'Nothing was due' : `${counted(value, 'item', 'items')} deleted`),
    collect: (files: number, size: string) =>
      files === 0 ? 'Nothing was due' : `${counted(files, 'file', 'files')} deleted, ${size}`,
    tidy: (value: number) => (value === 0 ? 'Everything is in use' : `${counted(value, 'entry', 'entries')} removed`),
    answers: (value: number) => (value === 0 ? 'None were old' : `${counted(value, 'answer', 'answers')} forgotten`),
    done: 'Done',
  },

  cache: 'Cache',
  cacheText:
    'Every image and every file that Metarr has replaced, by its content. What nothing needs stays for 90 days.',
  loadingCache: 'Looking through the cache',
  cacheHolds: 'Holds',
  cacheUnused: 'Unused, kept for now',
  cacheDue: 'Can be deleted',
  filesAndSize: (files: number, size: string) => `${counted(files, 'file', 'files')}, ${size}`,
  nothing: 'Nothing',
  firstDue: 'the first is due',
  showFiles: (value: number) => `Show ${counted(value, 'file', 'files')}`,
  moreFiles: (value: number) => `and ${formatCount(value)} more`,
  collectNow: 'Delete unused files',
  collected: (files: number, size: string) => `Deleted ${counted(files, 'unused file', 'unused files')}, ${size}.`,

  recovery: {
    damaged: 'The database is damaged',
    missing: 'The database is missing',
    damagedText:
      'Metarr has stopped before it could make things worse. Your video files, NFO files and artwork are untouched; nothing is lost that has a backup.',
    missingText:
      'The database is not where it was, but what belongs to it is there. Metarr does not begin with an empty library as if nothing had been.',
    found: 'What was found',
    backups: 'Restore a backup',
    backupsText: 'Everything as it was at that time. The present file is kept.',
    noBackups: 'There are no backups.',
    rebuild: 'Rebuild from what is kept beside the cache',
    rebuildText: (value: number) =>
      `Ids, locks, edits and choices of ${counted(value, 'item', 'items')}; the rest is read from your library again.`,
    noManifests: 'Nothing is kept beside the cache to rebuild from.',
    rebuildNow: 'Rebuild',
    rebuilding: 'Rebuilding the database…',
    rebuilt: (value: number) => `The database was rebuilt with ${counted(value, 'item', 'items')}.`,
    rebuildProgress: (done: number, total: number) => `${formatCount(done)} of ${formatCount(total)}`,
    other: 'Other ways',
    openFolder: 'Show the database file',
    retry: 'Look again',
    retryText: 'After you have put the file back yourself.',
    stillBroken: 'It is still the same.',
    startEmpty: 'Begin with an empty library…',
    startEmptyTitle: 'Begin with an empty library?',
    startEmptyText:
      'Metarr will know no film and no show. The present file and all backups are kept, so you can restore one later in the settings.',
    startEmptyNow: 'Begin empty',
    cancel: 'Cancel',
    loading: 'Looking for backups',
  },
};
