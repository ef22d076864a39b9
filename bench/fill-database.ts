import type { WriteDb } from '../main/store/open-database.ts';

const WORDS =
  'ocean night silver river stone winter summer red last first broken golden quiet city house garden star road king letter mirror storm'.split(
    ' ',
  );
const STATES = ['identified', 'identified', 'identified', 'published', 'published', 'needs_identification', 'selected'];

/** Puts films with 25 actors each straight into the tables, with the spread of states and titles that a library has. */
export function fillDatabase(db: WriteDb, films: number): void {
  const random = seeded(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  db.transaction(() => {
    db.prepare(`INSERT INTO libraries (name, type, path) VALUES ('Films', 'movies', '/bench/films')`).run();
    const person = db.prepare('INSERT INTO actors (name) VALUES (?)');
    for (let i = 0; i < 20_000; i++) person.run(`First${String(i % 200)} Lastname${String(Math.floor(i / 200))}`);
    const movie = db.prepare(
      `INSERT INTO movies (library_id, title, sort_key, year, directory_path, file_path, base_name, plot, state,
         completeness, has_unpublished_changes, title_locked, tmdb_id)
       VALUES (1, @title, @sortKey, @year, @folder, @folder || '/film.mkv', 'film', @plot, @state, @completeness,
         @unpublished, @locked, @tmdbId)`,
    );
    const credit = db.prepare(
      'INSERT OR IGNORE INTO movies_actors (movie_id, actor_id, role, order_index) VALUES (?, ?, ?, ?)',
    );
    const video = db.prepare(
      `INSERT INTO video_streams (entity_type, entity_id, codec, width, height, hdr_type) VALUES ('movie', ?, 'hevc', 3840, 2160, 'HDR10')`,
    );
    const audio = db.prepare(
      `INSERT INTO audio_streams (entity_type, entity_id, stream_index, codec, channels) VALUES ('movie', ?, 1, 'dts', 6)`,
    );
    for (let i = 1; i <= films; i++) {
      const title = `${pick(WORDS)} ${pick(WORDS)} ${pick(WORDS)} ${String(i)}`;
      movie.run({
        title,
        sortKey: title,
        year: 1930 + Math.floor(random() * 96),
        folder: `/bench/films/${String(i)}`,
        plot: 'A long enough plot. '.repeat(15),
        state: pick(STATES),
        completeness: Math.floor(random() * 101),
        unpublished: Number(random() < 0.02),
        locked: Number(random() < 0.05),
        tmdbId: i,
      });
      for (let k = 0; k < 25; k++) credit.run(i, 1 + Math.floor(random() * 20_000), `Role ${String(k)}`, k);
      video.run(i);
      audio.run(i);
    }
  })();
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
