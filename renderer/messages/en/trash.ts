import { counted } from './count.ts';

export const trash = {
  title: 'Trash',
  subtitle: 'Films and shows taken out of Metarr. Their files on disk are untouched.',
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
};
