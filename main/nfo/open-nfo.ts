import { NfoDocument } from './nfo-document.ts';
import { NfoSyntaxError, type NfoSyntaxReason } from './nfo-syntax-error.ts';
import { decodeNfo } from './nfo-text.ts';
import { idsFromUrls, type UrlIds } from './nfo-urls.ts';
import type { XmlElement } from './xml-tree.ts';

export interface NfoProblem {
  reason: NfoSyntaxReason | 'empty' | 'wrong_root';
  /** For people. */
  message: string;
}

export type OpenedNfo =
  | { kind: 'document'; document: NfoDocument; root: XmlElement }
  | { kind: 'urls'; ids: UrlIds }
  | ({ kind: 'problem' } & NfoProblem);

const KNOWN_ROOT = /<(?:movie|tvshow|episodedetails|season|musicvideo|artist|album|video|html)[\s/>]/i;

/** The ids that say something about an item of each kind; the others are of another kind of item. */
const URL_KINDS = {
  movie: ['imdb', 'tmdbMovie', 'tvdb'],
  tvshow: ['imdb', 'tmdbTv', 'tvdb'],
} as const satisfies Record<string, readonly (keyof UrlIds)[]>;

/**
 * Tells what kind of NFO file these bytes are: a document with the root element that is wanted, plain text with provider
 * URLs, or something that cannot be used, and why.
 */
export function openNfo(bytes: Uint8Array, rootName: keyof typeof URL_KINDS): OpenedNfo {
  let document: NfoDocument | null = null;
  let problem: NfoProblem = { reason: 'not_xml', message: 'The file is not XML and holds no URL of a known provider' };
  try {
    document = NfoDocument.parse(bytes);
  } catch (error) {
    if (!(error instanceof NfoSyntaxError)) throw error;
    problem = { reason: error.reason, message: error.message };
    if (error.reason === 'too_large' || error.reason === 'entity_declaration') return { kind: 'problem', ...problem };
  }
  const root = document?.root(rootName);
  if (document && root) return { kind: 'document', document, root };
  const first = document?.roots[0];
  if (document && first !== undefined && (KNOWN_ROOT.test(`<${first.name} `) || !hasIds(document.textAroundRoots()))) {
    const message = `The file holds <${first.name.slice(0, 40)}>, not <${rootName}>`;
    return { kind: 'problem', reason: 'wrong_root', message };
  }
  // Release notes draw with `<`, so text that fails as XML may still be text.
  const { text } = decodeNfo(bytes);
  if (text.trim() === '') return { kind: 'problem', reason: 'empty', message: 'The file is empty' };
  if (KNOWN_ROOT.test(text) || text.includes('\0')) return { kind: 'problem', ...problem };
  const ids = idsFromUrls(text);
  if (URL_KINDS[rootName].some((kind) => ids[kind].length > 0)) return { kind: 'urls', ids };
  if (!hasIds(text)) return { kind: 'problem', ...problem };
  return { kind: 'problem', reason: 'wrong_root', message: `The file holds a URL, but not that of a <${rootName}>` };
}

function hasIds(text: string): boolean {
  return Object.values(idsFromUrls(text)).some((values: string[]) => values.length > 0);
}
