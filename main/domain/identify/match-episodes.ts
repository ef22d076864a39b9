import type { EpisodeOrder } from '../../../contract/field-values.ts';
import { SAME_TITLE, wordsSimilarity } from './title-similarity.ts';
import { type TitleWords, titleWords } from './title-words.ts';

/** An episode of the library, as its files' names and NFO tell it. */
export interface FileEpisode {
  /** Id of its row. */
  id: number;
  /** 0 for specials; null when the name tells none. */
  season: number | null;
  episode: number | null;
  absolute: number | null;
  /** YYYY-MM-DD, of the name or the NFO; not a date that an earlier answer brought. */
  airDate: string | null;
  title: string | null;
}

/** An episode that a provider lists, numbered in the order that was asked for. */
export interface ProviderEpisode {
  season: number;
  episode: number;
  absolute: number | null;
  /** YYYY-MM-DD. */
  aired: string | null;
  title: string | null;
  /** What the caller knows it by; unique. */
  providerIndex: number;
}

interface Known extends ProviderEpisode {
  words: TitleWords;
}

const DAY_MS = 86_400_000;
/** Below this two titles have nothing to do with one another: translations are no reason to doubt a number. */
const UNLIKE = 0.5;
const GENERIC =
  /^(?:episode|episodio|episódio|épisode|folge|teil|part|aflevering|avsnitt|afsnit|jakso|odcinek|серия|эпизод|tba|第)?\d*(?:話|集|回)?$/u;

/**
 * Which episode of a provider each of the library's is: by number in the chosen order, except where its own title or date
 * plainly names another one; then by date, by absolute number, and by title. No episode is given away twice. What cannot
 * be told is left out. The order of the two lists does not matter.
 */
export function matchEpisodes(
  files: readonly FileEpisode[],
  episodes: readonly ProviderEpisode[],
  order: EpisodeOrder,
): Map<number, number> {
  const known = [...episodes]
    .sort((a, b) => a.providerIndex - b.providerIndex)
    .map((episode): Known => ({ ...episode, words: titleWords(episode.title ?? '') }));
  const wanted = [...files].sort((a, b) => a.id - b.id);
  const index = new EpisodeIndex(known, order);
  const matches = new Map<number, number>();
  const taken = new Set<Known>();
  const claim = (find: (file: FileEpisode) => Known | null): void => {
    for (const file of wanted) {
      if (matches.has(file.id)) continue;
      const episode = find(file);
      if (episode === null || taken.has(episode)) continue;
      taken.add(episode);
      matches.set(file.id, episode.providerIndex);
    }
  };
  // What contradicts its number goes first: it must not lose its episode to a number that may be as wrong.
  claim((file) => (index.byNumber(file) === null ? null : index.insteadOfNumber(file)));
  claim((file) => (index.insteadOfNumber(file) === null ? index.byNumber(file) : null));
  claim((file) => index.byDate(file));
  claim((file) => {
    const absolute = file.absolute ?? (file.season === null ? file.episode : null);
    return index.byNumber(file) === null ? index.byAbsolute(absolute) : null;
  });
  claim((file) => (index.byNumber(file) === null ? index.byTitle(file) : null));
  claim((file) => (file.airDate === null || file.episode !== null ? null : index.nearDate(file.airDate, taken)));
  return matches;
}

class EpisodeIndex {
  readonly #order: EpisodeOrder;
  readonly #numbers = new Map<string, Known>();
  readonly #absolutes = new Map<number, Known>();
  /** Null where several share it. */
  readonly #dates = new Map<string, Known[]>();
  readonly #titles = new Map<string, Known | null>();
  readonly #all: readonly Known[];

  constructor(episodes: readonly Known[], order: EpisodeOrder) {
    this.#order = order;
    this.#all = episodes;
    const regular = episodes
      .filter((episode) => episode.season > 0)
      .sort((a, b) => a.season - b.season || a.episode - b.episode || a.providerIndex - b.providerIndex);
    // A provider without absolute numbers lists the episodes in their order all the same.
    const isCounted = regular.every((episode) => episode.absolute === null);
    for (const [at, episode] of regular.entries()) {
      const absolute = isCounted ? at + 1 : episode.absolute;
      if (absolute !== null && !this.#absolutes.has(absolute)) this.#absolutes.set(absolute, episode);
    }
    for (const episode of episodes) {
      const number = `${String(episode.season)}x${String(episode.episode)}`;
      if (!this.#numbers.has(number)) this.#numbers.set(number, episode);
      if (episode.aired !== null) {
        this.#dates.set(episode.aired, [...(this.#dates.get(episode.aired) ?? []), episode]);
      }
      if (isTelling(episode.words)) {
        this.#titles.set(episode.words.key, this.#titles.has(episode.words.key) ? null : episode);
      }
    }
  }

  byNumber(file: FileEpisode): Known | null {
    if (this.#order === 'absolute' && file.season !== 0 && file.absolute !== null) {
      return this.byAbsolute(file.absolute);
    }
    if (file.season === null || file.episode === null) return null;
    return this.#numbers.get(`${String(file.season)}x${String(file.episode)}`) ?? null;
  }

  byAbsolute(absolute: number | null): Known | null {
    return absolute === null ? null : (this.#absolutes.get(absolute) ?? null);
  }

  byTitle(file: FileEpisode): Known | null {
    const words = titleWords(file.title ?? '');
    return isTelling(words) ? (this.#titles.get(words.key) ?? null) : null;
  }

  /** The episode that aired on the file's day; of several that day the one with its title. */
  byDate(file: FileEpisode): Known | null {
    const sameDay = file.airDate === null ? [] : (this.#dates.get(file.airDate) ?? []);
    if (sameDay.length <= 1) return sameDay[0] ?? null;
    const titled = this.byTitle(file);
    return titled !== null && sameDay.includes(titled) ? titled : null;
  }

  /** A day is another one elsewhere: the only free episode of the day before or after. */
  nearDate(date: string, taken: ReadonlySet<Known>): Known | null {
    const near = this.#all.filter((episode) => !taken.has(episode) && daysApart(episode.aired, date) <= 1);
    return near.length === 1 ? (near[0] ?? null) : null;
  }

  /** Another episode than the number's that the file's own title, or else its date, plainly names; null when none does. */
  insteadOfNumber(file: FileEpisode): Known | null {
    const numbered = this.byNumber(file);
    if (numbered === null) return null;
    const own = titleWords(file.title ?? '');
    const titled = this.byTitle(file);
    if (isTelling(own) && isTelling(numbered.words)) {
      const likeness = wordsSimilarity(own, numbered.words);
      if (likeness >= SAME_TITLE) return null;
      if (titled !== null && titled !== numbered && likeness < UNLIKE) return titled;
    }
    const dated = this.byDate(file);
    if (dated === null || dated === numbered || file.airDate === null || numbered.aired === null) return null;
    return daysApart(numbered.aired, file.airDate) > 1 ? dated : null;
  }
}

/** "Episode 5" and "TBA" say nothing that the number does not. */
function isTelling(words: TitleWords): boolean {
  return words.key !== '' && !GENERIC.test(words.key);
}

function daysApart(a: string | null, b: string): number {
  const days = a === null ? NaN : Math.abs(Date.parse(a) - Date.parse(b)) / DAY_MS;
  return Number.isNaN(days) ? Infinity : days;
}
