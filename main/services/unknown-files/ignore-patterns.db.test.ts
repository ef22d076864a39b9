import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { picture } from '../../__testing__/test-films.ts';
import { writeFiles } from '../../__testing__/test-show-files.ts';

let test: TestCore;
beforeEach(async () => {
  test = await startTestCore();
});
afterEach(async () => {
  await test.discard();
});

const names = async (): Promise<string[]> => (await test.call('unknownFiles.page', {})).rows.map(({ name }) => name);
const glob = (pattern: string, libraryId: number | null = null) => ({ pattern, kind: 'glob' as const, libraryId });

async function twoFilms(): Promise<void> {
  writeFiles(test.libraryDir, {
    'Harbour (2011)/Harbour (2011).mkv': null,
    'Harbour (2011)/Harbour (2011)-poster.jpg': await picture('red'),
    'Harbour (2011)/Harbour (2011).en.srt': '1\n00:00:01,000 --> 00:00:02,000\nAhoy.\n',
    'Harbour (2011)/Harbour (2011).nfo': '<movie><title>Harbour</title></movie>',
    'Harbour (2011)/mirror.txt': 'x',
    'Pier (2012)/Pier (2012).mkv': null,
    'Pier (2012)/mirror.txt': 'x',
    'Pier (2012)/list.pdf': '%PDF-1.4',
    'stray.txt': 'x',
  });
  await test.scan();
}

it('lists a person’s own patterns before the built-in ones, which stay', async () => {
  const { pattern } = await test.call('ignorePatterns.add', glob('*.bak'));
  const [first, second] = await test.call('ignorePatterns.list', {});
  expect(first).toEqual(pattern);
  expect(second?.isBuiltin).toBe(true);
  expect(await test.codeOf('ignorePatterns.remove', { id: second?.id ?? 0 })).toBe('forbidden');
  expect(await test.call('ignorePatterns.remove', { id: pattern.id })).toEqual({ removed: true });
  expect(await test.call('ignorePatterns.remove', { id: pattern.id })).toEqual({ removed: false });
  expect(await test.codeOf('ignorePatterns.setEnabled', { id: pattern.id, isEnabled: true })).toBe('not_found');
});

describe('a preview', () => {
  it('counts unknown files and files in use, and shows some of both', async () => {
    await twoFilms();
    expect(await test.call('ignorePatterns.preview', glob('mirror*'))).toMatchObject({ unknown: 2, used: 0 });
    const all = await test.call('ignorePatterns.preview', glob('harbour*'));
    // The folder's name fits, so all in it is left out: the unknown file, and video, poster, subtitle and NFO.
    expect(all).toMatchObject({ unknown: 1, used: 4 });
    expect(
      all.examples
        .filter(({ isUsed }) => isUsed)
        .map((example) => path.basename(example.path))
        .sort(),
    ).toEqual(['Harbour (2011)-poster.jpg', 'Harbour (2011).en.srt', 'Harbour (2011).mkv', 'Harbour (2011).nfo']);
    expect(await test.call('ignorePatterns.preview', glob(`${path.basename(test.root)}*`))).toMatchObject({
      unknown: 0,
      used: 0,
    });
    expect(await names()).toHaveLength(4);
  });

  it('is of a library alone when the pattern is', async () => {
    await twoFilms();
    const other = path.join(test.root, 'Other');
    writeFiles(other, { 'Quay (2013)/Quay (2013).mkv': null, 'Quay (2013)/mirror.txt': 'x' });
    await test.scan({ path: other });
    const [first] = (await test.call('unknownFiles.page', { search: 'Quay' })).rows;
    const libraryId = first?.libraryId ?? 0;
    expect(await test.call('ignorePatterns.preview', glob('mirror.txt'))).toMatchObject({ unknown: 3 });
    expect(await test.call('ignorePatterns.preview', glob('mirror.txt', libraryId))).toMatchObject({ unknown: 1 });
    expect(await test.call('ignorePatterns.add', glob('mirror.txt', libraryId))).toMatchObject({ forgotten: 1 });
    await test.scan({ path: other });
    await test.scan();
    expect(await names()).toEqual(['mirror.txt', 'list.pdf', 'mirror.txt', 'stray.txt']);
  });

  it('shows at most twenty, files in use before others, and lets other work go on between thousands', async () => {
    await twoFilms();
    const { db } = test.core.internals;
    const libraryId = db.prepare('SELECT id FROM libraries').pluck().get() as number;
    const insert = db.prepare(
      `INSERT INTO unknown_files (entity_type, entity_id, file_path, file_name) VALUES ('library', ?, ?, ?)`,
    );
    db.transaction(() => {
      for (let at = 0; at < 5_000; at++) insert.run(libraryId, path.join(test.libraryDir, `m${String(at)}.mkv`), 'm');
    })();
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 0);
    const answer = await test.call('ignorePatterns.preview', glob('*.mkv'));
    clearInterval(timer);
    expect(answer).toMatchObject({ unknown: 5_000, used: 2 });
    expect(answer.examples).toHaveLength(20);
    expect(answer.examples.filter(({ isUsed }) => isUsed)).toHaveLength(2);
    expect(turns).toBeGreaterThan(0);
  });
});

describe('a pattern', () => {
  it('forgets the files it means, and they do not come back while it holds', async () => {
    await twoFilms();
    expect(await test.call('ignorePatterns.add', glob('mirror.*'))).toMatchObject({
      forgotten: 2,
      pattern: { isEnabled: true },
    });
    expect(await names()).toEqual(['list.pdf', 'stray.txt']);
    await test.scan();
    expect(await names()).toEqual(['list.pdf', 'stray.txt']);
    expect(await test.call('ignorePatterns.add', glob('*ray.TXT'))).toMatchObject({ forgotten: 1 });
    await test.scan();
    expect(await names()).toEqual(['list.pdf']);
  });

  it('is seen by the next scan when it is switched off, on again and removed', async () => {
    await twoFilms();
    const { pattern } = await test.call('ignorePatterns.add', glob('*.txt'));
    await test.scan();
    expect(await names()).toEqual(['list.pdf']);
    await test.call('ignorePatterns.setEnabled', { id: pattern.id, isEnabled: false });
    await test.scan();
    expect(await names()).toEqual(['mirror.txt', 'list.pdf', 'mirror.txt', 'stray.txt']);
    expect(await test.call('ignorePatterns.setEnabled', { id: pattern.id, isEnabled: true })).toMatchObject({
      isEnabled: true,
    });
    expect(await names()).toEqual(['list.pdf']);
    await test.call('ignorePatterns.remove', { id: pattern.id });
    await test.scan();
    expect(await names()).toHaveLength(4);
  });

  it('can be built in and switched off', async () => {
    writeFiles(test.libraryDir, { 'Harbour (2011)/Harbour (2011).mkv': null, 'Harbour (2011)/RARBG.txt': 'x' });
    await test.scan();
    expect(await names()).toEqual([]);
    const builtin = (await test.call('ignorePatterns.list', {})).find(({ pattern }) => pattern === 'RARBG.txt');
    await test.call('ignorePatterns.setEnabled', { id: builtin?.id ?? 0, isEnabled: false });
    await test.scan();
    expect(await names()).toEqual(['RARBG.txt']);
    await test.call('ignorePatterns.setEnabled', { id: builtin?.id ?? 0, isEnabled: true });
    expect(await names()).toEqual([]);
  });

  it('takes files out of use that it means, with the next scan', async () => {
    await twoFilms();
    await test.call('ignorePatterns.add', glob('*.srt'));
    await test.scan();
    expect(test.core.internals.db.prepare('SELECT count(*) FROM subtitle_streams').pluck().get()).toBe(0);
  });

  it('may not mean everything, nor a path, and is no second one of the same text', async () => {
    for (const pattern of ['*', '*.*', '??*', 'Old/*.txt']) {
      expect(await test.codeOf('ignorePatterns.add', glob(pattern))).toBe('invalid_input');
    }
    const { pattern } = await test.call('ignorePatterns.add', glob('*.bak'));
    await test.call('ignorePatterns.setEnabled', { id: pattern.id, isEnabled: false });
    expect((await test.call('ignorePatterns.add', glob('*.bak'))).pattern).toEqual(pattern);
    expect(await test.codeOf('ignorePatterns.add', { ...glob('*.bak'), kind: 'exact' })).toBe('conflict');
    expect(await test.codeOf('ignorePatterns.add', glob('*.old', 99))).toBe('not_found');
  });
});
