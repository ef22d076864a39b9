import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MovieDetail } from '../../../contract/movies.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { movieNfo, picture, writeFilm } from '../../__testing__/test-films.ts';
import { canMount, mountSmallDisk } from '../../__testing__/test-mount.ts';
import { sha256 } from '../../files/hash-file.ts';
import { examine } from '../system/doctor.ts';

const NFO = movieNfo(`  <title>Alien</title>
  <!-- mine -->
  <uniqueid type="tmdb" default="true">348</uniqueid>
  <playcount>3</playcount>
  <custom kept="yes"><deep>&amp; whole</deep></custom>
  <genre>Horror</genre>`);

let test: TestCore;

beforeEach(async () => {
  test = await startTestCore();
});
afterEach(async () => {
  const { db, pool } = test.core.internals;
  expect((await examine(db, pool)).problems).toEqual([]);
  await test.discard();
});

type Tree = Record<string, string>;

/** Hash of every file of a folder, by name. */
function tree(folder: string): Tree {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(path.join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, sha256(readFileSync(path.join(folder, name)))]));
}

/** Sets every file's time far back, so that writing shows. */
function makeOld(folder: string): void {
  for (const name of Object.keys(tree(folder))) utimesSync(path.join(folder, name), 1_000_000, 1_000_000);
}

function rewritten(folder: string): string[] {
  return Object.keys(tree(folder)).filter((name) => statSync(path.join(folder, name)).mtimeMs !== 1_000_000_000);
}

async function onlyId(): Promise<number> {
  const { rows } = await test.call('movies.page', {});
  expect(rows).toHaveLength(1);
  return rows[0]?.id ?? 0;
}

async function alien(files: Record<string, string | Uint8Array> = {}): Promise<{ folder: string; id: number }> {
  const folder = writeFilm(test.libraryDir, { folder: 'Alien (1979)', nfo: NFO, files });
  await test.scan();
  return { folder, id: await onlyId() };
}

const get = (id: number): Promise<MovieDetail> => test.call('movies.get', { id });

async function publish(id: number): Promise<{ journalId: number | null; written: number; isUnchanged: boolean }> {
  const { planHash } = await test.call('publish.preview', { movieId: id });
  return test.call('publish.apply', { movieId: id, planHash });
}

async function choose(id: number, type: MovieDetail['artwork'][number]['type'], bytes: Uint8Array): Promise<string> {
  const response = await test.core.handleAsset(
    new Request('http://x/assets', { method: 'POST', body: Buffer.from(bytes) }),
  );
  const { hash } = (await response.json()) as { hash: string };
  await test.call('artwork.add', { movieId: id, type, hash });
  return hash;
}

describe('a first scan', () => {
  it('writes nothing to the library', async () => {
    writeFilm(test.libraryDir, { folder: 'Alien (1979)', nfo: NFO, files: { 'poster.jpg': await picture('red') } });
    makeOld(test.libraryDir);
    const before = tree(test.libraryDir);
    await test.scan({ probe: true });
    await test.call('publish.preview', { movieId: await onlyId() });
    expect(tree(test.libraryDir)).toEqual(before);
    expect(rewritten(test.libraryDir)).toEqual([]);
  });
});

describe('the preview', () => {
  it('says byte for byte what is then written', async () => {
    const { folder, id } = await alien({
      'poster.jpg': await picture('red'),
      'fanart.png': await picture('blue', 'png'),
    });
    await test.call('movies.setField', { id, field: 'plot', value: 'Eine Katze ❤ & <ein> “Ding”.' });
    await choose(id, 'poster', await picture('green'));
    await choose(id, 'fanart', await picture('yellow'));
    await choose(id, 'clearlogo', await picture('white', 'png'));
    const before = tree(folder);
    const preview = await test.call('publish.preview', { movieId: id });
    expect(tree(folder)).toEqual(before);
    const { written } = await test.call('publish.apply', { movieId: id, planHash: preview.planHash });
    const expected = { ...before };
    for (const file of preview.files) {
      if (file.op === 'remove') delete expected[file.name];
      else expected[file.name] = file.afterHash ?? '';
    }
    expect(tree(folder)).toEqual(expected);
    expect(written).toBe(preview.files.filter((file) => file.op !== 'leave').length);
    expect(readFileSync(path.join(folder, 'Alien (1979).nfo'), 'utf8')).toBe(preview.nfoText);
    expect(preview.files.map((file) => [file.op, file.name]).sort()).toEqual([
      ['create', 'Alien (1979)-clearlogo.png'],
      ['create', 'Alien (1979)-fanart.jpg'],
      ['remove', 'fanart.png'],
      ['replace', 'Alien (1979).nfo'],
      ['replace', 'poster.jpg'],
    ]);
  });

  it('shows the lines that come and go, and they add up to the file', async () => {
    const { id } = await alien();
    await test.call('movies.setField', { id, field: 'title', value: 'Aliens' });
    const { nfoDiff, nfoText } = await test.call('publish.preview', { movieId: id });
    const lines = (kinds: string[]): string =>
      nfoDiff.flatMap((line) => (kinds.includes(line.kind) ? [line.text] : [])).join('\n');
    expect(`${lines(['same', 'added'])}\n`).toBe(nfoText);
    expect(`${lines(['same', 'removed'])}\n`).toBe(NFO);
    expect(lines(['removed'])).toContain('<title>Alien</title>');
  });

  it('is empty for a film that is as it should be', async () => {
    const { id } = await alien({ 'poster.jpg': await picture('red') });
    await publish(id);
    const preview = await test.call('publish.preview', { movieId: id });
    expect(preview.isUnchanged).toBe(true);
    expect(preview.files.every((file) => file.op === 'leave')).toBe(true);
    expect(preview.nfoDiff.every((line) => line.kind === 'same')).toBe(true);
  });

  it('of a film in the trash is refused, and so is publishing it', async () => {
    const { folder, id } = await alien();
    const { planHash } = await test.call('publish.preview', { movieId: id });
    await test.call('movies.remove', { ids: [id] });
    const before = tree(folder);
    expect(await test.codeOf('publish.preview', { movieId: id })).toBe('conflict');
    expect(await test.codeOf('publish.apply', { movieId: id, planHash })).toBe('conflict');
    expect(tree(folder)).toEqual(before);
  });
});

describe('publishing', () => {
  it('keeps elements that are not Metarr’s, comments and order', async () => {
    const { folder, id } = await alien();
    await test.call('movies.setField', { id, field: 'title', value: 'Alien³' });
    await publish(id);
    const text = readFileSync(path.join(folder, 'Alien (1979).nfo'), 'utf8');
    expect(text).toContain('<title>Alien³</title>\n  <!-- mine -->');
    expect(text).toContain('<playcount>3</playcount>\n  <custom kept="yes"><deep>&amp; whole</deep></custom>');
  });

  it('writes a film without an NFO one that reads back the same', async () => {
    const folder = writeFilm(test.libraryDir, { folder: 'Blade Runner (1982)' });
    await test.scan();
    const id = await onlyId();
    await test.call('movies.setField', { id, field: 'genres', value: ['Science Fiction', 'Noir & more'] });
    await test.call('movies.setField', { id, field: 'tmdb_id', value: 78 });
    await publish(id);
    expect(existsSync(path.join(folder, 'Blade Runner (1982).nfo'))).toBe(true);
    const before = (await get(id)).values;
    await test.scan();
    expect((await get(id)).values).toEqual(before);
  });

  it('the second time writes nothing at all', async () => {
    const { folder, id } = await alien({ 'poster.jpg': await picture('red') });
    await test.call('movies.setField', { id, field: 'plot', value: 'New.' });
    await choose(id, 'poster', await picture('green'));
    expect((await publish(id)).isUnchanged).toBe(false);
    makeOld(folder);
    expect(await publish(id)).toEqual({ journalId: null, written: 0, isUnchanged: true });
    expect(rewritten(folder)).toEqual([]);
  });

  it('rewrites only what changed', async () => {
    const { folder, id } = await alien({ 'poster.jpg': await picture('red'), 'fanart.jpg': await picture('blue') });
    await publish(id);
    makeOld(folder);
    await test.call('movies.setField', { id, field: 'plot', value: 'New.' });
    await publish(id);
    expect(rewritten(folder)).toEqual(['Alien (1979).nfo']);
  });

  it('leaves nothing of its own behind, and touches no other file', async () => {
    const { folder, id } = await alien({ 'notes.txt': 'mine', 'poster.jpg': await picture('red') });
    const before = tree(folder);
    await test.call('movies.setField', { id, field: 'plot', value: 'New.' });
    await publish(id);
    const after = tree(folder);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect({ ...after, 'Alien (1979).nfo': '' }).toEqual({ ...before, 'Alien (1979).nfo': '' });
  });

  it('settles the film: state, time, nothing left to publish, and an edit afterwards opens it again', async () => {
    const { id } = await alien();
    await test.call('movies.setField', { id, field: 'plot', value: 'New.' });
    await publish(id);
    const movie = await get(id);
    expect(movie).toMatchObject({ state: 'published', hasUnpublishedChanges: false });
    expect(movie.lastPublishedAt).not.toBeNull();
    await test.call('movies.setField', { id, field: 'plot', value: 'Newer.' });
    expect(await get(id)).toMatchObject({ state: 'published', hasUnpublishedChanges: true });
  });

  it('is no news for the next scan', async () => {
    const { id } = await alien({ 'poster.jpg': await picture('red') });
    await test.call('movies.setField', { id, field: 'plot', value: 'New.' });
    await choose(id, 'poster', await picture('green'));
    await choose(id, 'landscape', await picture('brown'));
    await publish(id);
    const before = await get(id);
    await test.scan();
    const after = await get(id);
    expect({ ...after, updatedAt: '' }).toEqual({ ...before, updatedAt: '' });
    expect((await test.call('publish.preview', { movieId: id })).isUnchanged).toBe(true);
  });

  it('leaves pictures that are numbered with gaps where they are', async () => {
    const { folder, id } = await alien({
      'fanart1.jpg': await picture('red'),
      'fanart3.jpg': await picture('green'),
      'Alien (1979)-poster.jpg': await picture('blue'),
      'poster.jpg': await picture('gray'),
    });
    const before = tree(folder);
    await test.call('movies.setField', { id, field: 'plot', value: 'New.' });
    await publish(id);
    expect({ ...tree(folder), 'Alien (1979).nfo': '' }).toEqual({ ...before, 'Alien (1979).nfo': '' });
  });

  it('puts a chosen picture into first place and the one that was there back in the cache', async () => {
    const [red, green] = [await picture('red'), await picture('green')];
    const { folder, id } = await alien({ 'fanart.jpg': red, 'fanart1.jpg': green });
    const second = (await get(id)).artwork.find((image) => image.hash === sha256(green))?.candidateId ?? 0;
    await test.call('artwork.select', { movieId: id, candidateId: second });
    await publish(id);
    expect(readFileSync(path.join(folder, 'fanart.jpg')).equals(green)).toBe(true);
    expect((await test.core.handleAsset(new Request(`http://x/assets/${sha256(red)}`))).status).toBe(200);
  });

  it('of several films at once loses none of them', async () => {
    for (let i = 1; i <= 12; i++) {
      writeFilm(test.libraryDir, {
        folder: `Film ${String(i)} (2001)`,
        nfo: movieNfo(`<title>Film ${String(i)}</title>`),
      });
    }
    await test.scan();
    const { rows } = await test.call('movies.page', {});
    for (const { id } of rows) await test.call('movies.setField', { id, field: 'plot', value: `Plot ${String(id)}` });
    const results = await Promise.all(
      [...rows, ...rows].map(({ id }) => test.reply('publish.preview', { movieId: id })),
    );
    expect(results.every((reply) => reply.ok)).toBe(true);
    await Promise.all(rows.map(({ id }) => publish(id)));
    for (const { id, directoryPath } of rows) {
      const name = `${path.basename(directoryPath)}.nfo`;
      expect(readFileSync(path.join(directoryPath, name), 'utf8')).toContain(`<plot>Plot ${String(id)}</plot>`);
    }
  });

  it('of one film twice at once happens once', async () => {
    const { id } = await alien();
    await test.call('movies.setField', { id, field: 'plot', value: 'New.' });
    const { planHash } = await test.call('publish.preview', { movieId: id });
    const codes = await Promise.all([1, 2, 3].map(() => test.codeOf('publish.apply', { movieId: id, planHash })));
    expect(codes.sort()).toEqual(['changed_on_disk', 'changed_on_disk', 'ok']);
  });

  it('notes an edit that came while it wrote as not yet published', async () => {
    const { id } = await alien();
    await test.call('movies.setField', { id, field: 'plot', value: 'First.' });
    const { planHash } = await test.call('publish.preview', { movieId: id });
    const running = test.call('publish.apply', { movieId: id, planHash });
    const edit = test.call('movies.setField', { id, field: 'plot', value: 'Second.' });
    const [applied] = await Promise.allSettled([running, edit]);
    expect((await get(id)).hasUnpublishedChanges).toBe(true);
    // Either order is right; what must not happen is that the edit passes for published.
    expect(['fulfilled', 'rejected']).toContain(applied.status);
    expect((await test.call('publish.preview', { movieId: id })).nfoText).toContain('Second.');
  });
});

describe('names', () => {
  it.each([
    ['kodi', ['Alien (1979)-fanart.jpg', 'Alien (1979)-landscape.jpg', 'Alien (1979)-poster.jpg', 'Alien (1979).nfo']],
    ['kodi_short', ['fanart.jpg', 'landscape.jpg', 'movie.nfo', 'poster.jpg']],
    ['jellyfin', ['Alien (1979).nfo', 'backdrop.jpg', 'poster.jpg', 'thumb.jpg']],
    ['emby', ['Alien (1979).nfo', 'fanart.jpg', 'poster.jpg', 'thumb.jpg']],
    ['plex', ['Alien (1979).nfo', 'fanart.jpg', 'poster.jpg', 'thumb.jpg']],
  ] as const)('follow the library’s profile: %s', async (namingProfile, expected) => {
    const folder = writeFilm(test.libraryDir, { folder: 'Alien (1979)' });
    await test.scan();
    const id = await onlyId();
    await test.call('libraries.update', { id: (await get(id)).libraryId, namingProfile });
    for (const type of ['poster', 'fanart', 'landscape'] as const)
      await choose(id, type, await picture(type === 'poster' ? 'red' : type === 'fanart' ? 'blue' : 'green'));
    await publish(id);
    expect(Object.keys(tree(folder)).filter((name) => !name.endsWith('.mkv'))).toEqual(expected);
    const selected = (await get(id)).artwork
      .filter((image) => image.isSelected)
      .map((image) => [image.type, image.hash]);
    await test.scan();
    expect((await test.call('publish.preview', { movieId: id })).isUnchanged).toBe(true);
    expect(
      (await get(id)).artwork.filter((image) => image.isSelected).map((image) => [image.type, image.hash]),
    ).toEqual(selected);
  });

  it('carry the film’s own in a folder of several films', async () => {
    writeFilm(test.libraryDir, { folder: 'Mixed', base: 'Alien (1979)' });
    const folder = writeFilm(test.libraryDir, { folder: 'Mixed', base: 'Blade Runner (1982)' });
    await test.scan();
    const { rows } = await test.call('movies.page', {});
    expect(rows).toHaveLength(2);
    for (const { id, title } of rows) {
      await choose(id, 'poster', await picture(title === 'Alien' ? 'red' : 'blue'));
      await publish(id);
    }
    expect(Object.keys(tree(folder)).filter((name) => !name.endsWith('.mkv'))).toEqual([
      'Alien (1979)-poster.jpg',
      'Alien (1979).nfo',
      'Blade Runner (1982)-poster.jpg',
      'Blade Runner (1982).nfo',
    ]);
  });

  it('go around a text file of a release under the usual name, and replace an empty one', async () => {
    const scene = '░▒▓ RELEASED BY NOBODY ▓▒░ no url < here\n';
    const [first, second] = [
      writeFilm(test.libraryDir, { folder: 'Alien (1979)', nfo: scene }),
      writeFilm(test.libraryDir, { folder: 'Blade Runner (1982)', nfo: '' }),
    ];
    await test.scan();
    const { rows } = await test.call('movies.page', {});
    for (const { id } of rows) await publish(id);
    expect(readFileSync(path.join(first, 'Alien (1979).nfo'), 'utf8')).toBe(scene);
    expect(readFileSync(path.join(first, 'movie.nfo'), 'utf8')).toContain('<title>Alien</title>');
    expect(Object.keys(tree(second))).toEqual(['Blade Runner (1982).mkv', 'Blade Runner (1982).nfo']);
    expect(readFileSync(path.join(second, 'Blade Runner (1982).nfo'), 'utf8')).toContain('<title>Blade Runner</title>');
  });
});

describe('undoing a publication', () => {
  it('puts back the exact bytes, brings back what was removed, and removes what was created', async () => {
    const { folder, id } = await alien({
      'poster.jpg': await picture('red'),
      'fanart.png': await picture('blue', 'png'),
    });
    const before = tree(folder);
    await test.call('movies.setField', { id, field: 'title', value: 'Changed' });
    await choose(id, 'poster', await picture('green'));
    await choose(id, 'fanart', await picture('black'));
    await choose(id, 'banner', await picture('white'));
    const { journalId, written } = await publish(id);
    expect(tree(folder)).not.toEqual(before);
    const { restored } = await test.call('publish.undo', { journalId: journalId ?? 0 });
    expect(restored).toBe(written);
    expect(tree(folder)).toEqual(before);
    expect((await get(id)).hasUnpublishedChanges).toBe(true);
    // What the person wanted is wanted still.
    expect((await get(id)).values.title).toBe('Changed');
    await test.scan();
    expect((await get(id)).values.title).toBe('Changed');
    await publish(id);
    expect(readFileSync(path.join(folder, 'Alien (1979).nfo'), 'utf8')).toContain('Changed');
  });

  it('recovers a poster that somebody else had made', async () => {
    const foreign = await picture('red');
    const { folder, id } = await alien({ 'poster.jpg': foreign });
    await choose(id, 'poster', await picture('green'));
    const preview = await test.call('publish.preview', { movieId: id });
    expect(preview.files.find((file) => file.name === 'poster.jpg')).toMatchObject({ op: 'replace', isForeign: true });
    const { journalId } = await publish(id);
    await test.restart();
    await test.call('publish.undo', { journalId: journalId ?? 0 });
    expect(readFileSync(path.join(folder, 'poster.jpg')).equals(foreign)).toBe(true);
  });

  it('works backwards, one publication after the other', async () => {
    const { folder, id } = await alien();
    const states = [tree(folder)];
    const journals: number[] = [];
    for (const value of ['One', 'Two', 'Three']) {
      await test.call('movies.setField', { id, field: 'plot', value });
      journals.push((await publish(id)).journalId ?? 0);
      states.push(tree(folder));
    }
    expect(await test.codeOf('publish.undo', { journalId: journals[0] ?? 0 })).toBe('conflict');
    for (let i = 2; i >= 0; i--) {
      expect(await test.codeOf('publish.undo', { journalId: journals[i] ?? 0 })).toBe('ok');
      expect(tree(folder)).toEqual(states[i]);
      expect(await test.codeOf('publish.undo', { journalId: journals[i] ?? 0 })).toBe('conflict');
    }
    expect(await test.codeOf('publish.undo', { journalId: 9_999 })).toBe('not_found');
  });

  it('is refused when somebody changed a file since, and changes nothing', async () => {
    const { folder, id } = await alien();
    await test.call('movies.setField', { id, field: 'plot', value: 'New.' });
    const { journalId } = await publish(id);
    writeFileSync(path.join(folder, 'Alien (1979).nfo'), NFO.replace('Horror', 'Somebody else'));
    const before = tree(folder);
    expect(await test.codeOf('publish.undo', { journalId: journalId ?? 0 })).toBe('changed_on_disk');
    expect(tree(folder)).toEqual(before);
  });
});

describe('what is on the disk has changed', () => {
  it('since the preview: refused, nothing written', async () => {
    const { folder, id } = await alien({ 'poster.jpg': await picture('red') });
    await test.call('movies.setField', { id, field: 'plot', value: 'New.' });
    const { planHash } = await test.call('publish.preview', { movieId: id });
    writeFileSync(path.join(folder, 'Alien (1979).nfo'), NFO.replace('Horror', 'Comedy'));
    const before = tree(folder);
    expect(await test.codeOf('publish.apply', { movieId: id, planHash })).toBe('changed_on_disk');
    expect(tree(folder)).toEqual(before);
    expect((await get(id)).state).not.toBe('error_publish');
  });

  it('in a picture that Metarr has not seen: a conflict, nothing written, and the film says so', async () => {
    const { folder, id } = await alien({ 'poster.jpg': await picture('red') });
    await test.call('movies.setField', { id, field: 'plot', value: 'New.' });
    await choose(id, 'poster', await picture('green'));
    writeFileSync(path.join(folder, 'poster.jpg'), await picture('magenta'));
    const before = tree(folder);
    const preview = await test.call('publish.preview', { movieId: id });
    expect(preview.files.find((file) => file.name === 'poster.jpg')).toMatchObject({ op: 'conflict' });
    expect(preview.isUnchanged).toBe(false);
    expect(await test.codeOf('publish.apply', { movieId: id, planHash: preview.planHash })).toBe('conflict');
    expect(tree(folder)).toEqual(before);
    expect((await get(id)).state).toBe('error_publish');
    // Taking it in first resolves it, as the message says.
    await test.scan();
    expect((await publish(id)).isUnchanged).toBe(false);
    expect((await get(id)).state).toBe('published');
  });

  it('in a picture that was deleted: it comes back', async () => {
    const { folder, id } = await alien({ 'poster.jpg': await picture('red') });
    await publish(id);
    const before = tree(folder);
    unlinkSync(path.join(folder, 'poster.jpg'));
    await publish(id);
    expect(tree(folder)).toEqual(before);
    unlinkSync(path.join(folder, 'poster.jpg'));
    await test.scan();
    await publish(id);
    expect(Object.values(tree(folder)).sort()).toEqual(Object.values(before).sort());
  });
});

describe('a disk that refuses', () => {
  /** Three films; the middle one lies where writing fails. Answers how publishing all of them went. */
  async function publishThree(spoil: (folder: string) => () => void, expectedCode: string): Promise<void> {
    for (const name of ['A', 'B', 'C']) {
      writeFilm(test.libraryDir, {
        folder: `${name} (2001)`,
        nfo: movieNfo(`<title>${name}</title>`),
        files: { 'poster.jpg': await picture('red') },
      });
    }
    await test.scan();
    const ids = (await test.call('movies.page', {})).rows.map((row) => row.id);
    for (const id of ids) {
      await test.call('movies.setField', { id, field: 'plot', value: 'New.' });
      await choose(id, 'poster', await picture(`rgb(1, 2, ${String(id)})`, 'png', { width: 300, height: 300 }));
    }
    const folder = path.join(test.libraryDir, 'B (2001)');
    const mend = spoil(folder);
    try {
      const { jobId } = await test.call('publish.many', { movieIds: ids });
      const job = await test.core.internals.runner.waitFor(jobId);
      expect(job).toMatchObject({ status: 'completed', result: { published: 2, unchanged: 0, failed: 1 } });
      const states = await Promise.all(ids.map(async (id) => (await get(id)).state));
      expect(states).toEqual(['published', 'error_publish', 'published']);
      const [newest] = await test.call('publish.history', { movieId: ids[1] ?? 0 });
      expect(newest).toMatchObject({ isSuccess: false, canUndo: false });
      expect(newest?.errorMessage).not.toBe('');
      const preview = await test.reply('publish.preview', { movieId: ids[1] ?? 0 });
      const code = preview.ok
        ? await test.codeOf('publish.apply', {
            movieId: ids[1] ?? 0,
            planHash: (preview.value as { planHash: string }).planHash,
          })
        : preview.error.code;
      expect(code).toBe(expectedCode);
    } finally {
      mend();
    }
    await publish(ids[1] ?? 0);
    expect(await get(ids[1] ?? 0)).toMatchObject({ state: 'published', hasUnpublishedChanges: false });
    expect(Object.keys(tree(test.libraryDir)).filter((name) => name.includes('.metarr-'))).toEqual([]);
  }

  it('because the folder is gone', async () => {
    await publishThree((folder) => {
      renameSync(folder, `${folder}-away`);
      return () => {
        renameSync(`${folder}-away`, folder);
      };
    }, 'not_found');
  });

  it('because a file is in the folder’s place', async () => {
    await publishThree((folder) => {
      renameSync(folder, `${folder}-away`);
      writeFileSync(folder, 'no folder');
      return () => {
        rmSync(folder);
        renameSync(`${folder}-away`, folder);
      };
    }, 'io_error');
  });

  it.skipIf(!canMount)('because it is read-only (needs root, to mount a disk)', async () => {
    const folder = path.join(test.libraryDir, 'B (2001)');
    const disk = mountSmallDisk(folder, 1_024);
    await publishThree(() => {
      disk.setReadOnly();
      return () => {
        disk.setWritable();
      };
    }, 'read_only').finally(() => {
      disk.unmount();
    });
  });

  it.skipIf(!canMount)('because it is full (needs root, to mount a disk)', async () => {
    const folder = path.join(test.libraryDir, 'B (2001)');
    const disk = mountSmallDisk(folder, 64);
    await publishThree(() => {
      const filler = path.join(folder, 'filler.txt');
      const free = (): void => {
        rmSync(filler);
      };
      try {
        writeFileSync(filler, Buffer.alloc(1024 * 1024));
      } catch {
        // Full now.
      }
      return free;
    }, 'disk_full').finally(() => {
      disk.unmount();
    });
  });
});

describe('the record', () => {
  it('holds what was published, the journal with both hashes, and the base line for drift', async () => {
    const { id } = await alien({ 'poster.jpg': await picture('red') });
    const green = await choose(id, 'poster', await picture('green'));
    await test.call('movies.setField', { id, field: 'plot', value: 'New.' });
    const preview = await test.call('publish.preview', { movieId: id });
    const { journalId } = await test.call('publish.apply', { movieId: id, planHash: preview.planHash });
    const { db } = test.core.internals;
    const log = db.prepare('SELECT * FROM publish_log').get() as Record<string, string>;
    expect(log).toMatchObject({
      entity_id: id,
      success: 1,
      published_by: 'manual',
      error_message: null,
      nfo_content: preview.nfoText,
      nfo_hash: sha256(Buffer.from(preview.nfoText)),
    });
    expect(
      (JSON.parse(log['assets_published'] ?? '[]') as { content_hash: string }[]).map((a) => a.content_hash).sort(),
    ).toEqual([green, log['nfo_hash']].sort());
    expect(db.prepare('SELECT state, action, publish_log_id FROM publish_journal').all()).toEqual([
      { state: 'committed', action: 'publish', publish_log_id: log['id'] },
    ]);
    const steps = db.prepare('SELECT path, before_hash, after_hash, state FROM publish_steps ORDER BY seq').all();
    expect(steps).toEqual(
      preview.files.map((file) => ({
        path: file.path,
        before_hash: file.beforeHash,
        after_hash: file.afterHash,
        state: 'applied',
      })),
    );
    const base = db.prepare('SELECT path, content_hash, mtime_ms FROM published_files ORDER BY path').all() as {
      path: string;
      content_hash: string;
      mtime_ms: number;
    }[];
    for (const row of base) {
      expect(sha256(readFileSync(row.path))).toBe(row.content_hash);
      expect(Math.round(statSync(row.path).mtimeMs)).toBe(row.mtime_ms);
    }
    expect(base).toHaveLength(2);
    const history = await test.call('publish.history', { movieId: id });
    expect(history).toMatchObject([{ journalId, isSuccess: true, action: 'publish', canUndo: true }]);
    await test.call('publish.undo', { journalId: journalId ?? 0 });
    expect(await test.call('publish.history', { movieId: id })).toMatchObject([
      { action: 'undo', canUndo: false },
      { action: 'publish', canUndo: false },
    ]);
    expect(db.prepare('SELECT count(*) AS n FROM published_files').get()).toEqual({ n: 0 });
  });
});
