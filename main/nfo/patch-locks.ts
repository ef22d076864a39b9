import { insertInOrder } from './element-order.ts';
import { lockedFieldNames, type NfoLocks, serverFieldNames } from './jellyfin-locks.ts';
import type { NfoDocument } from './nfo-document.ts';
import type { XmlElement } from './xml-tree.ts';

const SEPARATOR = '|';

/**
 * Makes `<lockdata>` and `<lockedfields>` say what is locked. A lock that is not there is not written out as such: a file
 * without the elements leaves the player's own locks alone. Names of fields that Metarr has none for stay.
 */
export function patchLocks(document: NfoDocument, root: XmlElement, locks: NfoLocks, order: readonly string[]): void {
  const whole = document.children(root, 'lockdata')[0];
  const isWhole = whole !== undefined && document.text(whole)?.toLowerCase() === 'true';
  if (whole === undefined && locks.isWhole) insertInOrder(document, root, { name: 'lockdata', content: 'true' }, order);
  else if (whole !== undefined && isWhole !== locks.isWhole) document.replaceText(whole, String(locks.isWhole));

  const present = lockedFieldNames(document, root);
  const { locked, known } = serverFieldNames(locks);
  const foreign = present.filter((name) => !known.has(name.toLowerCase()));
  const wanted = [...locked, ...foreign];
  if (sameNames(present, wanted)) return;
  const [element, ...others] = document.children(root, 'lockedfields');
  for (const other of others) document.remove(other);
  if (element === undefined) {
    insertInOrder(document, root, { name: 'lockedfields', content: wanted.join(SEPARATOR) }, order);
  } else if (wanted.length === 0) document.remove(element);
  else document.replaceText(element, wanted.join(SEPARATOR));
}

function sameNames(left: readonly string[], right: readonly string[]): boolean {
  const fold = (names: readonly string[]): string =>
    names
      .map((name) => name.toLowerCase())
      .sort()
      .join(SEPARATOR);
  return fold(left) === fold(right);
}
