import type { AudioStream, HdrType, MediaStreams, SubtitleStream, VideoStream } from '../domain/streams.ts';
import type { NfoDocument } from './nfo-document.ts';
import { parseCount, parseDecimal, parseLeadingInteger } from './nfo-number.ts';
import type { XmlElement } from './xml-tree.ts';

/** Kodi's words for HDR, https://kodi.wiki/view/NFO_files/Movies. */
export const KODI_HDR_TYPES: Readonly<Record<HdrType, string>> = {
  HDR10: 'hdr10',
  'HDR10+': 'hdr10plus',
  'Dolby Vision': 'dolbyvision',
  HLG: 'hlg',
};

/** The `<streamdetails>` of a film's root; null when there is none. */
export function findStreamDetails(document: NfoDocument, root: XmlElement): XmlElement | null {
  for (const fileInfo of document.children(root, 'fileinfo')) {
    const details = document.children(fileInfo, 'streamdetails')[0];
    if (details !== undefined) return details;
  }
  return null;
}

/**
 * What `<fileinfo><streamdetails>` says of the file; null when it says nothing. Bit rates are left out, because writers
 * disagree on the unit; the file's size is not in an NFO and comes out as 0.
 */
export function readStreamDetails(document: NfoDocument, root: XmlElement): MediaStreams | null {
  const details = findStreamDetails(document, root);
  if (details === null) return null;
  const [video] = document.children(details, 'video').filter((element) => element.children.length > 0);
  const audio = document.children(details, 'audio').filter((element) => isTold(document, element));
  const subtitles = document.children(details, 'subtitle').filter((element) => isTold(document, element));
  if (video === undefined && audio.length === 0 && subtitles.length === 0) return null;
  return {
    video: video === undefined ? null : readVideoElement(document, video),
    audio: audio.map((element, index) => readAudioElement(document, element, index)),
    subtitles: subtitles.map((element, index) => readSubtitleElement(document, element, index)),
  };
}

export function readVideoElement(document: NfoDocument, element: XmlElement): VideoStream {
  return {
    codec: document.childText(element, 'codec'),
    aspectRatio: parseAspect(document.childText(element, 'aspect')),
    width: parseLeadingInteger(document.childText(element, 'width')),
    height: parseLeadingInteger(document.childText(element, 'height')),
    durationSeconds: parseLeadingInteger(document.childText(element, 'durationinseconds')),
    bitrate: null,
    framerate: parseDecimal(document.childText(element, 'framerate')),
    hdrType: parseHdrType(document.childText(element, 'hdrtype')),
    colorSpace: null,
    fileSize: 0,
  };
}

export function readAudioElement(document: NfoDocument, element: XmlElement, streamIndex: number): AudioStream {
  return {
    streamIndex,
    codec: document.childText(element, 'codec'),
    language: document.childText(element, 'language'),
    channels: parseLeadingInteger(document.childText(element, 'channels')),
    channelLayout: null,
    bitrate: null,
    sampleRate: parseCount(document.childText(element, 'samplingrate')),
    title: null,
    isDefault: isTrue(document.childText(element, 'default')),
    isForced: isTrue(document.childText(element, 'forced')),
  };
}

function readSubtitleElement(document: NfoDocument, element: XmlElement, streamIndex: number): SubtitleStream {
  return {
    streamIndex,
    codec: document.childText(element, 'codec'),
    language: document.childText(element, 'language'),
    title: null,
    isExternal: false,
    filePath: null,
    isDefault: isTrue(document.childText(element, 'default')),
    isForced: isTrue(document.childText(element, 'forced')),
    isHearingImpaired: false,
  };
}

/** Whether a track says which one it is; Kodi and others write empty `<audio/>` and `<subtitle/>`. */
export function isTold(document: NfoDocument, element: XmlElement): boolean {
  return ['codec', 'language', 'channels'].some((name) => document.childText(element, name) !== null);
}

function parseAspect(text: string | null): number | null {
  const ratio = /^(\d{1,5}(?:[.,]\d{1,9})?)\s*:\s*(\d{1,5}(?:[.,]\d{1,9})?)$/.exec(text ?? '');
  const value = ratio
    ? Number(ratio[1]?.replace(',', '.')) / Number(ratio[2]?.replace(',', '.'))
    : (parseDecimal(text) ?? 0);
  return value > 0 && Number.isFinite(value) ? value : null;
}

function parseHdrType(text: string | null): HdrType | null {
  const word = text?.toLowerCase().replace(/[\s_-]/g, '') ?? '';
  if (word === 'hdr10+') return 'HDR10+';
  for (const [type, kodiWord] of Object.entries(KODI_HDR_TYPES)) if (kodiWord === word) return type as HdrType;
  return null;
}

function isTrue(text: string | null): boolean {
  return text?.toLowerCase() === 'true';
}
