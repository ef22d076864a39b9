import { insertInOrder } from './element-order.ts';
import { yearOfNfoDate } from './nfo-date.ts';
import type { NfoDocument } from './nfo-document.ts';
import type { NfoKind, NfoValues } from './nfo-kind.ts';
import { readReleaseYear } from './read-fields.ts';
import { formatScalar, readScalar, type ScalarSpec } from './scalar-elements.ts';
import type { XmlElement } from './xml-tree.ts';

/** Makes one single-valued field say what `values` says; an element that already does is not touched. */
export function patchScalar(
  document: NfoDocument,
  root: XmlElement,
  spec: ScalarSpec,
  values: NfoValues,
  { kind, isNew }: { kind: NfoKind; isNew: boolean },
): void {
  const desired = values[spec.field] ?? null;
  const current = readScalar(document, spec, root);
  if (spec.field === 'year' && current === null && !isNew) {
    const premiered = values.premiered ?? null;
    const implied = premiered === null ? readReleaseYear(document, root, kind) : yearOfNfoDate(formatScalar(premiered));
    if (implied === desired) return;
    if (desired === null) removeTelling(document, root, kind.releaseDates);
  }
  if (current === desired) return;
  if (desired === null) removeTelling(document, root, spec.elements);
  else write(document, root, spec, desired, kind.order);
}

/** The same field may stand in several elements (premiered and releasedate); players differ in which they believe. */
function write(
  document: NfoDocument,
  root: XmlElement,
  spec: ScalarSpec,
  desired: string | number,
  order: readonly string[],
): void {
  let isWritten = false;
  for (const name of spec.elements) {
    const [first, ...repeats] = document.children(root, name).filter((element) => document.text(element) !== null);
    if (first === undefined) continue;
    isWritten = true;
    if (spec.parse(document.text(first) ?? '') !== desired) document.replaceText(first, formatScalar(desired));
    for (const repeat of repeats) document.remove(repeat);
  }
  if (isWritten) return;
  const blank = document.children(root, ...spec.elements)[0];
  if (blank === undefined) {
    insertInOrder(document, root, { name: spec.elements[0], content: formatScalar(desired) }, order);
  } else {
    document.replaceText(blank, formatScalar(desired));
  }
}

function removeTelling(document: NfoDocument, root: XmlElement, names: readonly string[]): void {
  for (const element of document.children(root, ...names)) {
    if (document.text(element) !== null) document.remove(element);
  }
}
