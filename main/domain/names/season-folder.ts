import { lastSegment, normaliseName } from './name-text.ts';
import { readProviderIds } from './provider-ids.ts';
import { findSeasonMarker } from './season-marker.ts';
import { parseSeriesFolder } from './series-name.ts';
import { titleKey } from './title-key.ts';

export interface SeasonInFolder {
  season: number;
  /** The show's name in front of the season ("Some Show" of "Some Show S02"); null when the folder names the season alone. */
  series: string | null;
}

/** Folders of specials, season 0 for every player; keys as of `titleKey`. */
const SPECIALS = new Set(
  [
    ...['specials', 'special', 'sp', 'sps', 'ova', 'ovas', 'oav', 'oad', 'oads', 'ova & oad', 'season specials'],
    ...['spéciaux', 'épisodes spéciaux', 'hors-série', 'hors saison', 'speciali', 'episodi speciali', 'especiales'],
    ...['episodios especiales', 'especiais', 'episódios especiais', 'spezial', 'spezials', 'sonderfolgen'],
    ...['specialer', 'specialavsnitt', 'spesialer', 'erikoisjaksot', 'odcinki specjalne', 'speciály', 'különkiadás'],
    ...[
      'özel bölümler',
      'спешлы',
      'спецвыпуски',
      'спецэпизоды',
      '特别篇',
      '特別篇',
      '番外篇',
      '特別編',
      'スペシャル',
      '스페셜',
    ],
  ].map(titleKey),
);

const EPISODE_MENTION = /(?<![\p{L}\p{N}])(?:s\d{1,4}[\s._-]*e|ep?|episode)[\s._-]*\d/iu;
/** "Season 1-3" is a box of several. */
const MORE_SEASONS = /^\s?[-–&+]\s?(?:s|season\s)?\d{1,2}(?=$|[\s._-]*(?:$|[[(]|complete|\d{3,4}p))/iu;
/** "Series 7 The Contenders" is a title, "Series 7" and "Series 7 - Winter" are not. */
const TITLE_BEHIND = /^[\s._]+\p{L}/u;
/** Separators of a name without spaces; with a space behind it a dot is the name's own ("Mr. S02"). */
const DOTS_AT_END = /[._-]+$/u;
const NOTES = /[[({【][^\])}】]*[\])}】]/gu;
const EDGES = /^[\s._\-–:,]+|[\s._\-–:,]+$/gu;
/** Season folders that are a number and nothing else; from 20 on a show may be called that. */
const BARE_NUMBER = /^(?:0\d|1?\d)$/u;

/**
 * The season a folder names, and the show when the folder names that too: "Season 2", "Show - Staffel 2 [1080p]",
 * "Some.Show.S02.1080p.WEB-DL-GRP". Null for every other folder, also for one that names an episode.
 */
export function findSeasonInFolder(name: string): SeasonInFolder | null {
  const text = readProviderIds(lastSegment(normaliseName(name))).rest.trim();
  if (SPECIALS.has(titleKey(text.replace(NOTES, ' ')))) return { season: 0, series: null };
  if (EPISODE_MENTION.test(text)) return null;
  const marker = findSeasonMarker(text);
  if (marker === null) return null;
  const behind = text.slice(marker.end);
  if (MORE_SEASONS.test(behind) || (marker.isTitleWord && TITLE_BEHIND.test(behind))) return null;
  const before = text.slice(0, marker.start).replace(NOTES, ' ').replace(EDGES, '');
  if (before === '') return { season: marker.season, series: null };
  const series = parseSeriesFolder(text.slice(0, marker.start).replace(DOTS_AT_END, '')).series;
  return series === '' ? null : { season: marker.season, series };
}

/**
 * Reads a season folder: "Season 1", "Staffel 2", "S03", "2. Saison", "第2季", "Specials" (0) …; null when it is none.
 * A folder that also names the show ("Show S02") is a season only inside that show's folder, else it is a show of its own.
 * @param parentName name of the folder above, when known
 */
export function parseSeasonFolder(name: string, parentName?: string | null): { season: number } | null {
  const found = findSeasonInFolder(name);
  const parent = parentName ?? null;
  if (found === null) return parent !== null && BARE_NUMBER.test(name.trim()) ? { season: Number(name) } : null;
  if (found.series === null) return { season: found.season };
  if (parent === null) return null;
  const inside = titleKey(parseSeriesFolder(parent).series);
  const own = titleKey(found.series);
  return inside !== '' && (inside === own || titleKey(parent) === own) ? { season: found.season } : null;
}
