import { type ElementStyle, type NewElement, renderElement } from './new-element.ts';
import { NfoSyntaxError } from './nfo-syntax-error.ts';
import { decodeNfo, encodeNfo, type NfoText } from './nfo-text.ts';
import { TextSplices } from './text-splices.ts';
import { decodeXmlText, escapeXmlAttribute, escapeXmlText, plainXmlText } from './xml-text.ts';
import { parseXml, type XmlAttribute, type XmlElement } from './xml-tree.ts';

const MAX_BYTES = 10 * 1024 * 1024;

/**
 * An NFO file that can be read and changed without loss: a change is a splice in the source text at the position of one
 * element, so comments, unknown elements, white space, entity spelling, quotes, encoding and text around the roots
 * survive byte for byte. Elements and positions are those of the text as parsed; what was inserted cannot be read back
 * before the document is encoded and parsed again.
 */
export class NfoDocument {
  readonly roots: readonly XmlElement[];
  readonly #bytes: Uint8Array;
  readonly #source: NfoText;
  readonly #splices = new TextSplices();
  readonly #childStyles = new Map<XmlElement, ElementStyle>();
  readonly #firstChildren = new Map<XmlElement, string[]>();

  private constructor(bytes: Uint8Array, source: NfoText, roots: XmlElement[]) {
    this.#bytes = bytes;
    this.#source = source;
    this.roots = roots;
  }

  /** @throws NfoSyntaxError when the bytes are more than 10 MB, binary or no XML; see parseXml. */
  static parse(bytes: Uint8Array): NfoDocument {
    if (bytes.byteLength > MAX_BYTES) throw new NfoSyntaxError('too_large', 'The file is larger than 10 MB');
    const source = decodeNfo(bytes);
    if (source.text.includes('\0')) throw new NfoSyntaxError('not_xml', 'The file is binary');
    return new NfoDocument(bytes, source, parseXml(source.text));
  }

  /** The first root element of that name. */
  root(name: string): XmlElement | null {
    return this.roots.find((root) => root.name === name) ?? null;
  }

  /** The text before, between and after the root elements, where scraper URLs are; without comments. */
  textAroundRoots(): string {
    let text = '';
    let from = 0;
    for (const root of this.roots) {
      text += `${this.#source.text.slice(from, root.start)}\n`;
      from = root.end;
    }
    text += this.#source.text.slice(from);
    return text
      .split(MARKUP)
      .filter((piece) => !piece.startsWith('<'))
      .join(' ');
  }

  children(parent: XmlElement, ...names: string[]): XmlElement[] {
    return parent.children.filter((child) => names.includes(child.name));
  }

  /** The element's own text and that of the elements in it, trimmed; null when there is none. */
  text(element: XmlElement): string | null {
    return this.#collectText(element, true).trim() || null;
  }

  /** As text(), without the text of elements inside. */
  ownText(element: XmlElement): string | null {
    return this.#collectText(element, false).trim() || null;
  }

  /** Text of the first child of that name that has any. */
  childText(parent: XmlElement, ...names: string[]): string | null {
    for (const child of parent.children) {
      const text = names.includes(child.name) ? this.text(child) : null;
      if (text !== null) return text;
    }
    return null;
  }

  /** An attribute's value by name, letter case ignored; null when absent or blank. */
  attribute(element: XmlElement, name: string): string | null {
    const found = this.#attribute(element, name);
    if (found === null) return null;
    return decodeXmlText(this.#source.text.slice(found.valueStart, found.valueEnd)).trim() || null;
  }

  /** Replaces the element's text; comments in it stay, child elements do not. An empty element is opened. */
  replaceText(element: XmlElement, text: string): void {
    const escaped = escapeXmlText(text, this.#source.eol);
    if (element.isSelfClosing) {
      const at = this.#tagEnd(element);
      this.#splices.replace(at, element.end, `>${escaped}</${element.name}>`);
      return;
    }
    if (element.children.length > 0) {
      this.#splices.replace(element.openEnd, element.closeStart, escaped);
      return;
    }
    const [first, ...rest] = this.#textRuns(element).filter((run) => run.end > run.start);
    if (first === undefined) {
      this.#splices.replace(element.openEnd, element.openEnd, escaped);
      return;
    }
    this.#splices.replace(first.start, first.end, escaped);
    for (const run of rest) this.#splices.replace(run.start, run.end, '');
  }

  /** Replaces all that is between the tags by child elements. */
  replaceContent(element: XmlElement, children: readonly NewElement[]): void {
    if (element.isSelfClosing || element.closeStart === element.openEnd) {
      for (const child of children) this.#insertFirst(element, child);
      return;
    }
    const style = this.#childStyle(element);
    const inner = children.map((child) => this.#lineStart(style) + renderElement(child, style)).join('');
    this.#splices.replace(element.openEnd, element.closeStart, inner + this.#closingLine(element, style));
  }

  /** Sets one attribute; a new one goes after the last. Letter case of an existing name is kept. */
  setAttribute(element: XmlElement, name: string, value: string): void {
    const found = this.#attribute(element, name);
    if (found !== null) {
      this.#splices.replace(found.valueStart, found.valueEnd, escapeXmlAttribute(value));
      return;
    }
    const at = element.attributes.at(-1)?.end ?? element.start + 1 + element.name.length;
    this.#splices.replace(at, at, ` ${name}="${escapeXmlAttribute(value)}"`);
  }

  removeAttribute(element: XmlElement, name: string): void {
    const found = this.#attribute(element, name);
    if (found !== null) this.#splices.replace(found.start, found.end, '');
  }

  /** Removes an element, with its line when nothing else stands on it. */
  remove(element: XmlElement): void {
    const lineBreak = this.#lineBreakBefore(element);
    const isAloneOnLine = lineBreak !== null && /^[ \t]*\r?\n/.test(this.#lineAfter(element.end));
    this.#splices.replace(isAloneOnLine ? lineBreak : element.start, element.end, '');
  }

  /**
   * Inserts a child after a sibling (removed ones included), or before all others when `after` is null, in the layout
   * its siblings have. Several inserts at one place keep the order of the calls.
   */
  insert(parent: XmlElement, after: XmlElement | null, element: NewElement): void {
    if (parent.children.length === 0) {
      this.#insertFirst(parent, element);
      return;
    }
    const style = this.#childStyle(parent);
    if (after === null) {
      this.#splices.replace(parent.openEnd, parent.openEnd, this.#lineStart(style) + renderElement(element, style));
      return;
    }
    const ownIndent = this.#indentOf(after);
    const siblingStyle = ownIndent === null ? style : { ...style, indent: ownIndent };
    const at = after.end + this.#trailingCommentLength(after.end);
    this.#splices.replace(at, at, this.#lineStart(siblingStyle) + renderElement(element, siblingStyle));
  }

  /** Inserts an element behind a sibling, which may be a root. */
  insertAfter(sibling: XmlElement, element: NewElement): void {
    if (sibling.parent !== null) {
      this.insert(sibling.parent, sibling, element);
      return;
    }
    const { eol } = this.#source;
    const style = { indent: this.#indentOf(sibling) ?? '', unit: this.#indentUnit(sibling), eol };
    this.#splices.replace(sibling.end, sibling.end, this.#lineStart(style) + renderElement(element, style));
  }

  /** The whole text with all changes made. */
  toText(): string {
    const splices = this.#splices.copy();
    for (const [parent, children] of this.#firstChildren) {
      const inner = children.join('') + this.#closingLine(parent, this.#childStyle(parent));
      if (parent.isSelfClosing) {
        splices.replace(this.#tagEnd(parent), parent.end, `>${inner}</${parent.name}>`);
      } else {
        const isBroken = this.#source.text.slice(parent.openEnd, parent.closeStart).includes('\n');
        splices.replace(parent.openEnd, parent.openEnd, isBroken ? children.join('') : inner);
      }
    }
    return splices.applyTo(this.#source.text);
  }

  /** The file's bytes: the very ones it was parsed from while nothing was changed. */
  toBytes(): Uint8Array {
    const text = this.toText();
    return text === this.#source.text ? this.#bytes : encodeNfo({ ...this.#source, text });
  }

  #insertFirst(parent: XmlElement, element: NewElement): void {
    const style = this.#childStyle(parent);
    const children = this.#firstChildren.get(parent) ?? [];
    children.push(this.#lineStart(style) + renderElement(element, style));
    this.#firstChildren.set(parent, children);
  }

  #attribute(element: XmlElement, name: string): XmlAttribute | null {
    if (element.attributes.length === 0) return null;
    const wanted = name.toLowerCase();
    return element.attributes.find((attribute) => attribute.name.toLowerCase() === wanted) ?? null;
  }

  #collectText(element: XmlElement, isDeep: boolean): string {
    if (element.children.length === 0) return this.#gapText(element.openEnd, element.closeStart);
    let text = '';
    let from = element.openEnd;
    for (const child of element.children) {
      text += this.#gapText(from, child.start);
      if (isDeep) text += /^br$/i.test(child.name) ? '\n' : this.#collectText(child, true);
      from = child.end;
    }
    return text + this.#gapText(from, element.closeStart);
  }

  #gapText(from: number, to: number): string {
    if (from >= to) return '';
    const gap = this.#source.text.slice(from, to);
    if (!gap.includes('<')) return decodeXmlText(gap);
    let text = '';
    for (const piece of gap.split(MARKUP)) {
      if (piece.startsWith('<![CDATA[')) text += plainXmlText(piece.slice(9, -3));
      else if (!piece.startsWith('<!--') && !piece.startsWith('<?')) text += decodeXmlText(piece);
    }
    return text;
  }

  /** Stretches of text and CDATA between comments, each without the white space around it. */
  #textRuns(element: XmlElement): { start: number; end: number }[] {
    const runs: { start: number; end: number }[] = [];
    let at = element.openEnd;
    for (const piece of this.#source.text.slice(element.openEnd, element.closeStart).split(MARKUP)) {
      if (!piece.startsWith('<!--') && !piece.startsWith('<?')) {
        const start = at + (piece.length - piece.trimStart().length);
        runs.push({ start, end: Math.max(start, at + piece.trimEnd().length) });
      }
      at += piece.length;
    }
    return runs;
  }

  #tagEnd(element: XmlElement): number {
    return this.#source.text.slice(element.start, element.end - 2).trimEnd().length + element.start;
  }

  #lineBreakBefore(element: XmlElement): number | null {
    const { text } = this.#source;
    let at = element.start - 1;
    while (text[at] === ' ' || text[at] === '\t') at--;
    if (text[at] !== '\n') return null;
    return text[at - 1] === '\r' ? at - 1 : at;
  }

  #indentOf(element: XmlElement): string | null {
    const { text } = this.#source;
    let at = element.start;
    while (text[at - 1] === ' ' || text[at - 1] === '\t') at--;
    return at === 0 || text[at - 1] === '\n' ? text.slice(at, element.start) : null;
  }

  #lineAfter(at: number): string {
    // Bounded, because a hostile file may be one line of megabytes.
    const ahead = this.#source.text.slice(at, at + 1000);
    const end = ahead.indexOf('\n');
    return end === -1 ? ahead : ahead.slice(0, end + 1);
  }

  #trailingCommentLength(at: number): number {
    return /^((?:[ \t]*<!--(?:(?!-->).){0,400}-->)+)[ \t]*\r?\n/.exec(this.#lineAfter(at))?.[1]?.length ?? 0;
  }

  #childStyle(parent: XmlElement): ElementStyle {
    let style = this.#childStyles.get(parent);
    if (style === undefined) {
      style = this.#findChildStyle(parent);
      this.#childStyles.set(parent, style);
    }
    return style;
  }

  #findChildStyle(parent: XmlElement): ElementStyle {
    const { eol } = this.#source;
    const unit = this.#indentUnit(parent);
    for (const child of parent.children) {
      const indent = this.#lineBreakBefore(child) === null ? null : this.#indentOf(child);
      if (indent !== null) return { indent, unit, eol };
    }
    if (parent.children.length > 0) return { indent: null, unit, eol };
    const ownIndent = parent.parent === null ? (this.#indentOf(parent) ?? '') : this.#indentOf(parent);
    return { indent: ownIndent === null ? null : ownIndent + unit, unit, eol };
  }

  #indentUnit(element: XmlElement): string {
    let root = element;
    while (root.parent !== null) root = root.parent;
    const rootIndent = this.#indentOf(root) ?? '';
    for (const child of root.children) {
      const indent = this.#lineBreakBefore(child) === null ? null : this.#indentOf(child);
      if (indent !== null && indent.startsWith(rootIndent)) return indent.slice(rootIndent.length);
    }
    return '  ';
  }

  #lineStart(style: ElementStyle): string {
    return style.indent === null ? '' : style.eol + style.indent;
  }

  #closingLine(parent: XmlElement, style: ElementStyle): string {
    return style.indent === null ? '' : style.eol + (this.#indentOf(parent) ?? '');
  }
}

const MARKUP = /(<!\[CDATA\[[^]*?\]\]>|<!--[^]*?-->|<\?[^]*?\?>)/;
