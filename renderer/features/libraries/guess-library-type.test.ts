import { describe, expect, it } from 'vitest';
import { guessLibraryType } from './guess-library-type.ts';

describe('guessLibraryType', () => {
  it.each([
    ['/media/Films', 'movies'],
    ['/srv/metarr-films-x8Kq2', 'movies'],
    ['D:\\Media\\TV Shows', 'tvshows'],
    ['/volume1/Serien', 'tvshows'],
    ['/volume1/Películas/', 'movies'],
    ['/media/Series/Anime', 'tvshows'],
    ['/media/movies/Kids TV', 'tvshows'],
    ['/media/TV Movies', null],
    ['/media/disk1', null],
    ['/home/ann/Showroom', null],
    ['', null],
  ])('%s holds %s', (path, type) => expect(guessLibraryType(path)).toBe(type));
});
