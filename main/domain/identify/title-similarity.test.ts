import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SAME_TITLE, titleSimilarity } from './title-similarity.ts';

describe('titles that are one', () => {
  it.each([
    ['Alien', 'ALIEN'],
    ['Amélie', 'Amelie'],
    ['Léon: The Professional', 'Leon - The Professional'],
    ['Spider-Man', 'Spiderman'],
    ['WALL·E', 'Wall-E'],
    ['Ocean’s Eleven', "Ocean's 11"],
    ['Lilo & Stitch', 'Lilo and Stitch'],
    ['Tom und Jerry', 'Tom & Jerry'],
    ['Rocky II', 'Rocky 2'],
    ['The Godfather Part II', 'The Godfather: Part 2'],
    ['Star Wars: Episode IV - A New Hope', 'Star Wars Episode 4 A New Hope'],
    ['Alien³', 'Alien 3'],
    ['[REC]²', 'Rec 2'],
    ['E.T. the Extra-Terrestrial', 'ET the Extra Terrestrial'],
    ['M*A*S*H', 'MASH'],
    ['(500) Days of Summer', '500 Days of Summer'],
    ['Se7en', 'SE7EN'],
    ['Ｎｅｏ', 'Neo'],
    ['千と千尋の神隠し', '千と千尋の神隠し'],
    ['Ёлки', 'Елки'],
    ['Twelve Angry Men', '12 Angry Men'],
    ['007 Skyfall', '7 Skyfall'],
    ['…', '…'],
    ['🎬', '🎬'],
  ])('%s = %s', (a, b) => {
    expect(titleSimilarity(a, b)).toBeGreaterThanOrEqual(SAME_TITLE);
  });

  it.each([
    ['Grüße aus Öchtrup', 'Gruesse aus Oechtrup'],
    ['The Matrix', 'Matrix'],
    ['Matrix, The', 'The Matrix'],
    ['Der Pate', 'Pate'],
    ["L'Avventura", 'Avventura'],
    ['Kill Bill: Vol. 2', 'Kill Bill 2'],
    ['Dune: Part Two', 'Dune 2'],
    ['Eternal Sunshine of the Spotless Mind', 'Eternal Sunshine of the Spotles Mind'],
  ])('%s is nearly %s', (a, b) => {
    expect(titleSimilarity(a, b)).toBeGreaterThanOrEqual(SAME_TITLE);
    if (a !== 'Matrix, The') expect(titleSimilarity(a, b)).toBeLessThan(1);
  });
});

describe('titles that are two', () => {
  it.each([
    ['Alien', 'Aliens'],
    ['Alien', 'Alien: Covenant'],
    ['Alien', 'Alien 3'],
    ['Rocky II', 'Rocky III'],
    ['Rocky', 'Rocky II'],
    ['Star Wars', 'Star Wars: Episode IV - A New Hope'],
    ['Blade Runner', 'Blade Runner 2049'],
    ['Wonder Woman', 'Wonder Woman 1984'],
    ['9', 'Nine'],
    ['1917', '1918'],
    ['300', '300: Rise of an Empire'],
    ['2012', '2012: Ice Age'],
    ['It', 'It Follows'],
    ['Up', 'Us'],
    ['Her', 'Hero'],
    ['Heat', 'The Heater'],
    ['Die Hard', 'Die Hard 2'],
    ['The Mummy', 'The Dummy'],
    ['The Thing', 'The King'],
    ['Batman', 'Batman & Robin'],
    ['Saw', 'Saw X'],
    ['ドラえもん', 'ドラえもん2'],
    ['かき', 'がき'],
    ['Mission: Impossible', 'Mission: Impossible - Fallout'],
    ['Frozen', 'Das Boot'],
    ['', 'Alien'],
    ['…', '!!!'],
  ])('%s ≠ %s', (a, b) => {
    expect(titleSimilarity(a, b)).toBeLessThan(SAME_TITLE - 0.05);
  });

  it('keeps a film well below that whose title goes on in another film', () => {
    expect(titleSimilarity('Alien', 'Alien: Covenant')).toBeLessThan(0.7);
  });
});

describe('any two titles', () => {
  const title = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.lorem({ maxCount: 5 }));

  it('are as much like one another as the other way round, between 0 and 1', () => {
    fc.assert(
      fc.property(title, title, (a, b) => {
        const likeness = titleSimilarity(a, b);
        expect(likeness).toBe(titleSimilarity(b, a));
        expect(likeness).toBeGreaterThanOrEqual(0);
        expect(likeness).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('of letters are themselves, in capitals too', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 5 }), (a) => {
        expect(titleSimilarity(a, a.toUpperCase())).toBe(1);
      }),
    );
  });

  it('are compared soon, however long they are', () => {
    expect(titleSimilarity('a '.repeat(50_000), 'b '.repeat(50_000))).toBeLessThan(0.9);
  });
});
