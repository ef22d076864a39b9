import { escapeXmlAttribute, escapeXmlText } from './xml-text.ts';

/** An element to be written: either text or children. */
export interface NewElement {
  name: string;
  attributes?: Record<string, string>;
  content: string | NewElement[];
}

export interface ElementStyle {
  /** White space before the element on its line; null writes everything on one line. */
  indent: string | null;
  /** What one more level adds to the indent. */
  unit: string;
  eol: '\n' | '\r\n';
}

/** Source text of an element, without the line end and indent before its start tag. */
export function renderElement(element: NewElement, style: ElementStyle): string {
  const { indent, unit, eol } = style;
  let tag = `<${element.name}`;
  for (const [name, value] of Object.entries(element.attributes ?? {}))
    tag += ` ${name}="${escapeXmlAttribute(value)}"`;
  if (typeof element.content === 'string') {
    return `${tag}>${escapeXmlText(element.content, eol)}</${element.name}>`;
  }
  const childStyle = { ...style, indent: indent === null ? null : indent + unit };
  const lineBreak = childStyle.indent === null ? '' : eol + childStyle.indent;
  const inner = element.content.map((child) => lineBreak + renderElement(child, childStyle)).join('');
  return `${tag}>${inner}${indent === null ? '' : eol + indent}</${element.name}>`;
}
