import type { Texts } from './world-types.ts';

/** What a search finds something by. */
interface Titled {
  originalTitle: string;
  texts: Texts;
  alternativeTitles: readonly { title: string }[];
  popularity: number;
}

/** Those with a title in which every word of the query begins a word; the best known first. */
export function byTitleWords<T extends Titled>(all: readonly T[], query: string): T[] {
  const wanted = wordsOf(query);
  if (wanted.length === 0) return [];
  return all
    .filter((one) =>
      titlesOf(one).some((title) => {
        const words = wordsOf(title);
        return wanted.every((word) => words.some((other) => other.startsWith(word)));
      }),
    )
    .toSorted((a, b) => b.popularity - a.popularity);
}

function titlesOf(one: Titled): string[] {
  const translated = Object.values(one.texts).map((text) => text?.title ?? '');
  return [one.originalTitle, ...translated, ...one.alternativeTitles.map(({ title }) => title)];
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
