import { alignSequence } from './align-sequence.ts';
import { insertInOrder, previousSibling } from './element-order.ts';
import { listEntries, type ListSpec, readList } from './list-elements.ts';
import type { NfoDocument } from './nfo-document.ts';
import type { XmlElement } from './xml-tree.ts';

interface Unit {
  element: XmlElement;
  entries: string[];
  /** Entries that no earlier element has; none for a repeat, such as Jellyfin's `<writer>` beside `<credits>`. */
  news: string[];
}

interface Plan {
  kept: ReadonlySet<Unit>;
  /** Wanted entries to insert after a unit (null: before all). */
  inserts: { after: Unit | null; entry: string }[];
}

/** Makes a list hold the wanted entries in their order, moving and rewriting as few elements as possible. */
export function patchList(
  document: NfoDocument,
  root: XmlElement,
  spec: ListSpec,
  wanted: readonly string[],
  order: readonly string[],
): void {
  if (sameEntries(readList(document, spec, root), wanted)) return;
  const units = findUnits(
    document.children(root, ...spec.elements).map((element) => ({
      element,
      entries: listEntries(document, element),
    })),
  );
  const plan =
    [planEdits(units, wanted, true), planEdits(units, wanted, false)].find((candidate) =>
      sameEntries(outcome(units, candidate), wanted),
    ) ?? replaceAll(wanted);

  for (const { after, entry } of plan.inserts) {
    const element = { name: spec.elements[0], content: entry };
    const first = units[0];
    if (after !== null) document.insert(root, after.element, element);
    else if (first !== undefined) document.insert(root, previousSibling(first.element), element);
    else insertInOrder(document, root, element, order);
  }
  for (const unit of units) if (!plan.kept.has(unit)) document.remove(unit.element);
}

function findUnits(elements: readonly { element: XmlElement; entries: string[] }[]): Unit[] {
  const seen = new Set<string>();
  const units: Unit[] = [];
  for (const { element, entries } of elements) {
    if (entries.length === 0) continue;
    const news = [...new Set(entries)].filter((entry) => !seen.has(entry));
    for (const entry of news) seen.add(entry);
    units.push({ element, entries, news });
  }
  return units;
}

function planEdits(units: readonly Unit[], wanted: readonly string[], keepsRepeats: boolean): Plan {
  const wantedSet = new Set(wanted);
  const isWanted = (unit: Unit): boolean => unit.entries.every((entry) => wantedSet.has(entry));
  const tellers = units.filter((unit) => unit.news.length > 0);
  const steps = alignSequence(
    tellers.map((unit) => unit.news.length),
    wanted.length,
    (index, at) => {
      const unit = tellers[index] as Unit;
      return isWanted(unit) && unit.news.every((entry, offset) => wanted[at + offset] === entry);
    },
  );
  const kept = new Set<Unit>(keepsRepeats ? units.filter((unit) => unit.news.length === 0 && isWanted(unit)) : []);
  for (const step of steps) if ('keep' in step) kept.add(tellers[step.keep] as Unit);
  const lastKept = units.findLast((unit) => kept.has(unit)) ?? null;
  const lastStep = steps.findLastIndex((step) => 'keep' in step);
  const inserts: Plan['inserts'] = [];
  let after: Unit | null = null;
  for (const [index, step] of steps.entries()) {
    if ('keep' in step) after = tellers[step.keep] as Unit;
    else inserts.push({ after: index > lastStep ? lastKept : after, entry: wanted[step.insert] as string });
  }
  return { kept, inserts };
}

function replaceAll(wanted: readonly string[]): Plan {
  return { kept: new Set(), inserts: wanted.map((entry) => ({ after: null, entry })) };
}

/** What reading gives after the plan is carried out. */
function outcome(units: readonly Unit[], plan: Plan): string[] {
  const entries = new Set<string>();
  for (const unit of [null, ...units]) {
    if (unit !== null && plan.kept.has(unit)) for (const entry of unit.entries) entries.add(entry);
    for (const insert of plan.inserts) if (insert.after === unit) entries.add(insert.entry);
  }
  return [...entries];
}

function sameEntries(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((entry, index) => entry === right[index]);
}
