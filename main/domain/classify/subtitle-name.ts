import { toLanguageTag } from '../language-tag.ts';
import { toIso6392 } from '../languages.ts';

/** What the name of a subtitle or of an external audio track says of it. */
export interface SubtitleName {
  /** ISO 639-2/B; null when the name does not say. */
  language: string | null;
  /** BCP 47, with the region or script that the name gives: `pt-BR`; null exactly when `language` is. */
  languageTag: string | null;
  isForced: boolean;
  isHearingImpaired: boolean;
  isDefault: boolean;
  isCommentary: boolean;
  title: string | null;
}

type Flag = 'isForced' | 'isHearingImpaired' | 'isDefault';

/** Flags of Kodi, Jellyfin and Plex. "hi" is one only next to another language; alone it is Hindi. */
const FLAGS: ReadonlyMap<string, Flag> = new Map<string, Flag>([
  ['forced', 'isForced'],
  ['foreign', 'isForced'],
  ['sdh', 'isHearingImpaired'],
  ['cc', 'isHearingImpaired'],
  ['hoh', 'isHearingImpaired'],
  ['hearing impaired', 'isHearingImpaired'],
  ['hearing-impaired', 'isHearingImpaired'],
  ['hearing_impaired', 'isHearingImpaired'],
  ['hearingimpaired', 'isHearingImpaired'],
  ['closed captions', 'isHearingImpaired'],
  ['default', 'isDefault'],
]);
/** What players write when they do not know, and ISO 639's codes for several languages and none. */
const NO_LANGUAGE: ReadonlySet<string> = new Set(['und', 'unk', 'unknown', 'mul', 'mis', 'zxx']);
/** Of converters: "Film.en.utf8.srt", "Film.de.ass.srt". */
const NOISE = /^(?:utf-?8|srt|ass|ssa|sub|idx|vtt|sup)$/iu;
/** Stays in the title as well: it may say whose commentary it is. */
const COMMENTARY =
  /(?<!\p{L})(?:commentary|commentaries|kommentar|audiokommentar|commentaires?|comentarios?|commento|commenti|kommentaari|комментари[ий])(?!\p{L})/iu;
const CODECS: Readonly<Record<string, string>> = {
  srt: 'subrip',
  ass: 'ass',
  ssa: 'ssa',
  vtt: 'webvtt',
  idx: 'vobsub',
  sub: 'microdvd',
  sup: 'pgs',
  smi: 'sami',
  sami: 'sami',
  ttml: 'ttml',
  dfxp: 'ttml',
  usf: 'usf',
};
const EDGES = /^[\s\-_()[\]]+|[\s\-_()[\]]+$/gu;
const INNER_SEPARATORS = /[\s\-_,&+()[\]]+/u;
const WORD_SEPARATORS = /[._\-,&+\s()[\]]+/u;
/** The second of two subtitles in the same language ("Film.en.2.srt"), or a track's number. */
const NUMBER = /^\d{1,2}$/u;
/** Radarr's and Sonarr's "title - 1". */
const COPY_NUMBER = /\s+-\s+\d{1,2}$/u;
const TRACK_NUMBER = /^\d{1,3}[_\-. ]+/u;
/** "pt(br)", "Chinese-Simplified". */
const BRACKETED_REGION = /^([a-z]{2,3})\s*[([]([a-z]{2})$/iu;
const NAME_AND_REGION = /^(\p{L}+)[-_ ]+(.+)$/u;

class Reading {
  readonly flags = new Set<Flag>();
  language: string | null = null;
  #tag: string | null = null;
  #hasHi = false;
  #lastCode = '';

  /** Notes a flag or language; false when the word is neither. */
  note(word: string): boolean {
    const key = word.toLowerCase();
    const flag = FLAGS.get(key);
    const language = toIso6392(word);
    const isRegion = this.#isRegion(word);
    this.#lastCode = word;
    if (flag !== undefined) this.flags.add(flag);
    else if (key === 'hi') this.#hasHi = true;
    else if (isRegion) this.#tag = `${this.#tag}-${word}`;
    else if (language !== null) {
      // "Latin American.spa": the second word says less of the same language.
      if (language !== this.language || this.#tag?.includes('-') !== true) this.#tag = toLanguageTag(word);
      this.language = language;
    }
    return flag !== undefined || language !== null || isRegion || NO_LANGUAGE.has(key);
  }

  /** @param words all that the name says, where a commentary is looked for */
  result(title: string | null, words: string): SubtitleName {
    const isHindi = this.#hasHi && this.language === null;
    return {
      language: isHindi ? 'hin' : this.language,
      languageTag: isHindi ? 'hi' : this.#tag,
      isForced: this.flags.has('isForced'),
      isHearingImpaired: this.flags.has('isHearingImpaired') || (this.#hasHi && !isHindi),
      isDefault: this.flags.has('isDefault'),
      isCommentary: COMMENTARY.test(words),
      title,
    };
  }

  /** "pt.BR": the second word is no language of its own. */
  #isRegion(word: string): boolean {
    return (
      /^[A-Z]{2}$/u.test(word) &&
      /^[a-z]{2}$/u.test(this.#lastCode) &&
      this.#tag === toLanguageTag(this.#lastCode) &&
      this.#tag !== null
    );
  }
}

/**
 * Reads what a subtitle's name has behind the video's name: ".en.forced", ".Full Subtitles.eng", "-ger-sdh". Words that are
 * neither flag nor language are its title (https://jellyfin.org/docs/general/server/media/external-files).
 */
export function readSubtitleSuffix(suffix: string): SubtitleName {
  const reading = new Reading();
  const title: string[] = [];
  for (const raw of suffix.split('.')) {
    const token = raw.replace(EDGES, '');
    if (token === '' || NUMBER.test(token) || NOISE.test(token) || noteAll(reading, token)) continue;
    const rest = noteStart(reading, token).replace(COPY_NUMBER, '');
    if (rest !== '') title.push(rest);
  }
  return reading.result(title.length === 0 ? null : title.join('.'), suffix);
}

/** Reads a subtitle whose name is not the video's: "English", "2_eng,English [SDH]", "Other.Release.2010.de". */
export function readSubtitleStem(stem: string): SubtitleName {
  const reading = new Reading();
  const words = stem.split(WORD_SEPARATORS).filter((word) => word !== '');
  const whole = words.some((word) => FLAGS.has(word.toLowerCase())) ? null : asLanguage(stem);
  if (whole !== null && reading.note(whole)) return reading.result(null, stem);
  const dotted = new Set(stem.split('.').slice(1));
  let at = words.length;
  while (at > 0 && isWordOfUse(words[at - 1] ?? '', words.length === 1 || dotted.has(words[at - 1] ?? ''))) at -= 1;
  for (const word of words.slice(at)) reading.note(word);
  return reading.result(null, stem);
}

/** A name that is a language and nothing else, perhaps behind a track's number: "12_pt-BR", "3_Chinese(Traditional)". */
function asLanguage(stem: string): string | null {
  const name = stem.replace(TRACK_NUMBER, '').replace(EDGES, '');
  if (toIso6392(name) !== null) return name;
  const withRegion = name.replace(NAME_AND_REGION, '$1 ($2)');
  return toLanguageTag(withRegion)?.includes('-') === true ? withRegion : null;
}

/** Two letters between spaces are more often a word of the title than a code. */
function isWordOfUse(word: string, isAlone: boolean): boolean {
  if (word.length === 2 && !isAlone && word.toLowerCase() !== 'cc') return false;
  return FLAGS.has(word.toLowerCase()) || toIso6392(word) !== null;
}

/** The codec a subtitle file holds, by its extension; a `.sub` with an `.idx` beside it is the `.idx`'s vobsub. */
export function subtitleCodec(extension: string): string {
  return CODECS[extension] ?? extension;
}

/** Notes a token, whole ("pt-BR", "Brazilian Portuguese") or word for word ("English (SDH)", "2_eng"). */
function noteAll(reading: Reading, written: string): boolean {
  const token = written.replace(BRACKETED_REGION, '$1-$2');
  const words = token.split(INNER_SEPARATORS).filter((word) => word !== '' && !/^\d+$/u.test(word));
  const hasFlag = words.some((word) => FLAGS.has(word.toLowerCase()));
  if ((!hasFlag || FLAGS.has(token.toLowerCase())) && reading.note(token)) return true;
  if (words.length === 0 || !words.every((word) => FLAGS.has(word.toLowerCase()) || toIso6392(word) !== null)) {
    return hasFlag && reading.note(token);
  }
  return words.map((word) => reading.note(word)).every(Boolean);
}

/** Notes what a token begins with, "ru-something-else", and answers the rest. */
function noteStart(reading: Reading, token: string): string {
  const parts = token.split('-');
  for (const count of [2, 1]) {
    const start = parts.slice(0, count).join('-');
    const rest = parts.slice(count).join('-');
    if (rest === '' || start.includes(' ') || !reading.note(start)) continue;
    return noteAll(reading, rest) ? '' : rest;
  }
  return token;
}
