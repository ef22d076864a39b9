import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROFILE_FACTS } from '../domain/profiles/profile-facts.ts';
import { MIGRATIONS } from './migration-files.ts';
import { openDatabase, type WriteDb } from './open-database.ts';
import { firstItemOf, publishedNamesOf, storedProfile, writeProfile } from './publish-profile.store.ts';

let folder: string;
let db: WriteDb;
const raw = (): Database => db as unknown as Database;

function open(until: number): void {
  const migrations = MIGRATIONS.filter(({ version }) => version <= until);
  db = openDatabase(path.join(folder, 'metarr.sqlite'), { appVersion: '0.0.0', migrations });
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'metarr-profiles-'));
});
afterEach(() => {
  raw().close();
  rmSync(folder, { recursive: true, force: true });
});

describe('publishing profiles', () => {
  it('know of files from before under which names they were written', () => {
    open(240);
    raw()
      .exec(`INSERT INTO libraries (id, name, type, path, naming_profile) VALUES (1, 'Films', 'movies', '/films', 'plex');
      INSERT INTO movies (id, library_id, title, sort_key, directory_path, file_path)
        VALUES (1, 1, 'Alien', 'alien', '/films/Alien', '/films/Alien/Alien.mkv');
      INSERT INTO published_files (path, entity_type, entity_id, asset_type, content_hash, size_bytes, mtime_ms)
        VALUES ('/films/Alien/poster.jpg', 'movie', 1, 'poster', 'h', 1, 1)`);
    raw().close();
    open(250);
    expect(publishedNamesOf(db, { type: 'movie', id: 1 })).toEqual([
      { path: '/films/Alien/poster.jpg', assetType: 'poster', hash: 'h', namingKey: 'plex' },
    ]);
    expect(storedProfile(db, 1)).toEqual({ base: 'plex', isCustom: false, names: {}, dialect: null, kinds: null });
  });

  it('are kept with the library, and go with it', () => {
    open(Infinity);
    raw().exec(`INSERT INTO libraries (id, name, type, path) VALUES (1, 'Films', 'movies', '/films')`);
    const profile = {
      base: 'emby',
      isCustom: true,
      names: { 'movie.poster': 'folder' },
      dialect: 'kodi',
      kinds: PROFILE_FACTS.plex.kinds,
    } as const;
    writeProfile(db, 1, profile);
    expect(storedProfile(db, 1)).toEqual(profile);
    expect(storedProfile(db, 2)).toBeNull();
    expect(firstItemOf(db, 1)).toBeNull();
    raw().exec('DELETE FROM libraries WHERE id = 1');
    expect(raw().prepare('SELECT count(*) FROM publish_profiles').pluck().get()).toBe(0);
  });

  it.each([
    [`custom_names = '[]'`, 'CHECK'],
    [`kinds = 'x'`, 'CHECK'],
    [`nfo_dialect = 'plex'`, 'CHECK'],
  ])('refuse %s', (change, message) => {
    open(Infinity);
    raw().exec(`INSERT INTO libraries (id, name, type, path) VALUES (1, 'Films', 'movies', '/films');
      INSERT INTO publish_profiles (library_id) VALUES (1)`);
    expect(() => raw().exec(`UPDATE publish_profiles SET ${change}`)).toThrow(message);
  });
});
