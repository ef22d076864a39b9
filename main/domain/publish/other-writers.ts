import type { NfoWriter } from '../../../contract/publishing.ts';

/** Programs that write NFO files when they please; the others do it when a person asks them to. */
const BY_ITSELF: readonly NfoWriter[] = ['radarr', 'sonarr', 'jellyfin', 'emby'];

/**
 * Which program wrote an NFO, as far as its text tells; null when it does not. tinyMediaManager and MediaElch sign their
 * work. Jellyfin writes `lockdata` and `dateadded` first and no `uniqueid`, Emby the same with `uniqueid`s
 * (https://github.com/jellyfin/jellyfin MediaBrowser.XbmcMetadata BaseNfoSaver). Radarr and Sonarr write an empty
 * element for everything that they do not know, Radarr with `<watched>` and a `set` that has `tmdbcolid`; Sonarr's ids come
 * with TVmaze's (https://github.com/Radarr/Radarr, https://github.com/Sonarr/Sonarr XbmcMetadata). Kodi writes six decimals
 * and `playcount` (https://kodi.wiki/view/NFO_files).
 * @param text of the whole file
 */
export function detectNfoWriter(text: string): NfoWriter | null {
  if (/<!--[^>]*tinyMediaManager/i.test(text) || /<generator>\s*<appname>\s*tinyMediaManager/i.test(text)) {
    return 'tinymediamanager';
  }
  if (/<!--[^>]*MediaElch/i.test(text) || /<appname>\s*MediaElch/i.test(text)) return 'mediaelch';
  if (/<!--[^>]*\bEmby\b/i.test(text)) return 'emby';
  if (/<!--[^>]*\bJellyfin\b/i.test(text)) return 'jellyfin';
  if (/<lockdata>/i.test(text)) return /<uniqueid\b/i.test(text) ? 'emby' : 'jellyfin';
  if (isRadarr(text)) return 'radarr';
  if (isSonarr(text)) return 'sonarr';
  if (/<(?:value|rating|aspect)>\d+\.\d{6}</.test(text) && /<playcount>/.test(text)) return 'kodi';
  return null;
}

function isRadarr(text: string): boolean {
  if (!/<movie[\s>]/.test(text)) return false;
  const empties = ['userrating', 'top250', 'outline', 'playcount', 'lastplayed'].filter((name) =>
    new RegExp(`<${name}\\s*/>`).test(text),
  );
  return empties.length >= 3 || (/<set\s+tmdbcolid=/.test(text) && /<watched>/.test(text));
}

function isSonarr(text: string): boolean {
  if (/<uniqueid\s+type="sonarr"/.test(text)) return true;
  if (/<tvshow[\s>]/.test(text)) {
    return /<uniqueid\s+type="tvmaze"/.test(text) || /<episodeguide>\s*\{[^<]*tvmaze/.test(text);
  }
  return /<episodedetails[\s>]/.test(text) && /<displayseason\s*\/>/.test(text) && /<displayepisode\s*\/>/.test(text);
}

/** More of the lines changed than by hand. */
const REWRITTEN_SHARE = 0.3;

/**
 * Who made an outside change. Marks of a program stay in an NFO that Metarr patched, so where the published text has them,
 * too, only a file that was written anew is laid at its door.
 * @param published the text that Metarr published; null when it is not known
 * @param changedShare of the lines, 0 to 1
 */
export function writerOfChange(published: string | null, text: string, changedShare: number): NfoWriter {
  const writer = detectNfoWriter(text) ?? 'unknown';
  if (published === null || writer === 'unknown') return writer;
  return detectNfoWriter(published) === writer && changedShare < REWRITTEN_SHARE ? 'unknown' : writer;
}

/** True for a program that will write again although nobody asks it to. */
export function writesByItself(writer: NfoWriter): boolean {
  return BY_ITSELF.includes(writer);
}

const NAMES: Record<NfoWriter, string> = {
  radarr: 'Radarr',
  sonarr: 'Sonarr',
  jellyfin: 'Jellyfin',
  emby: 'Emby',
  kodi: 'Kodi',
  tinymediamanager: 'tinyMediaManager',
  mediaelch: 'MediaElch',
  unknown: 'Another program',
};

const REMEDIES: Record<NfoWriter, string> = {
  radarr:
    'In Radarr, switch off the consumers under Settings, Metadata; otherwise every import and refresh writes over them.',
  sonarr:
    'In Sonarr, switch off the consumers under Settings, Metadata; otherwise every import and refresh writes over them.',
  jellyfin:
    'In Jellyfin, untick Nfo under Metadata savers in the settings of the library; reading them stays possible.',
  emby: 'In Emby, untick Nfo under Metadata savers in the settings of the library; reading them stays possible.',
  kodi: 'Kodi writes them when its library is exported to separate files. Export to a single file, or leave out existing NFO.',
  tinymediamanager: 'Let only one of the two write NFO files for this library.',
  mediaelch: 'Let only one of the two write NFO files for this library.',
  unknown: 'Find out which program it is, and let only one of the two write NFO files for this library.',
};

/** Who else writes here and what to do, in two sentences. */
export function otherWriterMessage(writer: NfoWriter): string {
  return `${NAMES[writer]} also writes NFO files here. ${REMEDIES[writer]}`;
}
