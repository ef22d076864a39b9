import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { candidateRecords } from '../../store/candidate.store.ts';
import { type ArtworkScene, scenePicture, startArtworkScene } from './__testing__/artwork-scene.ts';
import { storeImageOffers } from './image-offers.ts';
import { selectArtwork } from './select-artwork.ts';

let scene: ArtworkScene;
beforeEach(async () => {
  scene = await startArtworkScene();
  scene.put('/1.jpg', await scenePicture(1));
  scene.put('/2.jpg', await scenePicture(2));
  storeImageOffers(
    scene.deps.db,
    scene.film,
    'tmdb',
    [scene.offer('/1.jpg', { voteAverage: 9 }), scene.offer('/2.jpg')],
    [],
  );
  await selectArtwork(scene.deps, scene.film, new AbortController().signal);
});
afterEach(() => scene.close());

const posters = (): unknown[] =>
  candidateRecords(scene.deps.db, scene.film, 'poster')
    .filter(({ isSelected }) => isSelected === 1)
    .map(({ provider, selectedBy, filePath }) => [
      provider,
      selectedBy,
      filePath === null ? null : path.basename(filePath),
    ]);

async function publish(): Promise<void> {
  const { planHash } = await scene.test.call('publish.preview', { item: scene.film });
  await scene.test.call('publish.apply', { item: scene.film, planHash });
}

it('an image that was chosen by itself stays so when it is published and found again', async () => {
  await publish();
  await scene.test.scan();
  expect(posters()).toEqual([['tmdb', 'auto', 'Alien (1979)-poster.jpg']]);
  expect(candidateRecords(scene.deps.db, scene.film, 'poster')).toHaveLength(2);
});

it('a file that somebody puts in its place is the person’s, and stays', async () => {
  await publish();
  writeFileSync(path.join(scene.test.libraryDir, 'Alien (1979)', 'Alien (1979)-poster.jpg'), await scenePicture(60));
  await scene.test.scan();
  expect(posters()).toEqual([['local', 'local', 'Alien (1979)-poster.jpg']]);
  await selectArtwork(scene.deps, scene.film, new AbortController().signal);
  expect(posters()).toEqual([['local', 'local', 'Alien (1979)-poster.jpg']]);
});

it('a scan takes nothing away that is chosen and not published yet', async () => {
  writeFileSync(path.join(scene.test.libraryDir, 'Alien (1979)', 'other.txt'), 'changed');
  await scene.test.scan();
  expect(posters()).toEqual([['tmdb', 'auto', null]]);
});
