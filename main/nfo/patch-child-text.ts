import { insertInOrder } from './element-order.ts';
import type { NfoDocument } from './nfo-document.ts';
import type { XmlElement } from './xml-tree.ts';

/**
 * Makes the first child of a name say `value`, comparing by `parse`: an equal one is not touched, a different or blank
 * one gets new text, a missing one is inserted in the order given. Null removes every child of that name that says
 * something.
 */
export function patchChildText<T extends string | number>(
  document: NfoDocument,
  parent: XmlElement,
  name: string,
  value: T | null,
  options: { order: readonly string[]; parse: (text: string) => T | null },
): void {
  const children = document.children(parent, name);
  const telling = children.filter((child) => document.text(child) !== null);
  if (value === null) {
    for (const child of telling) document.remove(child);
    return;
  }
  const child = telling[0] ?? children[0];
  if (child === undefined) {
    insertInOrder(document, parent, { name, content: String(value) }, options.order);
  } else if (options.parse(document.text(child) ?? '') !== value) {
    document.replaceText(child, String(value));
  }
}
