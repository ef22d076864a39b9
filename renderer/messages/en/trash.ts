import { counted } from './count.ts';

export const trash = {
  title: 'Trash',
  subtitle: 'Films taken out of Metarr. Their files on disk are untouched.',
  empty: 'The trash is empty',
  emptyText: 'Films you remove stay here for a while and can be restored with all their edits and locks.',
  restore: 'Restore',
  restoreNamed: (name: string) => `Restore ${name}`,
  restoreSelected: (value: number) => `Restore ${counted(value, 'film', 'films')}`,
  select: (name: string) => `Select ${name}`,
  selectAll: 'Select all',
  forgotten: 'Forgotten',
  folder: 'Folder',
  film: 'Film',
  restored: (value: number) => `Restored ${counted(value, 'film', 'films')}.`,
  more: 'Show more',
  loading: 'Loading the trash',
};
