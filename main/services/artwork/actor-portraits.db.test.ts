import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { entitiesWaitingForPortraits, missingPortraits } from '../../store/portrait.store.ts';
import { setActors } from '../../store/people.store.ts';
import { type ArtworkScene, scenePicture, startArtworkScene } from './__testing__/artwork-scene.ts';
import { fetchActorThumbs } from './actor-portraits.ts';

let scene: ArtworkScene;
const never = new AbortController().signal;
beforeEach(async () => {
  scene = await startArtworkScene();
  scene.put('/weaver.jpg', await scenePicture(1, 200, 300));
  scene.put('/holm.jpg', await scenePicture(2, 200, 300));
  const person = (
    name: string,
    tmdbId: number | null,
    thumbUrl: string | null,
  ): Parameters<typeof setActors>[2][number] => ({
    name,
    role: null,
    tmdbId,
    thumbUrl,
  });
  setActors(scene.deps.db, scene.film, [
    person('Sigourney Weaver', 10205, `${scene.images.url}/weaver.jpg`),
    person('Ian Holm', 65, `${scene.images.url}/holm.jpg`),
    person('John Hurt', 5049, 'https://anywhere.example/hurt.jpg'),
    person('Nobody', null, null),
  ]);
});
afterEach(() => scene.close());

const folder = (): string => path.join(scene.test.libraryDir, 'Alien (1979)', '.actors');
async function publish(): Promise<void> {
  const { planHash } = await scene.test.call('publish.preview', { item: scene.film });
  await scene.test.call('publish.apply', { item: scene.film, planHash });
}

it('fetches each portrait once, from providers’ servers only', async () => {
  await expect(fetchActorThumbs(scene.deps, scene.film, never)).resolves.toEqual({ fetched: 2, problems: [] });
  await expect(fetchActorThumbs(scene.deps, scene.film, never)).resolves.toEqual({ fetched: 0, problems: [] });
  expect(scene.images.requests.map(({ path: asked }) => asked).sort()).toEqual(['/holm.jpg', '/weaver.jpg']);
  const { values, hasUnpublishedChanges } = await scene.test.call('items.get', { item: scene.film });
  expect((values.actors as { thumbHash: string | null }[]).map(({ thumbHash }) => thumbHash !== null)).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(hasUnpublishedChanges).toBe(true);
});

it('publishes them into .actors, leaves what somebody else put there, and undo takes ours away', async () => {
  await fetchActorThumbs(scene.deps, scene.film, never);
  mkdirSync(folder());
  writeFileSync(path.join(folder(), 'Ian_Holm.png'), 'mine');
  await publish();
  expect(readdirSync(folder()).sort()).toEqual(['Ian_Holm.png', 'Sigourney_Weaver.jpg']);
  expect(readFileSync(path.join(folder(), 'Sigourney_Weaver.jpg'))).toEqual(await scenePicture(1, 200, 300));
  const again = await scene.test.call('publish.preview', { item: scene.film });
  expect(again.isUnchanged).toBe(true);
  const [record] = await scene.test.call('publish.history', { item: scene.film });
  await scene.test.call('publish.undo', { journalId: record?.journalId ?? 0 });
  expect(readdirSync(folder())).toEqual(['Ian_Holm.png']);
});

it('asks no more for what is gone, and again later for what only could not be had', async () => {
  scene.images.setFaults([
    { kind: 'gone', on: /holm/ },
    { kind: 'error', status: 500, on: /weaver/ },
  ]);
  const { problems } = await fetchActorThumbs(scene.deps, scene.film, never);
  expect(problems).toHaveLength(1);
  const film = { type: 'movie', id: scene.film.id } as const;
  expect(missingPortraits(scene.deps.db, film).map(({ name }) => name)).toEqual(['Sigourney Weaver', 'John Hurt']);
  expect(entitiesWaitingForPortraits(scene.deps.db)).toEqual([film]);
  expect(existsSync(folder())).toBe(false);
});
