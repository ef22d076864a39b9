export const home = {
  title: 'Home',
  libraries: 'Libraries',
  unpublished: 'Unpublished changes',
  incomplete: 'Incomplete',
  issues: 'With problems',
  unidentified: 'Not identified',
  recent: 'Recently added',
  activity: 'Latest activity',
  allActivity: 'All activity',
  allFilms: 'All films',
  nothingYet: 'Nothing has happened yet.',
};
