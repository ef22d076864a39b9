import type { FilmBrief } from './world-titles.ts';
import type { Phrase } from './world-words.ts';
import type { Expectation, HardCase } from './world-types.ts';

/** A film on disk whose name is easy to take for another's, with the films that stand behind it. */
export interface HardFilm {
  case: HardCase;
  expect: Expectation;
  /** Of the folder and, with .mkv, of the file. */
  name: string;
  right: number | null;
}

/** Ids beyond those of the ordinary films. */
const ID = { remake: 610_000, twin: 620_000, foreign: 630_000, number: 640_000, prefix: 650_000, moved: 660_000 };

/** An id that was taken away, with nothing in its place. */
export const GONE_ID = 699_001;
/** An id that was taken away while the film came back under another. */
export const REPLACED_ID = 699_002;
/** An id that was merged into that of the second number. */
export const MERGED_ID: readonly [number, number] = [699_003, ID.moved + 3];

const same = (title: string): Phrase => ({ en: title, de: title, fr: title });

export const HARD_BRIEFS: readonly FilmBrief[] = [
  // Remakes: the same title, decades apart; what is better known is not always what lies on disk.
  { tmdbId: ID.remake + 1, title: same('The Salt Lantern'), year: 1958, popularity: 4 },
  { tmdbId: ID.remake + 2, title: same('The Salt Lantern'), year: 2011, popularity: 88 },
  { tmdbId: ID.remake + 3, title: same('Ashby’s Wager'), year: 1969, popularity: 41 },
  { tmdbId: ID.remake + 4, title: same('Ashby’s Wager'), year: 2003, popularity: 12 },
  { tmdbId: ID.remake + 5, title: same('The Thirteenth Guest Room'), year: 1972, popularity: 20 },
  { tmdbId: ID.remake + 6, title: same('The Thirteenth Guest Room'), year: 2016, popularity: 19 },
  { tmdbId: ID.remake + 7, title: same('Mistral Station'), year: 1961, popularity: 15 },
  { tmdbId: ID.remake + 8, title: same('Mistral Station'), year: 2019, popularity: 60 },
  // Two films of the same title and the same year.
  { tmdbId: ID.twin + 1, title: same('Hollow Tide'), year: 2004, popularity: 30, runtime: 98 },
  { tmdbId: ID.twin + 2, title: same('Hollow Tide'), year: 2004, popularity: 2, runtime: 131 },
  { tmdbId: ID.twin + 3, title: same('Copper Wedding'), year: 2015, popularity: 8, runtime: 90 },
  { tmdbId: ID.twin + 4, title: same('Copper Wedding'), year: 2015, popularity: 9, runtime: 92 },
  { tmdbId: ID.twin + 5, title: same('The Reply'), year: 1998, popularity: 1, runtime: 80 },
  { tmdbId: ID.twin + 6, title: same('The Reply'), year: 1998, popularity: 70, runtime: 121 },
  // Foreign films under original, translated and other titles.
  foreign(1, 'fr', 'Le Barrage muet', ['The Silent Dam', 'Das stumme Wehr', 'Le Barrage muet'], 2003),
  foreign(2, 'ja', '静かな灯台守', ['The Quiet Keeper', 'Der stille Wärter', 'Le Gardien tranquille'], 2008, [
    { country: 'JP', title: 'Shizuka na Tōdaimori', type: 'romaji' },
  ]),
  foreign(3, 'ru', 'Последний паром', ['The Final Crossing', 'Die letzte Überfahrt', 'La Dernière Traversée'], 1984),
  foreign(4, 'ar', 'ليلة على الميناء', ['One Night at the Port', 'Eine Nacht am Kai', 'Une nuit au port'], 1996),
  foreign(
    5,
    'es',
    'La casa sin agosto',
    ['A House Without August', 'Das Haus ohne August', 'La Maison sans août'],
    2012,
  ),
  foreign(
    6,
    'de',
    'Grüße aus Öchtrup',
    ['Greetings from Oechtrup', 'Grüße aus Öchtrup', 'Bons baisers d’Öchtrup'],
    1977,
  ),
  // Numbers as titles, and what else has that number in it.
  { tmdbId: ID.number + 1, title: same('1926'), year: 2019, popularity: 55 },
  { tmdbId: ID.number + 2, title: same('The Strike of 1926'), year: 2019, popularity: 61 },
  { tmdbId: ID.number + 3, title: same('400'), year: 2007, popularity: 66 },
  { tmdbId: ID.number + 4, title: same('400 Candles'), year: 2007, popularity: 5 },
  { tmdbId: ID.number + 5, title: same('2044'), year: 2009, popularity: 33 },
  { tmdbId: ID.number + 6, title: same('2044: The Harvest'), year: 2010, popularity: 2 },
  { tmdbId: ID.number + 7, title: same('1911'), year: 1974, popularity: 6 },
  { tmdbId: ID.number + 8, title: same('7'), year: 1995, popularity: 70 },
  // A title that begins another.
  { tmdbId: ID.prefix + 1, title: same('Harbour'), year: 2001, popularity: 3 },
  { tmdbId: ID.prefix + 2, title: same('Harbour Lights'), year: 2001, popularity: 40 },
  { tmdbId: ID.prefix + 3, title: same('Harbour Lights: Ebb'), year: 2003, popularity: 22 },
  // The year on disk is one off; of the last two, both are.
  { tmdbId: ID.moved + 1, title: same('Ember Road to Kilve'), year: 2006 },
  { tmdbId: ID.moved + 2, title: same('A Month of Mondays'), year: 1987 },
  { tmdbId: ID.moved + 4, title: same('The Juniper Case'), year: 2005, popularity: 28 },
  { tmdbId: ID.moved + 5, title: same('The Juniper Case'), year: 2007, popularity: 27 },
  // What an id that is gone, or was merged, now stands for.
  { tmdbId: MERGED_ID[1], title: same('Twice Removed Cousins'), year: 2010 },
  { tmdbId: ID.moved + 6, title: same('Signal Hill Requiem'), year: 1992 },
  { tmdbId: ID.moved + 7, title: same('The Cellist’s Overcoat'), year: 2013 },
  { tmdbId: ID.moved + 8, title: same('Overcoat Weather'), year: 2013 },
  // Near something that no provider has.
  { tmdbId: ID.moved + 9, title: same('Summer at the Lake'), year: 1988, popularity: 18 },
];

export const HARD_FILMS: readonly HardFilm[] = [
  on('remake', 'match', 'The Salt Lantern (1958)', ID.remake + 1),
  on('remake', 'match', 'The Salt Lantern (2011)', ID.remake + 2),
  on('remake', 'match', 'Ashby’s Wager (1969)', ID.remake + 3),
  on('remake', 'match', 'Ashby’s Wager (2003)', ID.remake + 4),
  on('remake-without-year', 'inbox', 'The Thirteenth Guest Room', null),
  on('remake-without-year', 'inbox', 'Mistral Station', null),
  on('remake-between', 'inbox', 'Mistral Station (1990)', null),
  on('same-title-and-year', 'inbox', 'Hollow Tide (2004)', null),
  on('same-title-and-year', 'inbox', 'Copper Wedding (2015)', null),
  on('same-title-and-year', 'inbox', 'The Reply (1998)', null),
  on('id-in-name', 'match', `Hollow Tide (2004) {tmdb-${String(ID.twin + 2)}}`, ID.twin + 2),
  on('foreign-title', 'match-or-inbox', 'Das stumme Wehr (2003)', ID.foreign + 1),
  on('foreign-title', 'match-or-inbox', 'Shizuka na Tōdaimori (2008)', ID.foreign + 2),
  on('foreign-title', 'match-or-inbox', 'Последний паром (1984)', ID.foreign + 3),
  on('foreign-title', 'match-or-inbox', 'ليلة على الميناء (1996)', ID.foreign + 4),
  on('foreign-title', 'match-or-inbox', 'La casa sin agosto (2012)', ID.foreign + 5),
  on('foreign-title', 'match-or-inbox', 'Gruesse aus Oechtrup (1977)', ID.foreign + 6),
  on('number-as-title', 'match', '1926 (2019)', ID.number + 1),
  on('number-as-title', 'match', '400 (2007)', ID.number + 3),
  on('number-as-title', 'match', '2044 (2009)', ID.number + 5),
  on('number-as-title', 'match-or-inbox', '1911', ID.number + 7),
  on('number-as-title', 'match-or-inbox', '7 (1995)', ID.number + 8),
  on('prefix', 'match', 'Harbour (2001)', ID.prefix + 1),
  on('prefix', 'match', 'Harbour Lights (2001)', ID.prefix + 2),
  on('prefix', 'match', 'Harbour Lights - Ebb (2003)', ID.prefix + 3),
  on('year-off-by-one', 'match-or-inbox', 'Ember Road to Kilve (2005)', ID.moved + 1),
  on('year-off-by-one', 'match-or-inbox', 'A Month of Mondays (1988)', ID.moved + 2),
  on('year-off-by-one', 'inbox', 'The Juniper Case (2006)', null),
  on('gone-id', 'inbox', `Nobody Kept the Receipt (2001) {tmdb-${String(GONE_ID)}}`, null),
  on('gone-id', 'match-or-inbox', `Signal Hill Requiem (1992) {tmdb-${String(REPLACED_ID)}}`, ID.moved + 6),
  on('merged-id', 'match-or-inbox', `Twice Removed Cousins (2010) {tmdb-${String(MERGED_ID[0])}}`, MERGED_ID[1]),
  on('ids-disagree', 'inbox', `The Cellist’s Overcoat (2013) {tmdb-${String(ID.moved + 7)}} {imdb-tt90660008}`, null),
  on('unknown-to-all', 'inbox', 'Summer at the Lake with Grandma (2019)', null),
  on('unknown-to-all', 'inbox', 'DSC 0417 Kitchen Ceiling', null),
];

function on(name: HardCase, expect: Expectation, folder: string, right: number | null): HardFilm {
  return { case: name, expect, name: folder, right };
}

function foreign(
  index: number,
  originalLanguage: string,
  originalTitle: string,
  [en, de, fr]: readonly [string, string, string],
  year: number,
  alternativeTitles: NonNullable<FilmBrief['alternativeTitles']> = [],
): FilmBrief {
  return {
    tmdbId: ID.foreign + index,
    title: { en, de, fr },
    year,
    originalTitle,
    originalLanguage,
    alternativeTitles,
    // What people write into such fields: markup, an emoji, text that runs from right to left.
    ...(index === 4 ? { overview: '<p>A <b>port</b>, one night &amp; two ships 🚢. ميناء وليلة واحدة</p>' } : {}),
  };
}
