import { matchRoots } from './match-roots.ts';
import type { NewElement } from './new-element.ts';
import { NfoDocument } from './nfo-document.ts';
import type { NfoKind, NfoValues } from './nfo-kind.ts';
import { decodeNfo, encodeNfo, type NfoText } from './nfo-text.ts';
import { normalizeNfoValues } from './nfo-values.ts';
import { type NfoProblem, openNfo } from './open-nfo.ts';
import { patchDialect } from './patch-dialect.ts';
import { patchFields } from './patch-fields.ts';
import { rootsOfKind } from './roots-of-kind.ts';

export type PatchedNfo = { bytes: Uint8Array } | { error: NfoProblem['reason']; message: string };

/**
 * One pass may change what an untouched element means (a bare `<id>`); the next mends that. What is for other players than
 * Kodi comes from the second pass on, when its neighbours are in the text.
 */
const MAX_PASSES = 4;

/**
 * The bytes of an NFO after making it say `desired`, one entry per root: a new file (Kodi's layout, UTF-8) when there is
 * none or an empty one, else the existing file with the fewest changes. Elements that already mean what is desired,
 * unknown ones, comments, layout and encoding survive byte for byte, and a file that needs no change comes back as it is.
 * A desired null removes the element. Missing roots are added behind the one they follow; roots that nothing is desired
 * of stay as they are. The XML of a file of bare URLs is put before them. Anything else that is no such NFO is an error
 * and must not be overwritten.
 */
export function patchNfoFile(existing: Uint8Array | null, desired: readonly NfoValues[], kind: NfoKind): PatchedNfo {
  const values = desired.map((entry) => normalizeNfoValues(entry, kind));
  const opened = existing === null ? null : openNfo(existing, kind);
  if (existing === null || opened === null || (opened.kind === 'problem' && opened.reason === 'empty')) {
    const empty = newFile({ encoding: 'utf-8', hasBom: false, eol: '\n', text: '' }, values.length, kind);
    return { bytes: settled(empty, values, { kind, isNewFile: true }) };
  }
  if (opened.kind === 'problem') return { error: opened.reason, message: opened.message };
  if (opened.kind === 'document') return { bytes: settled(existing, values, { kind, isNewFile: false }) };
  const source = decodeNfo(existing);
  if (!isBareUrls(source.text)) {
    return { error: 'not_xml', message: 'The file is text, not XML, and holds more than URLs' };
  }
  return { bytes: settled(newFile(source, values.length, kind), values, { kind, isNewFile: true }) };
}

function newFile(around: NfoText, rootCount: number, { rootNames: [name] }: NfoKind): Uint8Array {
  const { eol } = around;
  const encoding = around.encoding.startsWith('utf-16') ? 'UTF-16' : 'UTF-8';
  const declaration = `<?xml version="1.0" encoding="${encoding}" standalone="yes"?>`;
  const roots = `<${name}>${eol}</${name}>${eol}`.repeat(rootCount);
  return encodeNfo({ ...around, text: `${declaration}${eol}${roots}${around.text}` });
}

function isBareUrls(text: string): boolean {
  return !text.includes('<') && text.split(/\r?\n/).every((line) => !/\S\s+\S/.test(line));
}

function settled(
  bytes: Uint8Array,
  values: readonly NfoValues[],
  { kind, isNewFile }: { kind: NfoKind; isNewFile: boolean },
): Uint8Array {
  const { bytes: whole, added } = withMissingRoots(bytes, values, kind);
  let patched = whole;
  const isForKodi = values.every(({ dialect = 'kodi' }) => dialect === 'kodi');
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const document = NfoDocument.parse(patched);
    const roots = matchRoots(document, rootsOfKind(document, kind), values, kind);
    for (const [index, root] of roots.entries()) {
      if (root === null) throw new Error(`An NFO lost a <${kind.rootNames[0]}> while it was patched`);
      const isNew = pass === 0 && (isNewFile || added.has(index));
      patchFields(document, root, values[index] as NfoValues, { kind, isNew });
      if (pass > 0) patchDialect(document, root, values[index] as NfoValues, kind);
    }
    const next = document.toBytes();
    if (next === patched && (isForKodi || pass > 0)) break;
    patched = next;
  }
  return patched;
}

function withMissingRoots(
  bytes: Uint8Array,
  values: readonly NfoValues[],
  kind: NfoKind,
): { bytes: Uint8Array; added: ReadonlySet<number> } {
  const document = NfoDocument.parse(bytes);
  const present = rootsOfKind(document, kind);
  const matched = matchRoots(document, present, values, kind);
  const added = new Set<number>();
  let anchor = present[0] ?? null;
  for (const [index, root] of matched.entries()) {
    if (root !== null) {
      anchor = root;
    } else if (anchor !== null) {
      document.insertAfter(anchor, newRoot(values[index] as NfoValues, kind));
      added.add(index);
    }
  }
  return { bytes: document.toBytes(), added };
}

/** With the numbers by which it is known in the next pass. */
function newRoot({ season, episode }: NfoValues, { rootNames: [name] }: NfoKind): NewElement {
  const content: NewElement[] = [];
  if (typeof season === 'number') content.push({ name: 'season', content: String(season) });
  if (typeof episode === 'number') content.push({ name: 'episode', content: String(episode) });
  return { name, content };
}
