/** The words players stack on: https://kodi.wiki/view/Naming_video_files/Movies#Split_Video_Files and Jellyfin's list. */
const MARKER =
  /(?<=[\s._\-)\]}([])(cd|dvd|disc|disk|part|pt)([\s._-]*)(\d{1,2}|[a-d])(?:[\s._-]*of[\s._-]*\d{1,2})?(?=$|[\s._\-)\]}([])/giu;
const MENTION = /cd|dvd|dis[ck]|part|pt/iu;

export interface PartMarker {
  /** Where the marker starts and ends in the text. */
  start: number;
  end: number;
  word: string;
  /** 1-based; letters a–d count as 1–4. */
  number: number;
  isLetter: boolean;
  /** "part" and "pt 2" also occur in titles, "pt2" and the names of discs do not. */
  isTitleWord: boolean;
  /** Something stands between the word and its number. */
  isSpaced: boolean;
}

/** All part markers of a name (cd1, part 2, disc-b …) in their order. "dvd5" and "dvd9" are kinds of discs, not parts. */
export function findPartMarkers(text: string): PartMarker[] {
  if (!MENTION.test(text)) return [];
  const markers: PartMarker[] = [];
  for (const match of text.matchAll(MARKER)) {
    const word = (match[1] ?? '').toLowerCase();
    const gap = match[2] ?? '';
    const value = (match[3] ?? '').toLowerCase();
    const isLetter = /[a-d]/u.test(value);
    const number = isLetter ? value.charCodeAt(0) - 96 : Number(value);
    if (number === 0 || (word === 'dvd' && gap === '' && (value === '5' || value === '9'))) continue;
    markers.push({
      start: match.index,
      end: match.index + match[0].length,
      word,
      number,
      isLetter,
      isTitleWord: word === 'part' || (word === 'pt' && gap !== ''),
      isSpaced: gap !== '',
    });
  }
  return markers;
}
