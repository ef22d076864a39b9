export const activity = {
  title: 'History',
  subtitle: 'What Metarr did, newest first',
  severities: { all: 'All', info: 'Info', success: 'Done', warning: 'Warnings', error: 'Errors' },
  severity: { info: 'Info', success: 'Done', warning: 'Warning', error: 'Error' },
  filter: 'Show',
  older: 'Show older',
  empty: 'Nothing has happened yet',
  emptyText: 'Scans, edits and publications are listed here.',
  noMatch: 'Nothing of this kind',
  noMatchText: 'Choose other kinds above.',
  showAll: 'Show everything',
  loading: 'Loading history',
};
