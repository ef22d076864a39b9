import { parseMovieName } from '../names/movie-name.ts';
import { resolutionLabel } from '../stream-labels.ts';
import type { TokenValue } from './name-pattern.ts';
import type { EpisodeFacts, TitleFacts, VideoFacts } from './rename-facts.ts';
import type { TokenName } from './rename-tokens.ts';
import { type NameRules, safeValue } from './safe-name.ts';

const ARTICLE = /^(the|an?)\s+(?=\S)(.*)$/iu;
const UNCLEAN = /[^\p{L}\p{N}\p{M}\s'’&-]+/gu;

/** As scene and tidy names spell them; every player and Metarr know them as tags. */
const VIDEO_CODECS: Readonly<Record<string, string>> = {
  h264: 'h264',
  hevc: 'h265',
  av1: 'AV1',
  vp9: 'VP9',
  vc1: 'VC-1',
  mpeg2video: 'MPEG2',
  mpeg4: 'XviD',
};
const HDR: Readonly<Record<string, string>> = {
  'Dolby Vision': 'DV',
  'HDR10+': 'HDR10Plus',
  HDR10: 'HDR10',
  HLG: 'HLG',
};
const AUDIO_CODECS: Readonly<Record<string, string>> = {
  aac: 'AAC',
  ac3: 'AC3',
  eac3: 'EAC3',
  dts: 'DTS',
  truehd: 'TrueHD',
  flac: 'FLAC',
  opus: 'Opus',
  mp3: 'MP3',
};
const SOURCES: readonly [RegExp, string][] = [
  [/(?<![a-z])remux(?![a-z])/iu, 'Remux'],
  [/blu[\s._-]?ray|b[dr][\s._-]?rip|(?<![a-z])bdmv(?![a-z])/iu, 'BluRay'],
  [/web[\s._-]?rip/iu, 'WEBRip'],
  [/web[\s._-]?dl|(?<=[\s._[(-])web(?=[\s._\])-])/iu, 'WEB-DL'],
  [/hd[\s._-]?tv/iu, 'HDTV'],
  [/dvd[\s._-]?rip|(?<=[\s._[(-])dvd[59]?(?=[\s._\])-]|$)/iu, 'DVD'],
];
const FORMATS_3D: Readonly<Record<string, string>> = {
  hsbs: '3D-HSBS',
  sbs: '3D-SBS',
  htab: '3D-HTAB',
  tab: '3D-TAB',
  fsbs: '3D-FSBS',
  mvc: '3D-MVC',
};

/** "Matrix, The". */
export function articleLast(title: string): string {
  const match = ARTICLE.exec(title);
  return match === null ? title : `${match[2] ?? ''}, ${match[1] ?? ''}`;
}

/** The title without punctuation, as Radarr's CleanTitle. */
export function cleanTitle(title: string): string {
  return title.replace(UNCLEAN, ' ').replace(/\s+/gu, ' ').trim();
}

export interface TokenSource {
  of: TitleFacts;
  /** Null for folders of shows, and of films with several videos where it matters. */
  video: VideoFacts | null;
  /** What tells this video from others that would be named alike; null when it needs nothing. */
  version?: string | null;
  episode?: EpisodeFacts | null;
  /** Of season folders. */
  season?: number | null;
  /** Leaves the titles of episodes out. */
  withoutEpisodeTitle?: boolean;
  /** Cuts titles of episodes. */
  maxEpisodeTitleBytes?: number;
}

/** The values of the tokens for an item, safe to stand in a name. */
export function tokenValues(source: TokenSource, rules: NameRules): TokenValue {
  return (token, digits, preceding) => safeValue(rawValue(source, token, digits, preceding), rules);
}

function rawValue(source: TokenSource, token: TokenName, digits: number, preceding: string): string {
  const { of: item, video } = source;
  switch (token) {
    case 'Title':
      return item.title;
    case 'CleanTitle':
      return cleanTitle(item.title);
    case 'TitleThe':
      return articleLast(item.title);
    case 'OriginalTitle':
      return item.originalTitle ?? item.title;
    case 'Year':
      return text(item.year);
    case 'ImdbId':
      return item.imdbId ?? '';
    case 'TmdbId':
      return text(item.tmdbId);
    case 'TvdbId':
      return text(item.tvdbId);
    case 'Set':
      return item.set ?? '';
    case 'season':
      return padded(source.episode?.season ?? source.season ?? null, digits);
    case 'episode':
      return episodeNumbers(source.episode ?? null, digits, preceding);
    case 'EpisodeTitle':
      return source.withoutEpisodeTitle === true ? '' : episodeTitle(source.episode ?? null);
    case 'AirDate':
      return source.episode?.aired ?? '';
    case 'Version':
      return source.version ?? '';
    default:
      return video === null ? '' : videoValue(video, token);
  }
}

function videoValue(video: VideoFacts, token: TokenName): string {
  switch (token) {
    case 'Edition':
      return video.edition ?? '';
    case 'Part':
      return text(video.part);
    case 'Resolution':
      return resolutionLabel(video.width, video.height) ?? '';
    case 'VideoCodec':
      return video.videoCodec === null ? '' : (VIDEO_CODECS[video.videoCodec] ?? video.videoCodec.toUpperCase());
    case 'HDR':
      return video.hdrType === null ? '' : (HDR[video.hdrType] ?? '');
    case 'AudioCodec':
      return audioCodec(video);
    case 'AudioChannels':
      return channels(video.audioChannels);
    case 'Source':
      return SOURCES.find(([words]) => words.test(video.path))?.[1] ?? '';
    default:
      return token === '3D' ? format3d(video.path) : '';
  }
}

/** The 3D format that a path's last name gives, spelt as players read it; '' for a flat film. */
export function format3d(path: string): string {
  const format = parseMovieName(path, 'file').format3d;
  return format === null ? '' : (FORMATS_3D[format] ?? '');
}

function audioCodec({ audioCodec: codec, audioProfile }: VideoFacts): string {
  if (codec === null) return '';
  const profile = audioProfile ?? '';
  if (codec === 'dts' && /ma|hd/iu.test(profile)) return /ma/iu.test(profile) ? 'DTS-HD MA' : 'DTS-HD';
  const name = codec.startsWith('pcm') ? 'PCM' : (AUDIO_CODECS[codec] ?? codec.toUpperCase());
  return /atmos/iu.test(profile) ? `${name} Atmos` : name;
}

function channels(count: number | null): string {
  if (count === null || count <= 0) return '';
  return count >= 6 ? `${String(count - 1)}.1` : `${String(count)}.0`;
}

/** "01"; of several "01-E03" behind an E, "01-x03" behind an x, and "01E03" where numbers between are not in the file. */
function episodeNumbers(episode: EpisodeFacts | null, digits: number, preceding: string): string {
  const numbers = episode?.episodes.map(({ number }) => number) ?? [];
  const [first] = numbers;
  const last = numbers.at(-1);
  if (first === undefined || last === undefined) return '';
  const letter = /[ex]/iu.test(preceding) ? preceding : '';
  const isRange = numbers.every((number, at) => number === first + at);
  if (isRange)
    return first === last ? padded(first, digits) : `${padded(first, digits)}-${letter}${padded(last, digits)}`;
  return numbers.map((number) => padded(number, digits)).join(letter === '' ? '-E' : letter);
}

function episodeTitle(episode: EpisodeFacts | null): string {
  const titles = episode?.episodes.map(({ title }) => title.trim()) ?? [];
  return [...new Set(titles.filter((title) => title !== ''))].join(' + ');
}

function padded(value: number | null, digits: number): string {
  return value === null ? '' : String(value).padStart(Math.max(digits, 1), '0');
}

function text(value: number | null): string {
  return value === null ? '' : String(value);
}
