import { foldName } from '../classify/video-unit.ts';

/** Names that say nothing of a video, whatever it is called. */
const PLAIN = new Set(['movie', 'tvshow', 'season', 'index', 'video_ts', 'folder', 'poster', 'fanart', 'theme']);
/** "-poster", "-fanart2", "-trailer": what stands behind the video's name. */
const SUFFIX = /-[a-z]+-?\d*$/i;

/** A name in its parts, separators kept out of the domain's business: the caller splits and joins paths. */
export interface PublishedName {
  /** File name with extension. */
  name: string;
  assetType: string;
}

/**
 * The name a published file would have now that its video is called otherwise: "Alien.720p-poster.jpg" becomes
 * "Alien.2160p-poster.jpg". Null when the name does not follow the video ("poster.jpg"), or follows it already.
 * @param names of everything published for the item, from which the video's former name is taken
 * @param stems what names may begin with now; the first is the one to use
 */
export function followVideo(
  { name, assetType }: PublishedName,
  names: readonly PublishedName[],
  stems: readonly string[],
): string | null {
  const [stem] = stems;
  if (stem === undefined || stem === '' || assetType === 'actor_thumb') return null;
  if (stems.some((own) => beginsWith(name, own))) return null;
  const former = formerStem(name, assetType, names);
  return former === null ? null : `${stem}${name.slice(former.length)}`;
}

/** What the name begins with that was the video's: as its NFO says, else what stands before the artwork's word. */
function formerStem(name: string, assetType: string, names: readonly PublishedName[]): string | null {
  const nfo = names.find((other) => other.assetType === 'nfo' && isNamed(withoutExtension(other.name)));
  if (nfo !== undefined) {
    const stem = withoutExtension(nfo.name);
    if (beginsWith(name, stem)) return stem;
  }
  const bare = withoutExtension(name);
  if (assetType === 'nfo') return isNamed(bare) ? bare : null;
  const stem = bare.replace(SUFFIX, '');
  return stem !== bare && isNamed(stem) ? stem : null;
}

/** False for "poster", "season01", "season-specials": names that no video has. */
function isNamed(stem: string): boolean {
  const folded = foldName(stem);
  return stem !== '' && !PLAIN.has(folded) && !/^season(?:\d+|-specials|-all)?$/.test(folded);
}

function beginsWith(name: string, stem: string): boolean {
  const folded = foldName(name);
  const start = foldName(stem);
  return folded.startsWith(start) && ['-', '.'].includes(folded.charAt(start.length));
}

function withoutExtension(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}
