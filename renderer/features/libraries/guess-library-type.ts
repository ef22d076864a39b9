import type { LibraryType } from '../../../contract/libraries.ts';

const WORDS: Readonly<Record<LibraryType, ReadonlySet<string>>> = {
  movies: new Set([
    'film',
    'films',
    'filme',
    'movie',
    'movies',
    'kino',
    'cine',
    'cinema',
    'peliculas',
    'pelis',
    'фильмы',
  ]),
  tvshows: new Set(['series', 'serie', 'serien', 'serier', 'show', 'shows', 'tv', 'tvshows', 'seriale', 'сериалы']),
};

function typeOf(name: string): LibraryType | null {
  const plain = name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words = plain.split(/[^\p{L}]+/u);
  const isFilms = words.some((word) => WORDS.movies.has(word));
  const isSeries = words.some((word) => WORDS.tvshows.has(word));
  if (isFilms === isSeries) return null;
  return isFilms ? 'movies' : 'tvshows';
}

/**
 * What a folder holds, as far as its path tells: its own name first, then the folders around it. Null when no name says it,
 * or one says both.
 */
export function guessLibraryType(path: string): LibraryType | null {
  for (const name of path.split(/[\\/]+/).reverse()) {
    const type = typeOf(name);
    if (type !== null) return type;
  }
  return null;
}
