/** An element as a reader of its own sees it, with nothing of the product's. */
export interface PlainElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly PlainElement[];
  /** Its text, where it has no elements; theirs is not in it. */
  text: string;
}

const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<!DOCTYPE[^>]*>|<(\/?)([^\s<>/]+)((?:\s+[^\s=<>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/gu;

/**
 * Reads one document. As .NET's XmlReader does, throws for a declaration that is not at the very beginning, for elements that
 * are not closed in order, and for anything but white space beside the root.
 */
export function readPlainXml(source: string): PlainElement {
  // Section 2.11 of XML 1.0.
  const document = source.replaceAll(/\r\n?/gu, '\n');
  const top: { children: PlainElement[]; text: string; name: string } = { children: [], text: '', name: '' };
  const open: { name: string; attributes: Record<string, string>; children: PlainElement[]; text: string }[] = [];
  let end = 0;
  for (const match of document.matchAll(TOKEN)) {
    if (match.index !== end) throw new Error(`Not XML at ${String(end)}`);
    const [whole, cdata, slash, name, attributes = '', empty, text] = match;
    end = match.index + whole.length;
    const parent = open.at(-1) ?? top;
    if (whole.startsWith('<?xml ') && match.index > 0) throw new Error('A declaration in the middle');
    if (cdata !== undefined) parent.text += cdata;
    else if (text !== undefined) parent.text += unescaped(text);
    else if (name !== undefined && slash === '/') close(open, top, name);
    else if (name !== undefined) {
      open.push({ name, attributes: readAttributes(attributes), children: [], text: '' });
      if (empty === '/') close(open, top, name);
    }
  }
  const [root, ...more] = top.children;
  if (end !== document.length || open.length > 0 || root === undefined || more.length > 0 || top.text.trim() !== '') {
    throw new Error('Not one document');
  }
  return root;
}

function close(open: PlainElement[], top: { children: PlainElement[] }, name: string): void {
  const element = open.pop();
  if (element?.name !== name) throw new Error(`</${name}> closes nothing`);
  ((open.at(-1) ?? top).children as PlainElement[]).push(element);
}

function readAttributes(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu)];
  return Object.fromEntries(pairs.map(([, key = '', double, single]) => [key, unescaped(double ?? single ?? '')]));
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replaceAll(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/giu, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });
}
