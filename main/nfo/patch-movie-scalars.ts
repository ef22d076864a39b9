import { insertInOrder, MOVIE_ELEMENT_ORDER } from './element-order.ts';
import type { MovieNfoValues } from './movie-nfo-values.ts';
import {
  formatScalar,
  MOVIE_SCALARS,
  type MovieScalarField,
  readReleaseYear,
  readScalar,
  RELEASE_DATE_ELEMENTS,
  type ScalarSpec,
} from './movie-scalar-elements.ts';
import { yearOfNfoDate } from './nfo-date.ts';
import type { NfoDocument } from './nfo-document.ts';
import type { XmlElement } from './xml-tree.ts';

/** Makes one single-valued field of a film say what `values` says; an element that already does is not touched. */
export function patchMovieScalar(
  document: NfoDocument,
  root: XmlElement,
  field: MovieScalarField,
  values: MovieNfoValues,
  isNewFile: boolean,
): void {
  const spec = MOVIE_SCALARS.find((candidate) => candidate.field === field) as ScalarSpec;
  const desired = values[field];
  const current = readScalar(document, spec, root);
  if (field === 'year' && current === null && !isNewFile) {
    const implied = values.premiered === null ? readReleaseYear(document, root) : yearOfNfoDate(values.premiered);
    if (implied === desired) return;
    if (desired === null) removeTelling(document, root, RELEASE_DATE_ELEMENTS);
  }
  if (current === desired) return;
  if (desired === null) removeTelling(document, root, spec.elements);
  else write(document, root, spec, desired);
}

/** The same field may stand in several elements (premiered and releasedate); players differ in which they believe. */
function write(document: NfoDocument, root: XmlElement, spec: ScalarSpec, desired: string | number): void {
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
    insertInOrder(document, root, { name: spec.elements[0], content: formatScalar(desired) }, MOVIE_ELEMENT_ORDER);
  } else {
    document.replaceText(blank, formatScalar(desired));
  }
}

function removeTelling(document: NfoDocument, root: XmlElement, names: readonly string[]): void {
  for (const element of document.children(root, ...names)) {
    if (document.text(element) !== null) document.remove(element);
  }
}
