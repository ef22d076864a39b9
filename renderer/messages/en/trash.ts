import { counted } from './count.ts';

export const trash = {
  title: 'Trash',
  subtitle: 'Films, shows and collections taken out of Metarr. Files on disk are untouched.',
  empty: 'The trash is empty',
  emptyText: 'What you remove stays here for a while and can be restored with all their edits and locks.',
  restore: 'Restore',
  restoreNamed: (name: string) => `Restore ${name}`,
  restoreSelected: (value: number) => `Restore ${counted(value, 'title', 'titles')}`,
  select: (name: string) => `Select ${name}`,
  selectAll: 'Select all',
  forgotten: 'Forgotten',
  folder: 'Folder',
  film: 'Title',
  restored: (value: number) => `Restored ${counted(value, 'title', 'titles')}.`,
  more: 'Show more',
  loading: 'Loading the trash',
  emptyAll: 'Empty the trash…',
  purgeSelected: 'Delete for good…',
  purgeTitle: (value: number) => `Delete ${counted(value, 'title', 'titles')} for good?`,
  purgeText:
    'Their edits, locks, choices and history will be gone, and cannot be brought back. Library files are not touched.',
  purgeCounting: 'Counting what would go',
  purgeGoes: 'What goes',
  purgeCounts: (films: number, shows: number, episodes: number, sets: number) =>
    [
      films > 0 ? counted(films, 'film', 'films') : '',
      shows > 0 ? counted(shows, 'show', 'shows') : '',
      episodes > 0 ? counted(episodes, 'episode', 'episodes') : '',
      sets > 0 ? counted(sets, 'collection', 'collections') : '',
    ]
      .filter((words) => words !== '')
      .join(', '),
  purgeMore: (value: number) => `and ${counted(value, 'more', 'more')}`,
  purgeOrphans: (files: number, size: string) =>
    `${counted(files, 'image or kept file', 'images and kept files')} (${size}) will be unused; the cache keeps them for another 90 days.`,
  purgeNow: 'Delete for good',
  purgeCancel: 'Keep',
  purgeClose: 'Close',
  purged: (value: number) => `Deleted ${counted(value, 'title', 'titles')} for good.`,
  purgeFailed: 'The trash could not be emptied.',
};
