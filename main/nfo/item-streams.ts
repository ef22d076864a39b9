import type { NfoDocument } from './nfo-document.ts';
import type { NfoItem } from './nfo-item.ts';
import { parseDecimal, parseLeadingInteger } from './nfo-number.ts';
import { findStreamDetails } from './stream-detail-elements.ts';
import type { XmlElement } from './xml-tree.ts';

const TRACKS = {
  video: {
    codec: 'text',
    aspect: 'text',
    width: 'whole',
    height: 'whole',
    durationinseconds: 'whole',
    stereomode: 'text',
    hdrtype: 'text',
    scantype: 'text',
    bitrate: 'whole',
    framerate: 'decimal',
  },
  audio: { codec: 'text', language: 'text', channels: 'whole' },
  subtitle: { codec: 'text', language: 'text', forced: 'text' },
} as const;

/** The tracks in `<fileinfo><streamdetails>` of which something is said; null when there are none. */
export function readItemStreams(document: NfoDocument, root: XmlElement): NfoItem['streamdetails'] {
  const details = findStreamDetails(document, root);
  if (details === null) return null;
  const tracks = (kind: keyof typeof TRACKS): Record<string, string | number>[] =>
    document
      .children(details, kind)
      .map((element) => readTrack(document, element, TRACKS[kind]))
      .filter((track) => Object.keys(track).length > 0);
  const streams = { video: tracks('video'), audio: tracks('audio'), subtitle: tracks('subtitle') };
  return Object.values(streams).every((list) => list.length === 0) ? null : streams;
}

function readTrack(
  document: NfoDocument,
  element: XmlElement,
  fields: Readonly<Record<string, 'text' | 'whole' | 'decimal'>>,
): Record<string, string | number> {
  const track: Record<string, string | number> = {};
  for (const [name, form] of Object.entries(fields)) {
    const text = document.childText(element, name);
    const number = form === 'whole' ? parseLeadingInteger(text) : parseDecimal(text);
    const value = form === 'text' ? text : number;
    if (value !== null) track[name] = value;
  }
  return track;
}
