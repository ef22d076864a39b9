import { NfoSyntaxError } from './nfo-syntax-error.ts';

/** An attribute, by its offsets in the source text. */
export interface XmlAttribute {
  name: string;
  /** Offset of the white space before the name, so that removing [start, end) leaves a tidy tag. */
  start: number;
  valueStart: number;
  valueEnd: number;
  /** Offset after the closing quote. */
  end: number;
}

/** An element, by its offsets in the source text: `<name …>` is [start, openEnd), `</name>` is [closeStart, end). */
export interface XmlElement {
  name: string;
  start: number;
  openEnd: number;
  closeStart: number;
  end: number;
  isSelfClosing: boolean;
  attributes: XmlAttribute[];
  children: XmlElement[];
  parent: XmlElement | null;
}

const MAX_DEPTH = 100;
/** A film with a thousand actors has a tenth of this; more is an attack or no NFO. */
const MAX_ELEMENTS = 50_000;
/** HTML's empty elements turn up bare inside plots (`…<br>…`); they never have content. */
const VOID_NAMES: ReadonlySet<string> = new Set(['br', 'hr', 'wbr', 'BR', 'HR']);

/**
 * Parses XML by position: the root elements (NFO files may have several, with text around them) with every offset kept,
 * so that a change can be made in the text without touching anything else. Text and attribute values stay undecoded.
 * Lenient where players and people are (bare `&`, `<` before a space, `<br>`), strict about structure.
 * @throws NfoSyntaxError not_xml, truncated (the text ends inside something), too_large (nested deeper than 100, over 50,000 elements) or
 * entity_declaration (a DTD that declares entities: never expanded, always refused).
 */
export function parseXml(text: string): XmlElement[] {
  const roots: XmlElement[] = [];
  let current: XmlElement | null = null;
  let depth = 0;
  let position = 0;
  let count = 0;
  for (;;) {
    const open = text.indexOf('<', position);
    if (open === -1) break;
    const next = text.charCodeAt(open + 1);
    if (next === SLASH) {
      const close: number = endOf(text, '>', open);
      const name = text.slice(open + 2, close - 1).trimEnd();
      position = close;
      if (current === null || current.name !== name) {
        if (VOID_NAMES.has(name) && current !== null) continue;
        throw new NfoSyntaxError('not_xml', `Unexpected </${name.slice(0, 40)}> at character ${open}`);
      }
      current.closeStart = open;
      current.end = close;
      current = current.parent;
      depth--;
    } else if (next === EXCLAMATION) {
      position = skipMarkup(text, open);
    } else if (next === QUESTION) {
      position = endOf(text, '?>', open + 2);
    } else if (isNameStart(next)) {
      const element: XmlElement = readOpenTag(text, open, current);
      if (++count > MAX_ELEMENTS) throw new NfoSyntaxError('too_large', `More than ${MAX_ELEMENTS} elements`);
      (current?.children ?? roots).push(element);
      position = element.openEnd;
      if (!element.isSelfClosing && !VOID_NAMES.has(element.name)) {
        if (++depth > MAX_DEPTH) throw new NfoSyntaxError('too_large', `Nested deeper than ${MAX_DEPTH} elements`);
        current = element;
      }
    } else {
      position = open + 1;
    }
  }
  if (current !== null) throw new NfoSyntaxError('truncated', `The file ends inside <${current.name.slice(0, 40)}>`);
  return roots;
}

const SLASH = 0x2f;
const EXCLAMATION = 0x21;
const QUESTION = 0x3f;
const GREATER = 0x3e;
const EQUALS = 0x3d;

function endOf(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  if (found === -1) throw new NfoSyntaxError('truncated', `The file ends before "${mark}" of character ${from}`);
  return found + mark.length;
}

function skipMarkup(text: string, open: number): number {
  if (text.startsWith('<!--', open)) return endOf(text, '-->', open + 4);
  if (text.startsWith('<![CDATA[', open)) return endOf(text, ']]>', open + 9);
  if (/^<!DOCTYPE\b/i.test(text.slice(open, open + 10))) return skipDoctype(text, open + 9);
  return open + 2;
}

function skipDoctype(text: string, from: number): number {
  let isInSubset = false;
  for (let at = from; at < text.length; at++) {
    const character = text[at];
    if (character === '"' || character === "'") {
      at = endOf(text, character, at + 1) - 1;
    } else if (character === '<') {
      if (text.startsWith('<!--', at)) at = endOf(text, '-->', at + 4) - 1;
      else if (/^<!ENTITY\b/i.test(text.slice(at, at + 9))) {
        throw new NfoSyntaxError('entity_declaration', 'The file declares XML entities, which are never expanded');
      }
    } else if (character === '[') isInSubset = true;
    else if (character === ']') isInSubset = false;
    else if (character === '>' && !isInSubset) return at + 1;
  }
  throw new NfoSyntaxError('truncated', 'The file ends inside its document type');
}

function readOpenTag(text: string, open: number, parent: XmlElement | null): XmlElement {
  let at = open + 1;
  while (isNameCharacter(text.charCodeAt(at))) at++;
  const name = text.slice(open + 1, at);
  const attributes: XmlAttribute[] = [];
  for (;;) {
    const spaceStart = at;
    at = skipSpace(text, at);
    const code = text.charCodeAt(at);
    if (code === GREATER || (code === SLASH && text.charCodeAt(at + 1) === GREATER)) {
      const isSelfClosing = code === SLASH;
      const openEnd = at + (isSelfClosing ? 2 : 1);
      return {
        name,
        start: open,
        openEnd,
        closeStart: openEnd,
        end: openEnd,
        isSelfClosing,
        attributes,
        children: [],
        parent,
      };
    }
    if (Number.isNaN(code)) throw new NfoSyntaxError('truncated', `The file ends inside <${name.slice(0, 40)}`);
    if (spaceStart === at || !isNameStart(code)) {
      throw new NfoSyntaxError('not_xml', `Malformed tag <${name.slice(0, 40)} at character ${open}`);
    }
    const attribute = readAttribute(text, spaceStart, at);
    attributes.push(attribute);
    at = attribute.end;
  }
}

function readAttribute(text: string, start: number, nameStart: number): XmlAttribute {
  let at = nameStart;
  while (isNameCharacter(text.charCodeAt(at))) at++;
  const name = text.slice(nameStart, at);
  at = skipSpace(text, at);
  if (text.charCodeAt(at) !== EQUALS) {
    const reason = at >= text.length ? 'truncated' : 'not_xml';
    throw new NfoSyntaxError(reason, `Attribute ${name.slice(0, 40)} has no value at character ${at}`);
  }
  at = skipSpace(text, at + 1);
  const quote = text[at];
  if (quote !== '"' && quote !== "'") {
    const reason = at >= text.length ? 'truncated' : 'not_xml';
    throw new NfoSyntaxError(reason, `Attribute ${name.slice(0, 40)} is not quoted at character ${at}`);
  }
  const end = endOf(text, quote, at + 1);
  return { name, start, valueStart: at + 1, valueEnd: end - 1, end };
}

function skipSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
    at++;
  }
}

function isNameStart(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f || code === 0x3a || code >= 0xc0
  );
}

function isNameCharacter(code: number): boolean {
  return isNameStart(code) || (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x2e || code === 0xb7;
}
