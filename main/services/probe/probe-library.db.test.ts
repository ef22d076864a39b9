import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntityRef } from '../../domain/entity-ref.ts';
import type { JobContext } from '../../jobs/job-kind.ts';
import { issuesOf } from '../../store/item-issue.store.ts';
import { filesOf, type NewMediaFile, removeOtherFiles, upsertMediaFile } from '../../store/media-file.store.ts';
import { countPendingProbes } from '../../store/probe-queue.store.ts';
import { addEntity, openSampleDatabase, type SampleDatabase } from '../../store/__testing__/schema-sample.ts';
import { measuredStreams, streamsOf } from '../../store/stream.store.ts';
import { probe } from '../../workers/probe.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import { createProbeLibraryKind } from './probe-library.job.ts';

const clip = (name: string): string =>
  fileURLToPath(new URL(`../../../resources/sample/clips/${name}`, import.meta.url));

let sample: SampleDatabase;
let folder: string;
let libraryId: number;
let changed: EntityRef[];
let asked: string[];

beforeEach(() => {
  sample = openSampleDatabase();
  folder = mkdtempSync(path.join(tmpdir(), 'metarr-probes-'));
  libraryId = addEntity(sample, 'library');
  changed = [];
  asked = [];
});
afterEach(() => {
  sample.close();
  rmSync(folder, { recursive: true, force: true });
});

type Run = (input: { path: string }) => Promise<unknown>;

/** The worker's own code, in this thread. */
const inThread: Run = (input) => probe(input);

async function probeAll(run: Run = inThread, signal = new AbortController().signal): Promise<unknown> {
  const pool = {
    size: 2,
    close: () => Promise.resolve(),
    run: (_name: string, input: { path: string }) => {
      asked.push(path.basename(input.path));
      return run(input);
    },
  } as unknown as WorkerPool;
  const events = {
    publish: () => undefined,
    flush: () => undefined,
    itemChanged: (entity: EntityRef) => {
      changed.push(entity);
    },
  };
  const context: JobContext = { jobId: 1, signal, progress: () => undefined };
  const kind = createProbeLibraryKind({ db: sample.db as never, pool, events });
  return kind.run({ libraryId }, context);
}

function put(name: string, source: string | Buffer): string {
  const filePath = path.join(folder, name);
  if (typeof source === 'string') copyFileSync(clip(source), filePath);
  else writeFileSync(filePath, source);
  return filePath;
}

function record(entity: EntityRef, filePath: string, more: Partial<NewMediaFile> = {}): void {
  const { size, mtimeMs } = statSync(filePath);
  upsertMediaFile(sample.db as never, {
    libraryId,
    entity,
    filePath,
    kind: 'main',
    extraType: null,
    part: null,
    edition: null,
    sizeBytes: size,
    mtimeMs: Math.floor(mtimeMs),
    ...more,
  });
}

const movie = (): EntityRef => ({ type: 'movie', id: addEntity(sample, 'movie') });
const episode = (): EntityRef => ({ type: 'episode', id: addEntity(sample, 'episode') });
const states = (entity: EntityRef): string[] => filesOf(sample.db as never, entity).map((file) => file.probeState);

describe('a library that waits for ffprobe', () => {
  it('keeps streams for each version of a film; those of its main file are the film’s', async () => {
    const film = movie();
    record(film, put('Film - 720p.webm', '720p-vp9-opus.webm'), { edition: '720p' });
    const main = put('Film - 4K.mkv', '2160p-hevc-hdr10.mkv');
    record(film, main, { edition: '4K' });
    sample.insert('UPDATE movies SET file_path = ? WHERE id = ?', main, film.id);
    expect(await probeAll()).toMatchObject({ result: { probed: 2, failed: 0 } });
    const streams = streamsOf(sample.db as never, film);
    expect(streams.video).toMatchObject({ codec: 'hevc', hdrType: 'HDR10', bitDepth: 10, isInterlaced: false });
    expect(streams.audio.map((track) => track.language)).toEqual(['eng', 'ger']);
    const [small] = filesOf(sample.db as never, film);
    expect(measuredStreams(sample.db as never, film, small?.id ?? 0).video?.codec).toBe('vp9');
    removeOtherFiles(sample.db as never, film, [small?.filePath ?? '']);
    expect(streamsOf(sample.db as never, film).video?.codec).toBe('vp9');
  });

  it('asks once about a file of two episodes, and tells both', async () => {
    const [first, second] = [episode(), episode()];
    const file = put('Show S01E01E02.mp4', '1080p-h264-aac.mp4');
    record(first, file);
    record(second, file);
    await probeAll();
    expect(asked).toEqual(['Show S01E01E02.mp4']);
    for (const entity of [first, second]) {
      expect(streamsOf(sample.db as never, entity).video?.codec).toBe('h264');
      expect(states(entity)).toEqual(['done']);
    }
    expect(changed).toEqual([first, second]);
  });

  it('leaves stand-ins, disc images and extras alone', async () => {
    const film = movie();
    for (const name of ['a.strm', 'b.disc', 'c.ISO']) record(film, put(name, Buffer.from('x')));
    record(film, put('trailer.mkv', Buffer.from('x')), { kind: 'trailer', extraType: 'trailer' });
    await probeAll();
    expect(asked).toEqual([]);
    expect(new Set(states(film))).toEqual(new Set(['skipped']));
  });

  it('asks again about a changed file only, and says of a broken one why', async () => {
    const film = movie();
    const file = put('Film.webm', '720p-vp9-opus.webm');
    record(film, file);
    await probeAll();
    record(film, file);
    expect(countPendingProbes(sample.db as never, libraryId)).toBe(0);
    writeFileSync(file, 'no video');
    record(film, file);
    expect(await probeAll()).toMatchObject({ result: { probed: 0, failed: 1 } });
    expect(asked).toHaveLength(2);
    expect(streamsOf(sample.db as never, film)).toEqual({ video: null, audio: [], subtitles: [] });
    expect(issuesOf(sample.db as never, film)).toMatchObject([{ code: 'video_unreadable', path: file }]);
    expect(JSON.stringify(issuesOf(sample.db as never, film)?.map(({ message }) => message))).not.toContain(folder);
  });

  it('asks about a file that a scan found changed while it was read', async () => {
    const film = movie();
    const file = put('Film.webm', '720p-vp9-opus.webm');
    record(film, file);
    let isFirst = true;
    await probeAll(async (input) => {
      const answer = await probe(input);
      if (isFirst) record(film, put('Film.webm', '1080p-av1-opus.mkv'));
      isFirst = false;
      return answer;
    });
    expect(asked).toHaveLength(2);
    expect(streamsOf(sample.db as never, film).video?.codec).toBe('av1');
  });

  it('runs two at once and never more', async () => {
    for (let i = 0; i < 7; i++) record(movie(), put(`${String(i)}.mkv`, Buffer.from('x')));
    let [running, most] = [0, 0];
    await probeAll(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 2));
      running -= 1;
      return { ok: false, reason: 'of the test' };
    });
    expect([asked.length, most]).toEqual([7, 2]);
  });

  it('stops when told, and goes on with what is left', async () => {
    const films = [movie(), movie(), movie(), movie()];
    films.forEach((film, i) => {
      record(film, put(`${String(i)}.webm`, '720p-vp9-opus.webm'));
    });
    const abort = new AbortController();
    const stopped = probeAll((input) => {
      if (asked.length === 3) abort.abort(new Error('cancelled'));
      return probe(input);
    }, abort.signal);
    await expect(stopped).rejects.toThrow('cancelled');
    const left = countPendingProbes(sample.db as never, libraryId);
    expect(left).toBeGreaterThan(0);
    await probeAll();
    expect(films.flatMap(states)).toEqual(['done', 'done', 'done', 'done']);
    // What was kept before is not asked about again.
    expect(asked).toHaveLength(3 + left);
  });

  it('says of a file at which its worker died that it could not be read', async () => {
    const film = movie();
    record(film, put('Film.mkv', Buffer.from('x')));
    await probeAll(() => Promise.reject(new Error('out of memory')));
    expect(filesOf(sample.db as never, film)[0]).toMatchObject({
      probeState: 'failed',
      probeError: 'reading it failed (out of memory)',
    });
  });

  it('ends with every damaged clip marked', async () => {
    const names = ['1080p-h264-aac.mp4', '2160p-hevc-hdr10.mkv', '576i-mpeg2-mp2.mkv', '480p-mpeg4-mp3.mkv'];
    const films: EntityRef[] = [];
    for (let i = 0; i < 40; i++) {
      const name = names[i % names.length] ?? '';
      const film = movie();
      films.push(film);
      record(film, put(`${String(i)}-${name}`, damaged(readFileSync(clip(name)), i)));
    }
    await probeAll();
    expect(countPendingProbes(sample.db as never, libraryId)).toBe(0);
    const files = films.flatMap((film) => filesOf(sample.db as never, film));
    expect(files.filter((file) => file.probeState !== 'done' && !file.probeError)).toEqual([]);
  });
});

/** Cut off, or with bytes overwritten: the same damage for the same number. */
function damaged(bytes: Buffer, seed: number): Buffer {
  let state = seed * 2654435761 + 1;
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
  if (seed % 3 === 0) return bytes.subarray(0, random(bytes.length));
  const copy = Buffer.from(bytes);
  for (let i = 0; i < 1 + random(60); i++) copy[random(seed % 2 === 0 ? 600 : copy.length)] = random(256);
  return copy;
}
