interface Splice {
  start: number;
  end: number;
  text: string;
}

/** Changes to one text, all by offsets in its original form and applied at once. */
export class TextSplices {
  readonly #splices: Splice[] = [];

  replace(start: number, end: number, text: string): void {
    this.#splices.push({ start, end, text });
  }

  copy(): TextSplices {
    const copy = new TextSplices();
    for (const splice of this.#splices) copy.replace(splice.start, splice.end, splice.text);
    return copy;
  }

  /**
   * The changed text. Insertions at one offset keep their order; a change inside a stretch that another change replaces
   * goes with it, so an element may be edited and then removed.
   */
  applyTo(text: string): string {
    const ordered = this.#splices
      .map((splice, order) => ({ ...splice, order }))
      .sort((a, b) => a.start - b.start || sizeRank(a) - sizeRank(b) || a.order - b.order);
    let result = '';
    let at = 0;
    for (const splice of ordered) {
      if (splice.start < at) continue;
      result += text.slice(at, splice.start) + splice.text;
      at = splice.end;
    }
    return result + text.slice(at);
  }
}

/** Insertions come before replacements that start at the same offset, and longer replacements before shorter ones. */
function sizeRank(splice: Splice): number {
  return splice.end === splice.start ? Number.NEGATIVE_INFINITY : -(splice.end - splice.start);
}
