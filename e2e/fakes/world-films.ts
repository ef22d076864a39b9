import { worldImage } from './world-image.ts';
import { GONE_ID, HARD_BRIEFS, HARD_FILMS, MERGED_ID } from './world-hard-cases.ts';
import { randomFrom } from './world-random.ts';
import type { Random } from './world-random.ts';
import { drawTexts, makeFilm } from './world-titles.ts';
import { SUBJECTS, TAILS } from './world-words.ts';
import type { Phrase } from './world-words.ts';
import type { LibraryFilm, WorldFilm, WorldPerson, WorldSet } from './world-types.ts';

/** Films in the library, hard ones among them. */
const ON_DISK = 300;
/** Films that providers know besides. */
const ELSEWHERE = 260;
const FIRST_ID = 500_000;

export interface FilmWorld {
  films: WorldFilm[];
  sets: WorldSet[];
  library: LibraryFilm[];
  goneIds: number[];
  mergedIds: Map<number, number>;
}

/** All films, the sets some are in, and how the library's three hundred lie on disk. */
export function makeFilms(seed: number, people: ReadonlyMap<number, WorldPerson>): FilmWorld {
  const titles = SUBJECTS.flatMap((subject) => TAILS.map((tail) => join(subject, tail)));
  const random = randomFrom(seed, 'films');
  const chosen = random.some(titles, titles.length);
  const sets: WorldSet[] = [];
  const films: WorldFilm[] = [];
  const library: LibraryFilm[] = [];
  const plainCount = ON_DISK - HARD_FILMS.length;

  for (let index = 0; films.length < plainCount + ELSEWHERE; index += 1) {
    const title = chosen.pop();
    if (title === undefined) throw new Error('The words do not suffice for so many films.');
    const tmdbId = FIRST_ID + index * 11;
    const year = random.int(1948, 2024);
    const isOnDisk = films.length < plainCount;
    // Every eighth film of the library begins a set of two to four.
    if (isOnDisk && index % 8 === 0 && films.length + 4 <= plainCount) {
      const set = makeSet(seed, 900_000 + index, title, random.int(2, 4));
      for (const [part, filmId] of set.filmIds.entries()) {
        const film = makeFilm(
          seed,
          {
            tmdbId: filmId,
            title: part === 0 ? title : sequel(title, part),
            year: Math.min(2025, year + part * 2),
            setId: set.tmdbId,
          },
          people,
        );
        films.push(film);
        library.push(onDisk(film, 'set', random));
      }
      sets.push(set);
      continue;
    }
    const film = makeFilm(seed, { tmdbId, title, year, isSlight: !isOnDisk }, people);
    films.push(film);
    if (isOnDisk)
      library.push(onDisk(film, index % 9 === 1 ? 'release-name' : index % 40 === 2 ? 'no-year' : 'plain', random));
  }
  for (const brief of HARD_BRIEFS) films.push(makeFilm(seed, brief, people));
  for (const { name, ...hard } of HARD_FILMS) library.push({ ...hard, folder: name, file: `${name}.mkv` });
  return { films, sets, library, goneIds: [GONE_ID, GONE_ID + 1], mergedIds: new Map([MERGED_ID]) };
}

function join(subject: Phrase, tail: Phrase): Phrase {
  return { en: `${subject.en} ${tail.en}`, de: `${subject.de} ${tail.de}`, fr: `${subject.fr} ${tail.fr}` };
}

function sequel(title: Phrase, part: number): Phrase {
  const number = String(part + 1);
  return { en: `${title.en} ${number}`, de: `${title.de} ${number}`, fr: `${title.fr} ${number}` };
}

function makeSet(seed: number, tmdbId: number, title: Phrase, size: number): WorldSet {
  const random = randomFrom(seed, 'set', tmdbId);
  const named = { en: `${title.en} Collection`, de: `${title.de} Filmreihe`, fr: `${title.fr} - Saga` };
  const name = `set ${String(tmdbId)}`;
  return {
    tmdbId,
    texts: drawTexts(random, named),
    filmIds: Array.from({ length: size }, (_, part) => tmdbId * 10 + part),
    images: [
      worldImage(random, 'poster', `${name}/a`, { language: 'en' }),
      worldImage(random, 'poster', `${name}/a`, { language: 'de' }),
      worldImage(random, 'backdrop', `${name}/b`),
    ],
  };
}

/** `Title (Year)`, a name as downloaders write it, or the title alone. Characters that Windows forbids are left out. */
function onDisk(film: WorldFilm, kind: 'plain' | 'set' | 'release-name' | 'no-year', random: Random): LibraryFilm {
  const title = (film.texts['en-US']?.title ?? film.originalTitle).replace(/[<>:"/\\|?*]/g, '');
  const right = film.tmdbId;
  if (kind === 'no-year') return { folder: title, file: `${title}.mkv`, case: kind, expect: 'match-or-inbox', right };
  const name = `${title} (${String(film.year)})`;
  if (kind !== 'release-name') return { folder: name, file: `${name}.mkv`, case: kind, expect: 'match', right };
  const tags = random.pick([
    '1080p.BluRay.x264-KITTIWAKE',
    '720p.WEB-DL.DD5.1.H.264-DUNLIN',
    '2160p.UHD.BluRay.x265-TERN',
  ]);
  const released = `${title.replaceAll(' ', '.')}.${String(film.year)}.${tags}`;
  return { folder: released, file: `${released.toLowerCase()}.mkv`, case: kind, expect: 'match', right };
}
