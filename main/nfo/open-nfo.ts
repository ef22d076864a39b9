import { NfoDocument } from './nfo-document.ts';
import type { NfoKind } from './nfo-kind.ts';
import { NfoSyntaxError, type NfoSyntaxReason } from './nfo-syntax-error.ts';
import { decodeNfo } from './nfo-text.ts';
import { idsFromUrls, type UrlIds } from './nfo-urls.ts';
import { KNOWN_ROOTS, rootsOfKind } from './roots-of-kind.ts';
import type { XmlElement } from './xml-tree.ts';

export interface NfoProblem {
  reason: NfoSyntaxReason | 'empty' | 'wrong_root';
  /** For people. */
  message: string;
}

export type OpenedNfo =
  | { kind: 'document'; document: NfoDocument; roots: [XmlElement, ...XmlElement[]] }
  | { kind: 'urls'; ids: UrlIds }
  | ({ kind: 'problem' } & NfoProblem);

const KNOWN_ROOT_TAG = new RegExp(`<(?:${[...KNOWN_ROOTS].join('|')})[\\s/>]`, 'i');

/**
 * Tells what kind of NFO file these bytes are: a document with the root element that is wanted, plain text with provider
 * URLs, or something that cannot be used, and why.
 */
export function openNfo(bytes: Uint8Array, kind: Pick<NfoKind, 'rootNames' | 'urlIds'>): OpenedNfo {
  let document: NfoDocument | null = null;
  let problem: NfoProblem = { reason: 'not_xml', message: 'The file is not XML and holds no URL of a known provider' };
  try {
    document = NfoDocument.parse(bytes);
  } catch (error) {
    if (!(error instanceof NfoSyntaxError)) throw error;
    problem = { reason: error.reason, message: error.message };
    if (error.reason === 'too_large' || error.reason === 'entity_declaration') return { kind: 'problem', ...problem };
  }
  const [name] = kind.rootNames;
  const [root, ...others] = document === null ? [] : rootsOfKind(document, kind);
  if (document !== null && root !== undefined) return { kind: 'document', document, roots: [root, ...others] };
  const first = document?.roots[0];
  if (
    document &&
    first !== undefined &&
    (KNOWN_ROOTS.has(first.name.toLowerCase()) || !hasIds(document.textAroundRoots()))
  ) {
    const message = `The file holds <${first.name.slice(0, 40)}>, not <${name}>`;
    return { kind: 'problem', reason: 'wrong_root', message };
  }
  // Release notes draw with `<`, so text that fails as XML may still be text.
  const { text } = decodeNfo(bytes);
  if (text.trim() === '') return { kind: 'problem', reason: 'empty', message: 'The file is empty' };
  if (KNOWN_ROOT_TAG.test(text) || text.includes('\0')) return { kind: 'problem', ...problem };
  const ids = idsFromUrls(text);
  if (kind.urlIds.some(([, key]) => ids[key].length > 0)) return { kind: 'urls', ids };
  if (!hasIds(text)) return { kind: 'problem', ...problem };
  return { kind: 'problem', reason: 'wrong_root', message: `The file holds a URL, but not that of a <${name}>` };
}

function hasIds(text: string): boolean {
  return Object.values(idsFromUrls(text)).some((values: string[]) => values.length > 0);
}
