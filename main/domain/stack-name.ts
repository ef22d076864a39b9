/** What may stand before a part's number or letter, with the signs around it. */
const PART_WORD = /[ _.-]*(?:cd|dvd|p(?:ar)?t|dis[ck])[ _.-]*0*$/i;
const SEPARATORS = /[ _.-]+$/;

/**
 * What Kodi calls the parts of a film together: the name without the part, "Alien" for "Alien-cd1" and "Alien-cd2". It
 * looks for the artwork of a stack under that name and never under a part's. Null for names that are no parts of one.
 * See https://kodi.wiki/view/Naming_video_files/Movies#Split_video_files.
 * @param first file names without extension, as is `second`
 */
export function stackName(first: string, second: string): string | null {
  if (first.length !== second.length) return null;
  let at = 0;
  while (at < first.length && first[at] === second[at]) at += 1;
  if (at === first.length || first.slice(at + 1) !== second.slice(at + 1)) return null;
  const [before, behind] = [first.slice(0, at), first.slice(at + 1)];
  const pair = `${first.charAt(at)}${second.charAt(at)}`;
  const isLettered = /^[a-d]{2}$/i.test(pair);
  if (!isLettered && !/^\d{2}$/.test(pair)) return null;
  const title = before.replace(PART_WORD, '');
  if (title !== before) return `${title}${behind}`;
  return isLettered ? `${before.replace(SEPARATORS, '')}${behind}` : null;
}
