import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import type { ItemRef } from '../../../../contract/primitives.ts';
import type { ConflictChoice, PublishRecord } from '../../../../contract/publishing.ts';
import { picture } from '../../../__testing__/test-films.ts';
import type { TestCore } from '../../../__testing__/test-core.ts';
import { verifying } from '../../../__testing__/test-verifying.ts';
import { DEFAULT_RENAME_PATTERNS } from '../../../domain/rename/default-patterns.ts';
import type { NewJob } from '../../../store/job.store.ts';
import { bytesOf, filesOf, type KeptBytes, look } from './kept-bytes.ts';

/** The library's state between the steps. */
export interface Life {
  test: TestCore;
  bytes: KeptBytes;
}

export interface Doing extends Life {
  /** Picks the item, the file or the publication; wraps around what there is. */
  n: number;
  /** Picks what is done with it. */
  how: number;
}

export function pick<T>(list: readonly T[], n: number): T | undefined {
  return list[n % Math.max(1, list.length)];
}

/** Everything live that can be published. */
function items({ test }: Life): ItemRef[] {
  return test.core.internals.db
    .prepare(
      `SELECT 'movie' AS type, id FROM movies WHERE deleted_on IS NULL
       UNION ALL SELECT 'series', id FROM series WHERE deleted_on IS NULL
       UNION ALL SELECT 'season', s.id FROM seasons s JOIN series sh ON sh.id = s.series_id WHERE sh.deleted_on IS NULL
       UNION ALL SELECT 'episode', id FROM live_episodes
       UNION ALL SELECT 'set', id FROM sets WHERE deleted_on IS NULL ORDER BY 1, 2`,
    )
    .all() as ItemRef[];
}

export function pickItem(life: Life, n: number): ItemRef | undefined {
  return pick(items(life), n);
}

export async function ended({ test }: Life, jobId: number): Promise<string> {
  const { runner } = test.core.internals;
  const { status } = await runner.waitFor(jobId);
  await runner.whenIdle();
  return status;
}

export async function runJob(life: Life, job: NewJob): Promise<void> {
  expect(await ended(life, life.test.core.internals.runner.enqueue(job).id)).toBe('completed');
}

/** Files in the library that are no videos. */
function sidecars({ test }: Life): string[] {
  return [...look(test)]
    .filter(([name, { hash }]) => hash !== '' && !name.endsWith('.mkv'))
    .map(([name]) => path.join(test.root, name));
}

/** Publishes as a person does: looks, decides about what is in conflict, writes. Answers the journal of what was written. */
export async function publish(life: Life, item: ItemRef, choice: ConflictChoice | null): Promise<number | null> {
  const { test } = life;
  const plan = await test.reply('publish.preview', { item });
  if (!plan.ok) return null;
  const { planHash, files, isUnchanged } = await test.call('publish.preview', { item });
  const conflicts = files.filter(({ op }) => op === 'conflict');
  const choices =
    choice === null
      ? []
      : conflicts.map(({ path: place, choices: able }) => ({
          path: place,
          choice: able.includes(choice) ? choice : (able.at(-1) ?? 'keep'),
          fields: [],
        }));
  const before = look(test);
  const answer = await test.reply('publish.apply', { item, planHash, choices });
  if (!answer.ok) {
    expect(filesOf(look(test)), `refused as ${answer.error.code}`).toEqual(filesOf(before));
    return null;
  }
  const { journalId } = answer.value as { journalId: number | null };
  if (isUnchanged || journalId === null) expect(filesOf(look(test))).toEqual(filesOf(before));
  const again = await test.call('publish.preview', { item });
  expect(
    again.files.filter(({ op }) => op !== 'leave'),
    'a second publication has something to do',
  ).toEqual([]);
  expect(again.isUnchanged).toBe(true);
  const written = look(test);
  await test.call('publish.apply', { item, planHash: again.planHash, choices: [] });
  expect(filesOf(look(test)), 'a second publication wrote').toEqual(filesOf(written));
  return journalId;
}

/** Takes a publication back; when that is refused, nothing may have changed. */
export async function undo({ test }: Life, journalId: number): Promise<boolean> {
  const before = look(test);
  const answer = await test.reply('publish.undo', { journalId });
  if (!answer.ok) expect(filesOf(look(test)), `refused as ${answer.error.code}`).toEqual(filesOf(before));
  return answer.ok;
}

export async function undoable(life: Life): Promise<PublishRecord[]> {
  const all: PublishRecord[] = [];
  for (const item of items(life)) all.push(...(await life.test.call('publish.history', { item })));
  return all.filter(({ canUndo }) => canUndo);
}

export async function publishRun(life: Life, n: number): Promise<number> {
  const { test } = life;
  const libraries = await test.call('libraries.list', {});
  const library = pick(libraries, n);
  const all = items(life);
  const { jobId, runId } =
    n % 2 === 0 && library !== undefined
      ? await test.call('publish.library', { libraryId: library.id })
      : await test.call('publish.many', { items: all, includeBelow: true });
  expect(await ended(life, jobId)).toBe('completed');
  return runId;
}

export function deleted({ test }: Life, table: 'movies' | 'series'): number[] {
  return test.core.internals.db
    .prepare(`SELECT id FROM ${table} WHERE deleted_on IS NOT NULL ORDER BY id`)
    .pluck()
    .all() as number[];
}

const PATTERNS = [
  DEFAULT_RENAME_PATTERNS,
  { ...DEFAULT_RENAME_PATTERNS, movieFolder: '{Year} {Title}', movieFile: '{Title}', seasonFolder: 'S{season}' },
  { ...DEFAULT_RENAME_PATTERNS, movieFolder: '', movieFile: '{Title} [{Year}]', showFolder: '{Title}' },
];

export async function setFilm({ test, n, how }: Doing): Promise<void> {
  const { rows } = await test.call('movies.page', {});
  const film = pick(rows, n);
  if (film === undefined) return;
  const [known] = (await test.call('sets.page', {})).rows;
  if (known === undefined) await test.call('sets.create', { name: 'Two of them', movieIds: [film.id] });
  else if (how % 2 === 0) await test.call('sets.addMembers', { id: known.id, movieIds: [film.id] });
  else await test.call('sets.removeMembers', { id: known.id, movieIds: [film.id] });
}

/** What a person or another program does to the library behind Metarr's back. */
export async function disturb(life: Doing): Promise<void> {
  const file = pick(sidecars(life), life.n);
  if (file === undefined) return;
  if (life.how % 7 === 6) upgrade(life);
  else await disturbFile(file, life);
}

async function disturbFile(file: string, { n, how }: Doing): Promise<void> {
  const isNfo = file.endsWith('.nfo');
  const way = pick(['bytes', 'bytes', 'gone', 'stray', 'nonsense', 'renamed'] as const, how);
  if (way === 'bytes' && isNfo) {
    const text = readFileSync(file, 'utf8');
    const plot = `<plot>Outside ${String(n)}</plot>`;
    writeFileSync(file, text.includes('<plot>') ? text.replace(/<plot>[^<]*<.plot>/, plot) : `${text}\n`);
  }
  if (way === 'bytes' && !isNfo) {
    writeFileSync(file, await picture(`rgb(${String(n % 256)}, 7, ${String(how % 256)})`));
  }
  if (way === 'gone') rmSync(file);
  if (way === 'stray')
    writeFileSync(path.join(path.dirname(file), `stray ${String(n % 3)}.txt`), `a note ${String(how)}`);
  if (way === 'nonsense') {
    writeFileSync(file, isNfo ? `https://www.themoviedb.org/movie/${String(n)}\n` : 'no picture');
  }
  const moved = path.join(path.dirname(file), `Moved ${path.basename(file)}`);
  if (way === 'renamed' && !existsSync(moved)) renameSync(file, moved);
}

/** As a downloader does with a better file: the old video, its NFO and its artwork go. */
function upgrade({ test, n, how }: Doing): void {
  const names = [...look(test).keys()];
  const folder = pick([...new Set(names.filter((name) => name.endsWith('.mkv')).map((name) => path.dirname(name)))], n);
  if (folder === undefined) return;
  const place = path.join(test.root, folder);
  for (const name of names) {
    if (path.dirname(name) === folder && /\.(mkv|nfo|jpg)$/.test(name)) rmSync(path.join(test.root, name));
  }
  const episode = folder.includes('Season') ? ` S01E0${String(1 + (n % 2))}` : '';
  writeFileSync(path.join(place, `${path.basename(place)}${episode} better.mkv`), `better ${String(how)}`);
}

/** Somebody changes a file that Metarr wrote, and then it is published: most of what can be in conflict. */
export async function clash(life: Doing, choice: ConflictChoice | null): Promise<void> {
  const { test, n, how } = life;
  const written = test.core.internals.db
    .prepare('SELECT path, entity_type AS type, entity_id AS id FROM published_files ORDER BY path')
    .all() as (ItemRef & { path: string })[];
  const file = pick(written, n);
  if (file === undefined || !existsSync(file.path)) return;
  const item: ItemRef = { type: file.type, id: file.id };
  const before = look(test);
  await disturbFile(file.path, life);
  life.bytes.check(before);
  if (how % 2 === 0 && item.type !== 'set') {
    await test.reply('items.setField', { item, field: 'plot', value: `Inside ${String(how)}` });
  }
  const disturbed = look(test);
  const journalId = await publish(life, item, choice);
  if (journalId === null || how % 3 !== 0) return;
  life.bytes.check(null);
  expect(await undo(life, journalId), 'what was published just now can be undone').toBe(true);
  expect(bytesOf(look(test)), 'publishing what was in conflict, taken back').toEqual(bytesOf(disturbed));
}

export async function repair(life: Doing): Promise<void> {
  const { verify, findings, repair: mend, undo: takeBack } = verifying(() => life.test);
  if (life.how % 2 === 0) {
    const whole = look(life.test);
    await disturb({ ...life, how: life.how >> 1 });
    life.bytes.check(whole);
  }
  const before = look(life.test);
  await verify(life.how % 2 === 0 ? 'full' : 'quick');
  expect(filesOf(look(life.test)), 'verifying wrote').toEqual(filesOf(before));
  const finding = pick(await findings(), life.n);
  const way = finding === undefined ? undefined : pick(finding.repairs, life.how);
  if (finding === undefined || way === undefined) return;
  const { jobId } = await mend({ ids: [finding.id], libraryId: null, kind: null, item: null }, way);
  if (life.how % 3 === 0 && way !== 'adopt' && way !== 'recache') {
    await takeBack(jobId);
    expect(bytesOf(look(life.test)), `${way}, taken back`).toEqual(bytesOf(before));
  }
}

export async function renameAll(life: Doing): Promise<void> {
  const { test, n, how } = life;
  const library = pick(await test.call('libraries.list', {}), n);
  const patterns = pick(PATTERNS, how);
  if (library === undefined || patterns === undefined) return;
  await test.call('rename.setPatterns', { libraryId: library.id, patterns });
  const planned = await test.call('rename.plan', { scope: { kind: 'library', libraryId: library.id } });
  await ended(life, planned.jobId);
  const before = look(test);
  if ((await test.call('rename.run', { runId: planned.runId })).counts.planned === 0) return;
  await ended(life, (await test.call('rename.apply', { runId: planned.runId })).jobId);
  expect(
    [...look(test).values()]
      .map(({ hash }) => hash)
      .filter(Boolean)
      .sort(),
    'renaming changed bytes',
  ).toEqual(
    [...before.values()]
      .map(({ hash }) => hash)
      .filter(Boolean)
      .sort(),
  );
  if (how % 2 === 0) return;
  await ended(life, (await test.call('rename.undo', { runId: planned.runId })).jobId);
  expect(bytesOf(look(test)), 'renaming, taken back').toEqual(bytesOf(before));
}

export async function strays({ test, n, how }: Doing): Promise<void> {
  const { rows } = await test.call('unknownFiles.page', {});
  const file = pick(rows, n);
  if (file === undefined) return;
  if (how % 2 === 0) await test.reply('unknownFiles.trash', { ids: [file.id] });
  else await test.reply('unknownFiles.moveToExtras', { ids: [file.id] });
}
