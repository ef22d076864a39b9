import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import sharp from 'sharp';

/** Hash of every file below a folder, by its path relative to it. */
export type Files = Record<string, string>;

/** What each film's folder is to hold once a change is published; by the folder's name. */
export type Expected = Map<string, Files>;

/** A look must not change what a kill left: the log stays, and with it the work of the next start. */
const READ_ONLY = { readonly: true };
const FANART = ['fanart.jpg', 'fanart1.jpg'] as const;

/** Writes films of a folder, a video, an NFO with an element of somebody else's, a poster and two fanart each. */
export async function writeTortureLibrary(libraryDir: string, films: number): Promise<void> {
  for (let film = 1; film <= films; film++) {
    const name = `Film ${String(film).padStart(2, '0')} (${String(1960 + film)})`;
    const folder = path.join(libraryDir, name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, `${name}.mkv`), `no video, but number ${String(film)}`);
    writeFileSync(path.join(folder, `${name}.nfo`), nfoText(film, 0));
    writeFileSync(path.join(folder, 'poster.jpg'), await noise(film * 3, 400, 600));
    for (const [at, file] of FANART.entries()) {
      writeFileSync(path.join(folder, file), await noise(film * 3 + 1 + at, 640, 360));
    }
  }
}

function nfoText(film: number, version: number): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<movie>
  <title>Film ${String(film)}</title>
  <year>${String(1960 + film)}</year>
  <plot>Version ${String(version)}</plot>
  <uniqueid type="tmdb" default="true">${String(1000 + film)}</uniqueid>
  <theirs version="1">stays</theirs>
</movie>
`;
}

async function noise(seed: number, width: number, height: number): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3);
  for (let i = 0, block = createHash('sha256').update(String(seed)).digest(); i < pixels.length; i += block.length) {
    block.copy(pixels, i);
    if (i % 4096 === 0) block = createHash('sha256').update(block).digest();
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 60 })
    .toBuffer();
}

/** Gives every NFO another text, so that the next scan has something to read in every folder. */
export function changeNfos(libraryDir: string, version: number): void {
  readdirSync(libraryDir)
    .sort()
    .forEach((name, at) => {
      writeFileSync(path.join(libraryDir, name, `${name}.nfo`), nfoText(at + 1, version));
    });
}

/**
 * Edits every film as a person would (text and order of the fanart), straight in the database of a core that is not
 * running. Answers what each folder must hold once that is published.
 */
export function editFilms(dataDir: string, libraryDir: string, version: number): Expected {
  return withDatabase(dataDir, (db) => {
    const films = db.prepare('SELECT id, directory_path AS folder FROM movies WHERE deleted_on IS NULL').all() as {
      id: number;
      folder: string;
    }[];
    const expected: Expected = new Map();
    for (const film of films) {
      db.prepare('UPDATE movies SET plot = ?, has_unpublished_changes = 1 WHERE id = ?').run(
        `Version ${String(version)}`,
        film.id,
      );
      db.prepare(
        `UPDATE asset_candidates SET selected_rank = 1 - selected_rank
         WHERE entity_type = 'movie' AND entity_id = ? AND asset_type = 'fanart' AND is_selected = 1`,
      ).run(film.id);
      const ranked = db
        .prepare(
          `SELECT content_hash FROM asset_candidates WHERE entity_type = 'movie' AND entity_id = ?
           AND asset_type = 'fanart' AND is_selected = 1 ORDER BY selected_rank`,
        )
        .pluck()
        .all(film.id) as string[];
      const name = path.basename(film.folder);
      const files = readFiles(film.folder);
      FANART.forEach((file, rank) => {
        files[file] = ranked[rank] ?? 'missing';
      });
      const text = readFileSync(path.join(film.folder, `${name}.nfo`), 'utf8');
      files[`${name}.nfo`] = sha256(text.replace(/<plot>.*<\/plot>/, `<plot>Version ${String(version)}</plot>`));
      expected.set(path.relative(libraryDir, film.folder), files);
    }
    return expected;
  });
}

/** What the database of a core that is not running says, for the checks of a round. */
export function readStatus(dataDir: string): { unsettledJournals: number; jobs: Record<string, number> } {
  return withDatabase(
    dataDir,
    (db) => {
      const jobs = db.prepare('SELECT status, count(*) AS n FROM job_queue GROUP BY status').all() as {
        status: string;
        n: number;
      }[];
      return {
        unsettledJournals: db
          .prepare(`SELECT count(*) FROM publish_journal WHERE state = 'open'`)
          .pluck()
          .get() as number,
        jobs: Object.fromEntries(jobs.map((row) => [row.status, row.n])),
      };
    },
    READ_ONLY,
  );
}

/** How many live films have this plot; 0 where there is no database yet, or one without tables. */
export function countPlots(dataDir: string, plot: string): number {
  if (!existsSync(path.join(dataDir, 'metarr.sqlite'))) return 0;
  return withDatabase(
    dataDir,
    (db) => {
      const hasTable = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'movies'`).get() !== undefined;
      if (!hasTable) return 0;
      return db
        .prepare('SELECT count(*) FROM movies WHERE deleted_on IS NULL AND plot = ?')
        .pluck()
        .get(plot) as number;
    },
    READ_ONLY,
  );
}

function withDatabase<T>(dataDir: string, work: (db: Database.Database) => T, options: Database.Options = {}): T {
  const db = new Database(path.join(dataDir, 'metarr.sqlite'), options);
  try {
    return work(db);
  } finally {
    db.close();
  }
}

export function readFiles(folder: string): Files {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(path.join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, sha256(readFileSync(path.join(folder, name)))]));
}

function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
