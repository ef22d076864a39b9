import { type FfprobeStream, hasDisposition, tagOf } from './ffprobe-document.ts';

/**
 * What a track is for, by its flags or, since many tools only write it there, by its title. Words of the languages that
 * discs are mostly sold in.
 */
export interface TrackPurpose {
  isForced: boolean;
  isHearingImpaired: boolean;
  isVisualImpaired: boolean;
  isCommentary: boolean;
}

const START = '(?<![\\p{L}\\p{N}])';
const END = '(?![\\p{L}\\p{N}])';
const word = (alternatives: string): RegExp => new RegExp(`${START}(?:${alternatives})${END}`, 'iu');

const FORCED = word(
  'forced|forcée?s?|forzad[oa]s?|forzat[oia]|erzwungen|forçad[oa]s?|foreign parts?(?: only)?|форсированные',
);
const NOT_FORCED = word('(?:non|not|un|kein|keine)[ -]?forced');
const HEARING = word(
  [
    'sdh|cc|hoh|hearing[ -]?impaired|hard[ -]of[ -]hearing|closed captions?|captions?',
    'hörgeschädigte?|sourds(?: et malentendants)?|malentendants|sordos|sordi|non udenti|surdos|slechthorenden',
  ].join('|'),
);
const VISUAL = word(
  [
    'audio[ -]?descri(?:ption|bed|ptive)|described video|descriptive(?: audio| video)?|visual(?:ly)?[ -]?impaired|dvs',
    'audiodeskription|hörfilm(?:fassung)?|audiodescripción|audiodescrizione|audiodescrição|sehbehinderte|тифлокомментарий',
  ].join('|'),
);
/** Two letters are a purpose only as capitals: "HI" and "AD", not "hi" and "ad". */
const HEARING_SHORT = new RegExp(`${START}HI${END}`, 'u');
const VISUAL_SHORT = new RegExp(`${START}AD${END}`, 'u');
const COMMENTARY = word(
  'comment(?:ary|aries|s)|(?:audio)?kommentare?|commentaires?|comentarios?|comentários?|comment[oi]|commentaar|комментари[йи]',
);

export function trackPurpose(stream: FfprobeStream): TrackPurpose {
  const title = (tagOf(stream, 'title') ?? '').normalize('NFC');
  return {
    isForced: hasDisposition(stream, 'forced') || (FORCED.test(title) && !NOT_FORCED.test(title)),
    isHearingImpaired:
      hasDisposition(stream, 'hearing_impaired') ||
      hasDisposition(stream, 'captions') ||
      HEARING.test(title) ||
      HEARING_SHORT.test(title),
    isVisualImpaired:
      hasDisposition(stream, 'visual_impaired') ||
      hasDisposition(stream, 'descriptions') ||
      // What DVB broadcasters write for it where a language belongs.
      tagOf(stream, 'language') === 'qad' ||
      VISUAL.test(title) ||
      VISUAL_SHORT.test(title),
    isCommentary: hasDisposition(stream, 'comment') || COMMENTARY.test(title),
  };
}
