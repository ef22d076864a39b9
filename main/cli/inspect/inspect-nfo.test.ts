import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from '../usage-error.ts';
import { inspectNfo } from './inspect-nfo.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'metarr-inspect-nfo-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function inspect(...files: string[]): Promise<{ code: number; lines: unknown[]; notes: string[] }> {
  const lines: unknown[] = [];
  const notes: string[] = [];
  const io = {
    lines: (async function* none(): AsyncGenerator<string> {})(),
    print: (value: unknown) => void lines.push(JSON.parse(JSON.stringify(value))),
    note: (message: string) => void notes.push(message),
  };
  return { code: await inspectNfo(files, io), lines, notes };
}

describe('inspect nfo', () => {
  it('prints one line per file, in their order and under their names', async () => {
    const film = path.join(folder, 'film.nfo');
    const link = path.join(folder, 'link.nfo');
    const broken = path.join(folder, 'broken.nfo');
    await writeFile(film, '<movie><title>A</title></movie>');
    await writeFile(link, 'https://www.imdb.com/title/tt9000001');
    await writeFile(broken, '<movie>');
    const { code, lines } = await inspect(film, link, broken);
    expect(code).toBe(0);
    expect(lines).toEqual([
      {
        file: film,
        outcome: 'parse',
        items: [expect.objectContaining({ kind: 'movie', title: 'A', year: null, genres: [] })],
        url_ids: {},
        problems: [],
      },
      { file: link, outcome: 'url_only', items: [], url_ids: { imdb: 'tt9000001' }, problems: [] },
      { file: broken, outcome: 'reject', items: [], url_ids: {}, problems: ['The file ends inside <movie>'] },
    ]);
  });

  it('goes on after a file that cannot be opened, and says so with its exit code', async () => {
    const film = path.join(folder, 'second.nfo');
    await writeFile(film, '<movie/>');
    const missing = path.join(folder, 'missing.nfo');
    const { code, lines, notes } = await inspect(missing, film);
    expect(code).toBe(1);
    expect(lines).toMatchObject([
      { file: missing, outcome: 'reject' },
      { file: film, outcome: 'parse' },
    ]);
    expect(notes).toEqual([expect.stringContaining('missing.nfo')]);
  });

  it('does not read a file that is too large for an NFO', async () => {
    const large = path.join(folder, 'large.nfo');
    await writeFile(large, '<movie>');
    await truncate(large, 11 * 1024 * 1024);
    expect((await inspect(large)).lines).toMatchObject([
      { outcome: 'reject', problems: ['The file is larger than 10 MB'] },
    ]);
  });

  it('wants a file', async () => {
    await expect(inspect()).rejects.toThrow(UsageError);
  });
});
