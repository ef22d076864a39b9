import { counted, formatCount } from './count.ts';

const two = (value: number): string => String(value).padStart(2, '0');

export const episodes = {
  label: 'Seasons and episodes',
  order: 'Order',
  collapseAll: 'Collapse all',
  expandAll: 'Expand all',
  count: (value: number) => counted(value, 'episode', 'episodes'),
  /** "9 of 10 episodes" when some have no file. */
  present: (present: number, total: number) =>
    present === total
      ? counted(total, 'episode', 'episodes')
      : `${formatCount(present)} of ${counted(total, 'episode', 'episodes')}`,
  missing: 'Missing',
  notAired: 'Not aired yet',
  missingCount: (value: number) => `${formatCount(value)} missing`,
  onlyMissing: 'Only missing',
  noneMissing: 'No episode is missing',
  noneMissingText: 'Every episode that Metarr knows of has a file.',
  inOneFile: (numbers: string) => `${numbers} in one file`,
  shownBefore: (season: number, episode: number) => `Shown before S${two(season)}E${two(episode)}`,
  shownBeforeSeason: (season: number) => `Shown before season ${season}`,
  code: (season: number, episode: number) => `S${two(season)}E${two(episode)}`,
  named: (code: string, title: string) => `${code} ${title}`,
  noNumber: '–',
  open: (name: string) => `Open ${name}`,
  expand: (name: string) => `Expand ${name}`,
  collapse: (name: string) => `Collapse ${name}`,
  empty: 'No episodes yet',
  emptyText: 'Metarr found no episodes in this show’s folder.',
  loading: 'Loading episodes',
};
