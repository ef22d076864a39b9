/** Where Kodi looks for portraits, below the folder of a film or a show (https://kodi.wiki/view/Actor_thumbnails). */
export const PORTRAIT_FOLDER = '.actors';

/** What no file system, or not every one, takes in a name. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const FORBIDDEN = /[<>:"/\\|?*\u0000-\u001f]/g;

/**
 * The name of a person's portrait without extension: theirs with underscores for spaces, as Kodi looks for it. Null for a
 * name that no file can have.
 */
export function portraitStem(name: string): string | null {
  const stem = name.replace(FORBIDDEN, '').trim().replace(/\s+/g, '_');
  return stem === '' || stem === '.' || stem === '..' ? null : stem;
}
