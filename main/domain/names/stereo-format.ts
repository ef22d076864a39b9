export type StereoFormat = 'hsbs' | 'sbs' | 'htab' | 'tab' | 'fsbs' | 'mvc';

const SPELLINGS: ReadonlyMap<string, StereoFormat> = new Map([
  ['hsbs', 'hsbs'],
  ['halfsbs', 'hsbs'],
  ['sbs', 'sbs'],
  ['fsbs', 'fsbs'],
  ['fullsbs', 'fsbs'],
  ['htab', 'htab'],
  ['halftab', 'htab'],
  ['hou', 'htab'],
  ['halfou', 'htab'],
  ['tab', 'tab'],
  ['ftab', 'tab'],
  ['fulltab', 'tab'],
  ['fullou', 'tab'],
  ['mvc', 'mvc'],
]);
/** Words that say nothing else; the others ("tab", "sbs") count only beside "3D" or alone in brackets. */
const FORMAT =
  /(?<![\p{L}\p{N}])(?:(3d)[-._ ]+)?(?:((?:h|f|half|full)[-._ ]?(?:sbs|tab)|h[-._ ]?ou|(?:half|full)[-._ ]?ou)|(sbs|tab|mvc)([-._ ]+3d)?)(?![\p{L}\p{N}])/giu;
const MENTION = /sbs|tab|ou|mvc/iu;

/**
 * The stereoscopic layout a name gives, in Kodi's and Jellyfin's words
 * (https://kodi.wiki/view/Naming_video_files/3D, https://jellyfin.org/docs/general/server/media/movies/#3d-videos).
 */
export function stereoFormat(name: string): StereoFormat | null {
  if (!MENTION.test(name)) return null;
  for (const match of name.matchAll(FORMAT)) {
    const word = (match[2] ?? match[3] ?? '').toLowerCase().replace(/[^a-z]/gu, '');
    const isBracketed =
      /[[({]/u.test(name.charAt(match.index - 1)) && /[\])}]/u.test(name.charAt(match.index + match[0].length));
    if (match[1] !== undefined || match[2] !== undefined || match[4] !== undefined || isBracketed)
      return SPELLINGS.get(word) ?? null;
  }
  return null;
}
