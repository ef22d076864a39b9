import type { AudioStream, MediaStreams, VideoStream } from '../domain/streams.ts';
import { alignSequence } from './align-sequence.ts';
import { insertInOrder } from './element-order.ts';
import type { NewElement } from './new-element.ts';
import type { NfoDocument } from './nfo-document.ts';
import { formatDecimal, parseLeadingInteger } from './nfo-number.ts';
import { patchChildText } from './patch-child-text.ts';
import {
  findStreamDetails,
  isTold,
  KODI_HDR_TYPES,
  readAudioElement,
  readVideoElement,
} from './stream-detail-elements.ts';
import type { XmlElement } from './xml-tree.ts';

const TRACK_ORDER = ['video', 'audio', 'subtitle'];
const VIDEO_ORDER = ['codec', 'aspect', 'width', 'height', 'durationinseconds', 'stereomode', 'hdrtype'];
const AUDIO_ORDER = ['codec', 'language', 'channels'];
/** Writers round the aspect ratio differently. */
const ASPECT_TOLERANCE = 0.005;

/**
 * Makes `<fileinfo><streamdetails>` describe the probed streams. What the probe does not know (null) is left as the file
 * has it, but for HDR, where null means that there is none. A track that fits is kept and completed; others are replaced.
 */
export function patchStreamDetails(
  document: NfoDocument,
  root: XmlElement,
  streams: MediaStreams,
  order: readonly string[],
): void {
  const languages = streams.subtitles.flatMap(({ language }) => (language?.trim() ? [language.trim()] : []));
  const details = findStreamDetails(document, root);
  if (details === null) {
    const tracks = [
      ...(streams.video === null ? [] : [newVideo(streams.video)]),
      ...streams.audio.map(newAudio),
      ...languages.map(newSubtitle),
    ];
    insertStreamDetails(document, root, tracks, order);
    return;
  }
  if (streams.video !== null) patchVideo(document, details, streams.video);
  patchTracks(document, details, {
    elements: document.children(details, 'audio').filter((element) => isTold(document, element)),
    wanted: streams.audio.filter((track) => newAudio(track).content.length > 0),
    fits: (element, track) => audioFits(document, element, track),
    complete: (element, track) => completeAudio(document, element, track),
    create: newAudio,
  });
  patchTracks(document, details, {
    elements: document
      .children(details, 'subtitle')
      .filter((element) => document.childText(element, 'language') !== null),
    wanted: languages,
    fits: (element, language) => sameWord(document.childText(element, 'language'), language),
    complete: () => undefined,
    create: newSubtitle,
  });
}

function insertStreamDetails(
  document: NfoDocument,
  root: XmlElement,
  tracks: NewElement[],
  order: readonly string[],
): void {
  const telling = tracks.filter((track) => track.content.length > 0);
  if (telling.length === 0) return;
  const details: NewElement = { name: 'streamdetails', content: telling };
  const fileInfo = document.children(root, 'fileinfo')[0];
  if (fileInfo === undefined) insertInOrder(document, root, { name: 'fileinfo', content: [details] }, order);
  else document.insert(fileInfo, fileInfo.children.at(-1) ?? null, details);
}

function patchVideo(document: NfoDocument, details: XmlElement, video: VideoStream): void {
  const elements = document.children(details, 'video');
  const element = elements.find((candidate) => candidate.children.length > 0) ?? elements[0];
  if (element === undefined) {
    if (newVideo(video).content.length > 0) insertInOrder(document, details, newVideo(video), TRACK_ORDER);
    return;
  }
  if (element.children.length === 0) {
    document.replaceContent(element, newVideo(video).content as NewElement[]);
    return;
  }
  const current = readVideoElement(document, element);
  const text = { order: VIDEO_ORDER, parse: (found: string) => found };
  const number = { order: VIDEO_ORDER, parse: parseLeadingInteger };
  const codec = video.codec?.trim();
  if (codec && !sameWord(current.codec, codec)) patchChildText(document, element, 'codec', codec, text);
  const aspect = video.aspectRatio;
  if (aspect !== null && !(Math.abs((current.aspectRatio ?? 0) - aspect) <= ASPECT_TOLERANCE)) {
    patchChildText(document, element, 'aspect', formatDecimal(aspect), text);
  }
  if (video.width !== null) patchChildText(document, element, 'width', video.width, number);
  if (video.height !== null) patchChildText(document, element, 'height', video.height, number);
  if (video.durationSeconds !== null) {
    patchChildText(document, element, 'durationinseconds', video.durationSeconds, number);
  }
  if (current.hdrType !== video.hdrType) {
    const word = video.hdrType === null ? null : KODI_HDR_TYPES[video.hdrType];
    patchChildText(document, element, 'hdrtype', word, text);
  }
}

interface Tracks<T> {
  elements: readonly XmlElement[];
  wanted: readonly T[];
  fits: (element: XmlElement, track: T) => boolean;
  complete: (element: XmlElement, track: T) => void;
  create: (track: T) => NewElement;
}

function patchTracks<T>(document: NfoDocument, details: XmlElement, tracks: Tracks<T>): void {
  const { elements, wanted } = tracks;
  const steps = alignSequence(
    elements.map(() => 1),
    wanted.length,
    (index, at) => tracks.fits(elements[index] as XmlElement, wanted[at] as T),
  );
  const kept = new Set<XmlElement>();
  let anchor: XmlElement | null = null;
  let next = 0;
  for (const step of steps) {
    const track = wanted[next++] as T;
    if ('keep' in step) {
      anchor = elements[step.keep] as XmlElement;
      kept.add(anchor);
      tracks.complete(anchor, track);
    } else if (anchor !== null) {
      document.insert(details, anchor, tracks.create(track));
    } else if (elements[0] !== undefined) {
      const before = details.children[details.children.indexOf(elements[0]) - 1] ?? null;
      document.insert(details, before, tracks.create(track));
    } else {
      insertInOrder(document, details, tracks.create(track), TRACK_ORDER);
    }
  }
  for (const element of elements) if (!kept.has(element)) document.remove(element);
}

function audioFits(document: NfoDocument, element: XmlElement, track: AudioStream): boolean {
  const current = readAudioElement(document, element, track.streamIndex);
  return (
    isOpen(current.codec, track.codec?.trim()) &&
    isOpen(current.language, track.language?.trim()) &&
    (current.channels === null || track.channels === null || current.channels === track.channels)
  );
}

function completeAudio(document: NfoDocument, element: XmlElement, track: AudioStream): void {
  const current = readAudioElement(document, element, track.streamIndex);
  const text = { order: AUDIO_ORDER, parse: (found: string) => found };
  const number = { order: AUDIO_ORDER, parse: parseLeadingInteger };
  const codec = track.codec?.trim();
  const language = track.language?.trim();
  if (current.codec === null && codec) patchChildText(document, element, 'codec', codec, text);
  if (current.language === null && language) patchChildText(document, element, 'language', language, text);
  if (track.channels !== null) patchChildText(document, element, 'channels', track.channels, number);
}

function isOpen(left: string | null | undefined, right: string | null | undefined): boolean {
  return !left || !right || sameWord(left, right);
}

function sameWord(left: string | null, right: string): boolean {
  return left?.toLowerCase() === right.toLowerCase();
}

function newVideo(video: VideoStream): NewElement {
  return told('video', [
    ['codec', video.codec?.trim()],
    ['aspect', video.aspectRatio === null ? null : formatDecimal(video.aspectRatio)],
    ['width', video.width],
    ['height', video.height],
    ['durationinseconds', video.durationSeconds],
    ['hdrtype', video.hdrType === null ? null : KODI_HDR_TYPES[video.hdrType]],
  ]);
}

function newAudio(track: AudioStream): NewElement {
  return told('audio', [
    ['codec', track.codec?.trim()],
    ['language', track.language?.trim()],
    ['channels', track.channels],
  ]);
}

function newSubtitle(language: string): NewElement {
  return told('subtitle', [['language', language]]);
}

function told(name: string, children: readonly (readonly [string, string | number | null | undefined])[]): NewElement {
  const content = children.flatMap(([child, value]) => (value ? [{ name: child, content: String(value) }] : []));
  return { name, content };
}
