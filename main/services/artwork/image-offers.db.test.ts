import { afterEach, beforeEach, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addShow } from '../../__testing__/test-shows.ts';
import type { ImageOffer } from '../../domain/provider-answer.ts';
import { type ArtEntity, candidateRecords, setDownloadError, writeSelection } from '../../store/candidate.store.ts';
import { openDatabase, type WriteDb } from '../../store/open-database.ts';
import { insertRejection, markRejected } from '../../store/rejection.store.ts';
import { trailerOffer } from './__testing__/artwork-scene.ts';
import { storeImageOffers } from './image-offers.ts';

let db: WriteDb;
let folder: string;
let show: ArtEntity;
let season: ArtEntity;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'metarr-offers-'));
  db = openDatabase(path.join(folder, 'metarr.sqlite'), { appVersion: '0.0.0' });
  const ids = addShow(db, { title: 'Hollow Pines', seasons: [1, 2], episodes: [] });
  show = { type: 'series', id: ids.series };
  season = { type: 'season', id: ids.seasons[1] ?? 0 };
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const offer = (key: string, change: Partial<ImageOffer> = {}): ImageOffer => ({
  type: 'poster',
  url: `https://image.tmdb.org/t/p/original${key}`,
  previewUrl: `https://image.tmdb.org/t/p/w342${key}`,
  sourceKey: key,
  width: 1000,
  height: 1500,
  language: 'en',
  voteAverage: 5,
  voteCount: 3,
  season: null,
  ...change,
});
const keys = (entity: ArtEntity, type?: string): string[] =>
  candidateRecords(db, entity, type ?? null).map(({ sourceKey }) => sourceKey);

it('the same offers twice are the same candidates, and a provider’s keys do not meet another’s', () => {
  storeImageOffers(db, show, 'tmdb', [offer('/a.jpg'), offer('/a.jpg'), offer('/b.jpg')], []);
  storeImageOffers(db, show, 'tmdb', [offer('/a.jpg', { voteCount: 9 }), offer('/b.jpg')], []);
  storeImageOffers(db, show, 'tvdb', [offer('/a.jpg')], []);
  expect(keys(show)).toEqual(['tmdb:/a.jpg', 'tmdb:/b.jpg', 'tvdb:/a.jpg']);
  expect(candidateRecords(db, show)[0]).toMatchObject({ voteCount: 9 });
});

it('what is offered no more goes, unless somebody chose it; other providers’ stay', () => {
  storeImageOffers(db, show, 'tmdb', [offer('/a.jpg'), offer('/b.jpg')], [trailerOffer()]);
  storeImageOffers(db, show, 'tvdb', [offer('/c.jpg')], []);
  const [first] = candidateRecords(db, show);
  writeSelection(db, show, 'poster', [{ id: first?.id ?? 0, selectedBy: 'auto' }]);
  storeImageOffers(db, show, 'tmdb', [], []);
  expect(keys(show)).toEqual(['tmdb:/a.jpg', 'tvdb:/c.jpg']);
});

it('a show’s images of a season go to the season, and its own answer does not take them away', () => {
  storeImageOffers(
    db,
    show,
    'tvdb',
    [offer('/show.jpg'), offer('/s1.jpg', { season: 1 }), offer('/s9.jpg', { season: 9 })],
    [],
  );
  expect(keys(show)).toEqual(['tvdb:/show.jpg']);
  storeImageOffers(db, season, 'tvdb', [offer('/own.jpg', { season: 1 })], []);
  expect(keys(season)).toEqual(['tvdb:/s1.jpg', 'tvdb:/own.jpg']);
  storeImageOffers(db, show, 'tvdb', [offer('/s1b.jpg', { season: 1 })], []);
  expect(keys(season)).toEqual(['tvdb:/own.jpg', 'tvdb:/s1b.jpg']);
});

it('types that such an item cannot have are left out, and of hundreds the best are kept', () => {
  const many = Array.from({ length: 250 }, (_, i) => offer(`/${String(i)}.jpg`, { voteAverage: i % 10, voteCount: i }));
  storeImageOffers(db, show, 'tmdb', [offer('/disc.png', { type: 'discart' }), ...many], []);
  expect(keys(show, 'discart')).toEqual([]);
  expect(keys(show, 'poster')).toHaveLength(60);
  expect(keys(show, 'poster')).toContain('tmdb:/249.jpg');
});

it('a person’s images are portraits', () => {
  const id = Number(db.prepare(`INSERT INTO actors (name) VALUES ('Ian Holm')`).run().lastInsertRowid);
  storeImageOffers(db, { type: 'actor', id }, 'tmdb', [offer('/ian.jpg')], []);
  expect(candidateRecords(db, { type: 'actor', id })[0]).toMatchObject({ type: 'thumb' });
});

it('what was rejected comes back rejected; what failed at another address may be tried again', () => {
  insertRejection(db, {
    provider: 'tmdb',
    url: 'https://old/a.jpg',
    sourceKey: 'tmdb:/a.jpg',
    type: 'poster',
    hash: null,
    entity: null,
    reason: 'user_rejected',
  });
  storeImageOffers(db, show, 'tmdb', [offer('/a.jpg'), offer('/b.jpg')], []);
  expect(candidateRecords(db, show).map(({ isRejected }) => isRejected)).toEqual([1, 0]);
  db.prepare('DELETE FROM rejected_assets').run();
  markRejected(db, { sourceKey: 'tmdb:/a.jpg', type: 'poster', hash: null });
  expect(candidateRecords(db, show).map(({ isRejected }) => isRejected)).toEqual([0, 0]);
  const [first] = candidateRecords(db, show);
  setDownloadError(db, first?.id ?? 0, 'Gone.', null);
  storeImageOffers(db, show, 'tmdb', [offer('/a.jpg'), offer('/b.jpg')], []);
  expect(candidateRecords(db, show)[0]?.downloadError).toBe('Gone.');
  storeImageOffers(db, show, 'tmdb', [offer('/a.jpg', { url: 'https://image.tmdb.org/2/a.jpg' }), offer('/b.jpg')], []);
  expect(candidateRecords(db, show)[0]).toMatchObject({ downloadError: null, downloadAttempts: 0 });
});
