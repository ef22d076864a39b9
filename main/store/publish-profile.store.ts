import type { CustomNames, NamingProfile, NfoDialect, PublishKinds } from '../../contract/profiles.ts';
import type { ItemRef } from '../../contract/primitives.ts';
import type { ReadDb, WriteDb } from './open-database.ts';
import { prepare } from './sql.ts';
import { nowTimestamp } from './timestamps.ts';

/** How a library is published, as it is stored. */
export interface StoredProfile {
  base: NamingProfile;
  isCustom: boolean;
  names: CustomNames;
  /** Null: what the profile says. */
  dialect: NfoDialect | null;
  kinds: PublishKinds | null;
}

interface Row {
  base: NamingProfile;
  isCustom: number | null;
  names: string | null;
  dialect: NfoDialect | null;
  kinds: string | null;
}

/** Null for a library that is not there. */
export function storedProfile(db: ReadDb, libraryId: number): StoredProfile | null {
  const row = prepare(
    db,
    'publishProfile.get',
    `SELECT l.naming_profile AS base, p.is_custom AS isCustom, p.custom_names AS names, p.nfo_dialect AS dialect, p.kinds
     FROM libraries l LEFT JOIN publish_profiles p ON p.library_id = l.id WHERE l.id = ?`,
  ).get(libraryId) as Row | undefined;
  if (row === undefined) return null;
  return {
    base: row.base,
    isCustom: row.isCustom === 1,
    names: JSON.parse(row.names ?? '{}') as CustomNames,
    dialect: row.dialect,
    kinds: row.kinds === null ? null : (JSON.parse(row.kinds) as PublishKinds),
  };
}

export function writeProfile(db: WriteDb, libraryId: number, profile: StoredProfile): void {
  const now = nowTimestamp();
  prepare(db, 'publishProfile.base', 'UPDATE libraries SET naming_profile = ?, updated_at = ? WHERE id = ?').run(
    profile.base,
    now,
    libraryId,
  );
  prepare(
    db,
    'publishProfile.set',
    `INSERT INTO publish_profiles (library_id, is_custom, custom_names, nfo_dialect, kinds)
     VALUES (@libraryId, @isCustom, @names, @dialect, @kinds)
     ON CONFLICT (library_id) DO UPDATE SET is_custom = excluded.is_custom, custom_names = excluded.custom_names,
       nfo_dialect = excluded.nfo_dialect, kinds = excluded.kinds, updated_at = @now`,
  ).run({
    libraryId,
    isCustom: Number(profile.isCustom),
    names: JSON.stringify(profile.names),
    dialect: profile.dialect,
    kinds: profile.kinds === null ? null : JSON.stringify(profile.kinds),
    now,
  });
}

/** Without counting what is in the library; null for one that is not there. */
export function libraryRoot(db: ReadDb, libraryId: number): string | null {
  const root = prepare(db, 'publishProfile.root', 'SELECT path FROM libraries WHERE id = ?').pluck().get(libraryId);
  return (root as string | undefined) ?? null;
}

/** A file that Metarr wrote for an item. */
export interface PublishedName {
  path: string;
  /** 'nfo', 'actor_thumb', 'trailer' or a type of artwork. */
  assetType: string;
  hash: string;
  /** Which names were in force; null where that is not known. */
  namingKey: string | null;
}

export function publishedNamesOf(db: ReadDb, { type, id }: ItemRef): PublishedName[] {
  return prepare(
    db,
    'published.namesOf',
    `SELECT path, asset_type AS assetType, content_hash AS hash, naming_key AS namingKey
     FROM published_files WHERE entity_type = ? AND entity_id = ? ORDER BY path`,
  ).all(type, id) as PublishedName[];
}

/** Notes under which names a journal's files are written, before they are. */
export function setJournalNaming(db: WriteDb, journalId: number, namingKey: string): void {
  prepare(db, 'journal.setNaming', 'UPDATE publish_journal SET naming_key = ? WHERE id = ?').run(namingKey, journalId);
}

export function journalNaming(db: ReadDb, journalId: number): string | null {
  const key = prepare(db, 'journal.naming', 'SELECT naming_key FROM publish_journal WHERE id = ?')
    .pluck()
    .get(journalId);
  return (key as string | null | undefined) ?? null;
}

/** Notes under which names the file at a path was written. */
export function setFileNaming(db: WriteDb, path: string, namingKey: string | null): void {
  prepare(db, 'published.setNaming', 'UPDATE published_files SET naming_key = ? WHERE path = ?').run(namingKey, path);
}

/** Under which names the newest publication that stands and left these bytes at a path wrote them; undefined when none did. */
export function namingWhenWritten(db: ReadDb, path: string, hash: string): string | null | undefined {
  return prepare(
    db,
    'journal.namingAt',
    `SELECT j.naming_key FROM publish_steps s JOIN publish_journal j ON j.id = s.journal_id
     WHERE s.path = ? AND s.after_hash = ? AND j.state = 'committed' AND j.action = 'publish' AND j.undone_by IS NULL
     ORDER BY s.journal_id DESC LIMIT 1`,
  )
    .pluck()
    .get(path, hash) as string | null | undefined;
}

/** The library's first film or show that is not in the trash; null when there is none. */
export function firstItemOf(db: ReadDb, libraryId: number): ItemRef | null {
  const row = prepare(
    db,
    'publishProfile.firstItem',
    `SELECT 'movie' AS type, id FROM movies WHERE library_id = @libraryId AND deleted_on IS NULL
     UNION ALL SELECT 'series', id FROM series WHERE library_id = @libraryId AND deleted_on IS NULL
     ORDER BY id LIMIT 1`,
  ).get({ libraryId }) as ItemRef | undefined;
  return row ?? null;
}

const PUBLISHED: Readonly<Record<'movie' | 'series' | 'season' | 'episode', string>> = {
  movie: `SELECT id FROM movies WHERE library_id = ? AND last_published_at IS NOT NULL AND deleted_on IS NULL`,
  series: `SELECT id FROM series WHERE library_id = ? AND last_published_at IS NOT NULL AND deleted_on IS NULL`,
  season: `SELECT c.id FROM seasons c JOIN series s ON s.id = c.series_id
    WHERE s.library_id = ? AND s.deleted_on IS NULL AND c.last_published_at IS NOT NULL`,
  episode: `SELECT e.id FROM episodes e JOIN series s ON s.id = e.series_id
    WHERE s.library_id = ? AND s.deleted_on IS NULL AND e.deleted_on IS NULL AND e.last_published_at IS NOT NULL`,
};

/** What of a library was ever published and is there still. */
export function publishedItemsOf(db: ReadDb, libraryId: number): ItemRef[] {
  return Object.entries(PUBLISHED).flatMap(([type, source]) => {
    const ids = prepare(db, `publishProfile.published.${type}`, source).pluck().all(libraryId) as number[];
    return ids.map((id) => ({ type: type as ItemRef['type'], id }));
  });
}
