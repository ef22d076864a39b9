import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../e2e/fakes/world.ts';
import { imageBytes } from '../../../e2e/fakes/world-image.ts';
import { titleKey } from '../../domain/names/title-key.ts';

const world = createWorld();

// What the tests of identification and enrichment rely on.
describe('the invented world', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(createWorld().films[5]).toEqual(world.films[5]);
    expect(createWorld(5).films[5]).not.toEqual(world.films[5]);
  });

  it('has three hundred films and twenty shows in its library, each in a folder of its own', () => {
    const { films, series } = world.library;
    expect([films.length, series.length]).toEqual([300, 20]);
    expect(new Set([...films, ...series].map(({ folder }) => folder.toLowerCase())).size).toBe(320);
    expect(films.every(({ folder, file }) => !/[<>:"/\\|?*]/.test(`${folder}${file}`))).toBe(true);
  });

  it('knows every right answer, and no id twice', () => {
    for (const { right } of world.library.films) if (right !== null) expect(world.filmById.has(right)).toBe(true);
    for (const { right } of world.library.series) if (right !== null) expect(world.seriesById.has(right)).toBe(true);
    expect(world.filmById.size).toBe(world.films.length);
    expect(new Set(world.films.map(({ imdbId }) => imdbId)).size).toBe(world.films.length);
    const episodes = world.series.flatMap(({ seasons }) => seasons.flatMap((season) => season.episodes));
    expect(new Set(episodes.map(({ tmdbId }) => tmdbId)).size).toBe(episodes.length);
    const onDisk = new Set(world.library.series.flatMap(({ files }) => files.flatMap(({ episodeIds }) => episodeIds)));
    expect(episodes.filter(({ season, tmdbId }) => season > 0 && !onDisk.has(tmdbId))).toEqual([]);
  });

  it('has plain films that no other film is called as, and hard ones of every kind', () => {
    const titles = world.films.map((film) => titleKey(film.texts['en-US']!.title));
    for (const { case: kind, right } of world.library.films) {
      if (kind !== 'plain' || right === null) continue;
      const title = titleKey(world.filmById.get(right)!.texts['en-US']!.title);
      expect(titles.filter((other) => other === title)).toHaveLength(1);
    }
    const kinds = new Set(world.library.films.map((film) => film.case));
    for (const kind of ['remake', 'same-title-and-year', 'foreign-title', 'number-as-title', 'gone-id'] as const) {
      expect(kinds).toContain(kind);
    }
  });

  it('has namesakes, and people who are everywhere', () => {
    const names = [...world.people.values()].map(({ name }) => name);
    expect(names.length - new Set(names).size).toBe(12);
    const credits = new Map<number, number>();
    for (const { cast } of world.films) {
      for (const { personId } of cast) credits.set(personId, (credits.get(personId) ?? 0) + 1);
    }
    expect(Math.max(...credits.values())).toBeGreaterThan(30);
  });

  it('draws one image alike, whatever else has been drawn', async () => {
    const image = world.films[0]!.images.find(({ kind }) => kind === 'logo')!;
    const [whole, small] = await Promise.all([imageBytes(image), imageBytes(image, 100)]);
    expect(await imageBytes(image)).toBe(whole);
    expect(small.length).toBeLessThan(whole.length);
  });
});
