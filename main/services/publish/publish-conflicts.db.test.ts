import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConflictChoice, FileChoice, PublishPreview } from '../../../contract/publishing.ts';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { movieNfo, picture, writeFilm } from '../../__testing__/test-films.ts';
import { ALIEN_NFO, film, publishing, tree } from '../../__testing__/test-publishing.ts';
import { sha256 } from '../../files/hash-file.ts';
import { examine } from '../system/doctor.ts';

let test: TestCore;
const { onlyId, alien, get, publish, choose } = publishing(() => test);

beforeEach(async () => {
  test = await startTestCore();
});
afterEach(async () => {
  const { db, pool } = test.core.internals;
  expect((await examine(db, pool)).problems).toEqual([]);
  await test.discard();
});

const preview = (id: number): Promise<PublishPreview> => test.call('publish.preview', { item: film(id) });
const conflicts = ({ files }: PublishPreview) =>
  files.filter(({ op }) => op === 'conflict').map(({ name, reasonCode, choices }) => [name, reasonCode, choices]);

/** A film with its NFO published once; answers the NFO's path. */
async function published(nfo = ALIEN_NFO): Promise<{ folder: string; id: number; nfoPath: string }> {
  const folder = writeFilm(test.libraryDir, { folder: 'Alien (1979)', nfo });
  await test.scan();
  const id = await onlyId();
  await test.call('items.setField', { item: film(id), field: 'tagline', value: 'In space' });
  await test.call('items.setField', { item: film(id), field: 'plot', value: 'A cat survives.' });
  await publish(id);
  return { folder, id, nfoPath: path.join(folder, 'Alien (1979).nfo') };
}

/** What another program or a person does to the file. */
function changeOutside(nfoPath: string, ...changes: [from: string, to: string][]): string {
  let text = readFileSync(nfoPath, 'utf8');
  for (const [from, to] of changes) {
    expect(text).toContain(from);
    text = text.replace(from, to);
  }
  writeFileSync(nfoPath, text);
  return text;
}

/** Makes one choice about every conflict and publishes. */
async function settle(id: number, choice: ConflictChoice, fields: FileChoice['fields'] = []) {
  const plan = await preview(id);
  const choices = plan.files.filter(({ op }) => op === 'conflict').map((file) => ({ path: file.path, choice, fields }));
  return test.call('publish.apply', { item: film(id), planHash: plan.planHash, choices });
}

describe('an NFO that was changed outside since it was published', () => {
  it('is in conflict, says who changed what, and is not written without a choice', async () => {
    const { folder, id, nfoPath } = await published();
    changeOutside(nfoPath, ['<title>Alien</title>', '<title>Outside</title>'], ['A cat survives.', 'A dog survives.']);
    await test.call('items.setField', { item: film(id), field: 'plot', value: 'A bird survives.' });
    const before = tree(folder);
    const plan = await preview(id);
    expect(conflicts(plan)).toEqual([['Alien (1979).nfo', 'changed_outside', ['merge', 'adopt', 'overwrite', 'keep']]]);
    const [item] = plan.nfoConflict?.items ?? [];
    expect(
      item?.fields.map(({ field, base, outside, ours, changedBy }) => [field, base, outside, ours, changedBy]),
    ).toEqual([
      ['title', 'Alien', 'Outside', 'Alien', 'outside'],
      ['plot', 'A cat survives.', 'A dog survives.', 'A bird survives.', 'both'],
    ]);
    expect(plan.nfoConflict?.outsideDiff.filter(({ kind }) => kind === 'added').map(({ text }) => text.trim())).toEqual(
      ['<title>Outside</title>', '<plot>A dog survives.</plot>'],
    );
    const { planHash } = plan;
    expect(await test.codeOf('publish.apply', { item: film(id), planHash })).toBe('conflict');
    expect(tree(folder)).toEqual(before);
  });

  it('adopted: its values become edits that can be undone, and the file stays', async () => {
    const { folder, id, nfoPath } = await published();
    changeOutside(nfoPath, ['<title>Alien</title>', '<title>Outside</title>'], ['In space', 'On earth']);
    const before = tree(folder);
    const { editIds, isUnchanged } = await settle(id, 'adopt');
    expect((await get(id)).values).toMatchObject({ title: 'Outside', tagline: 'On earth' });
    expect((await get(id)).fields['title']).toMatchObject({ isLocked: true, source: 'user' });
    expect([isUnchanged, tree(folder)]).toEqual([true, before]);
    expect(editIds).toHaveLength(1);
    for (const editId of editIds) await test.call('items.undoEdit', { editId });
    expect((await get(id)).values).toMatchObject({ title: 'Alien', tagline: 'In space' });
  });

  it('overwritten: Metarr’s values are written, what is nobody’s stays, and undo puts the outside file back', async () => {
    const { folder, id, nfoPath } = await published();
    const outside = changeOutside(
      nfoPath,
      ['<title>Alien</title>', '<title>Outside</title>'],
      ['<playcount>3</playcount>', '<playcount>9</playcount>'],
    );
    const { journalId, editIds } = await settle(id, 'overwrite');
    const text = readFileSync(nfoPath, 'utf8');
    expect(text).toContain('<title>Alien</title>');
    expect(text).toContain('<playcount>9</playcount>');
    expect(editIds).toEqual([]);
    expect((await preview(id)).isUnchanged).toBe(true);
    await test.call('publish.undo', { journalId: journalId ?? 0 });
    expect(readFileSync(nfoPath, 'utf8')).toBe(outside);
    expect(tree(folder)['Alien (1979).nfo']).toBe(sha256(Buffer.from(outside)));
  });

  it('merged: each field goes the way it was told, the rest by itself', async () => {
    const { id, nfoPath } = await published();
    changeOutside(
      nfoPath,
      ['<title>Alien</title>', '<title>Outside</title>'],
      ['In space', 'On earth'],
      ['<genre>Horror</genre>', '<genre>Comedy</genre>'],
    );
    await test.call('items.setField', { item: film(id), field: 'tagline', value: 'Under water' });
    await test.call('items.setField', { item: film(id), field: 'title', value: 'Ours' });
    // Both sides changed the title and the tagline: nothing is guessed.
    const plan = await preview(id);
    const choices = [{ path: nfoPath, choice: 'merge' as const, fields: [] }];
    await test.call('items.setLock', { item: film(id), target: 'title', isLocked: false });
    await test.call('items.setLock', { item: film(id), target: 'tagline', isLocked: false });
    const { planHash } = await preview(id);
    expect(planHash).toBe(plan.planHash);
    expect(await test.codeOf('publish.apply', { item: film(id), planHash, choices })).toBe('invalid_input');
    const { editIds } = await settle(id, 'merge', [
      { item: film(id), field: 'title', side: 'outside' },
      { item: film(id), field: 'tagline', side: 'ours' },
    ]);
    const { values } = await get(id);
    expect([values['title'], values['tagline'], values['genres']]).toEqual(['Outside', 'Under water', ['Comedy']]);
    const text = readFileSync(nfoPath, 'utf8');
    for (const line of ['<title>Outside</title>', '<tagline>Under water</tagline>', '<genre>Comedy</genre>']) {
      expect(text).toContain(line);
    }
    expect(editIds).toHaveLength(1);
    await test.call('items.undoEdit', { editId: editIds[0] ?? 0 });
    expect((await get(id)).values).toMatchObject({ title: 'Ours', genres: ['Horror'] });
  });

  it('left alone: everything else is published, and it is asked about again when it changes again', async () => {
    const { folder, id, nfoPath } = await published();
    const outside = changeOutside(nfoPath, ['<title>Alien</title>', '<title>Outside</title>']);
    await choose(id, 'poster', await picture('red'));
    await settle(id, 'keep');
    expect(readFileSync(nfoPath, 'utf8')).toBe(outside);
    expect(Object.keys(tree(folder))).toContain('Alien (1979)-poster.jpg');
    expect((await preview(id)).files.find(({ kind }) => kind === 'nfo')).toMatchObject({
      op: 'leave',
      reasonCode: 'kept_by_choice',
    });
    expect((await preview(id)).nfoDiff).toEqual([]);
    changeOutside(nfoPath, ['<title>Outside</title>', '<title>Further out</title>']);
    expect(conflicts(await preview(id))).toHaveLength(1);
  });

  it('is no conflict where nothing that Metarr has a value of was changed', async () => {
    const { id, nfoPath } = await published();
    changeOutside(nfoPath, [
      '<playcount>3</playcount>',
      '<playcount>4</playcount>\n  <lastplayed>2026-01-02</lastplayed>',
    ]);
    expect(conflicts(await preview(id))).toEqual([]);
    await test.call('items.setField', { item: film(id), field: 'title', value: 'Aliens' });
    expect((await preview(id)).files[0]).toMatchObject({ op: 'replace', reasonCode: 'outside_kept' });
    await publish(id);
    expect(readFileSync(nfoPath, 'utf8')).toContain('<lastplayed>2026-01-02</lastplayed>');
  });

  it('stays a conflict after a scan where a lock kept the outside value out, until somebody has decided', async () => {
    const { id, nfoPath } = await published();
    changeOutside(nfoPath, ['In space', 'On earth'], ['<title>Alien</title>', '<title>Outside</title>']);
    await test.scan();
    // The title was free and came with the scan; the tagline was set by hand and did not.
    expect((await get(id)).values).toMatchObject({ title: 'Outside', tagline: 'In space' });
    const plan = await preview(id);
    expect(plan.nfoConflict?.items[0]?.fields.map(({ field, suggested }) => [field, suggested])).toEqual([
      ['tagline', 'ours'],
    ]);
    await test.call('items.setField', { item: film(id), field: 'tagline', value: 'At sea' });
    expect(conflicts(await preview(id))).toEqual([]);
    await publish(id);
    expect(readFileSync(nfoPath, 'utf8')).toContain('<tagline>At sea</tagline>');
  });

  it('can be settled without publishing; a scan does not turn the decision over', async () => {
    const { id, nfoPath } = await published();
    changeOutside(nfoPath, ['<title>Alien</title>', '<title>Outside</title>']);
    const { planHash } = await preview(id);
    const choices = [{ path: nfoPath, choice: 'overwrite' as const, fields: [] }];
    expect(await test.call('publish.resolve', { item: film(id), planHash, choices })).toEqual({ editIds: [] });
    await test.scan();
    expect((await get(id)).values).toMatchObject({ title: 'Alien' });
    expect((await preview(id)).files[0]).toMatchObject({ op: 'replace', reasonCode: 'settled_by_choice' });
    await publish(id);
    expect(readFileSync(nfoPath, 'utf8')).toContain('<title>Alien</title>');
  });

  it('is left out of a publication of many, and nothing of it is written', async () => {
    const { folder, id, nfoPath } = await published();
    changeOutside(nfoPath, ['<title>Alien</title>', '<title>Outside</title>']);
    await choose(id, 'poster', await picture('red'));
    const before = tree(folder);
    const { jobId } = await test.call('publish.many', { items: [film(id)] });
    await test.core.internals.runner.waitFor(jobId);
    expect(tree(folder)).toEqual(before);
  });
});

describe('a file that Metarr neither wrote nor read', () => {
  it('is in conflict, NFO and image alike', async () => {
    const folder = writeFilm(test.libraryDir, { folder: 'Alien (1979)' });
    await test.scan();
    const id = await onlyId();
    await choose(id, 'poster', await picture('red'));
    await test.call('items.setField', { item: film(id), field: 'plot', value: 'Ours' });
    const poster = await picture('blue');
    writeFileSync(path.join(folder, 'Alien (1979).nfo'), movieNfo('<title>Theirs</title><tagline>New</tagline>'));
    writeFileSync(path.join(folder, 'Alien (1979)-poster.jpg'), poster);
    const before = tree(folder);
    const plan = await preview(id);
    expect(conflicts(plan)).toEqual([
      ['Alien (1979).nfo', 'never_read', ['merge', 'adopt', 'overwrite', 'keep']],
      ['Alien (1979)-poster.jpg', 'never_read', ['adopt', 'overwrite', 'keep']],
    ]);
    await test.codeOf('publish.apply', { item: film(id), planHash: plan.planHash });
    expect(tree(folder)).toEqual(before);
    const { journalId } = await settle(id, 'overwrite');
    expect(readFileSync(path.join(folder, 'Alien (1979).nfo'), 'utf8')).toContain('<plot>Ours</plot>');
    await test.call('publish.undo', { journalId: journalId ?? 0 });
    expect(tree(folder)).toEqual(before);
  });

  it('is taken in when it is adopted: values as edits, the image chosen', async () => {
    const folder = writeFilm(test.libraryDir, { folder: 'Alien (1979)' });
    await test.scan();
    const id = await onlyId();
    const red = await choose(id, 'poster', await picture('red'));
    const blue = await picture('blue');
    writeFileSync(path.join(folder, 'Alien (1979).nfo'), movieNfo('<title>Theirs</title><tagline>New</tagline>'));
    writeFileSync(path.join(folder, 'Alien (1979)-poster.jpg'), blue);
    const { editIds } = await settle(id, 'adopt');
    const chosen = async () =>
      (await get(id)).artwork.find((image) => image.isSelected && image.type === 'poster')?.hash;
    expect((await get(id)).values).toMatchObject({ title: 'Theirs', tagline: 'New' });
    expect(await chosen()).toBe(sha256(blue));
    expect(tree(folder)['Alien (1979)-poster.jpg']).toBe(sha256(blue));
    for (const editId of editIds) await test.call('items.undoEdit', { editId });
    expect(await chosen()).toBe(red);
  });

  it('that is no XML can be overwritten or left alone, and nothing else', async () => {
    const folder = writeFilm(test.libraryDir, { folder: 'Alien (1979)' });
    await test.scan();
    const id = await onlyId();
    const nfoPath = path.join(folder, 'Alien (1979).nfo');
    writeFileSync(nfoPath, 'GREETINGS FROM THE SCENE');
    const plan = await preview(id);
    expect(conflicts(plan)).toEqual([['Alien (1979).nfo', 'not_xml', ['overwrite', 'keep']]]);
    const adopt = [{ path: nfoPath, choice: 'adopt' as const, fields: [] }];
    const { planHash } = plan;
    expect(await test.codeOf('publish.apply', { item: film(id), planHash, choices: adopt })).toBe('invalid_input');
    const { journalId } = await settle(id, 'overwrite');
    expect(readFileSync(nfoPath, 'utf8')).toContain('<movie>');
    await test.call('publish.undo', { journalId: journalId ?? 0 });
    expect(readFileSync(nfoPath, 'utf8')).toBe('GREETINGS FROM THE SCENE');
    await settle(id, 'keep');
    expect(readFileSync(nfoPath, 'utf8')).toBe('GREETINGS FROM THE SCENE');
    expect((await preview(id)).isUnchanged).toBe(true);
  });
});

describe('an image', () => {
  it('that somebody replaced after it was published is in conflict, also once a scan has read it', async () => {
    const { folder, id } = await alien();
    const red = await choose(id, 'poster', await picture('red'));
    await publish(id);
    const poster = path.join(folder, 'Alien (1979)-poster.jpg');
    const blue = await picture('blue');
    writeFileSync(poster, blue);
    expect(conflicts(await preview(id))).toEqual([
      ['Alien (1979)-poster.jpg', 'changed_outside', ['adopt', 'overwrite', 'keep']],
    ]);
    await test.scan();
    expect(conflicts(await preview(id))).toHaveLength(1);
    const { journalId } = await settle(id, 'overwrite');
    expect(sha256(readFileSync(poster))).toBe(red);
    await test.call('publish.undo', { journalId: journalId ?? 0 });
    expect(sha256(readFileSync(poster))).toBe(sha256(blue));
  });

  it('that was chosen with the other one in sight is written', async () => {
    const { folder, id } = await alien();
    await choose(id, 'poster', await picture('red'));
    await publish(id);
    const poster = path.join(folder, 'Alien (1979)-poster.jpg');
    writeFileSync(poster, await picture('blue'));
    await test.scan();
    const green = await choose(id, 'poster', await picture('green'));
    await publish(id);
    expect(sha256(readFileSync(poster))).toBe(green);
  });

  it('that is gone is written again, and the plan says that it was missing', async () => {
    const { folder, id } = await alien();
    await choose(id, 'poster', await picture('red'));
    await publish(id);
    rmSync(path.join(folder, 'Alien (1979)-poster.jpg'));
    const { files } = await preview(id);
    expect(files.find(({ kind }) => kind === 'image')).toMatchObject({ op: 'create', reasonCode: 'missing' });
  });
});

describe('another program that writes NFO files', () => {
  const RADARR = movieNfo(`<title>Radarr</title><userrating /><top250 /><outline /><playcount /><lastplayed />
    <set tmdbcolid="1"><name>S</name></set><watched>false</watched>`);

  it('is named in the sheet and for the library, with what to do', async () => {
    const { id, nfoPath } = await published();
    const { id: libraryId } = (await test.call('libraries.list', {}))[0] ?? { id: 0 };
    expect(await test.call('publish.otherWriters', { libraryId })).toEqual([]);
    writeFileSync(nfoPath, RADARR);
    const { problems } = await preview(id);
    expect(problems).toMatchObject([{ code: 'other_writer' }]);
    expect(problems[0]?.message).toMatch(/^Radarr also writes NFO files here/);
    await preview(id);
    expect(await test.call('publish.otherWriters', { libraryId })).toMatchObject([
      { writer: 'radarr', changes: 1, examplePath: nfoPath },
    ]);
  });

  it('is suspected after changes again and again, but not after one by hand', async () => {
    const { id, nfoPath } = await published();
    const { id: libraryId } = (await test.call('libraries.list', {}))[0] ?? { id: 0 };
    const seen = async (): Promise<string[]> =>
      (await test.call('publish.otherWriters', { libraryId })).map(({ writer }) => writer);
    for (const [times, title] of ['One', 'Two', 'Three'].entries()) {
      changeOutside(nfoPath, [
        /<title>.*<\/title>/.exec(readFileSync(nfoPath, 'utf8'))?.[0] ?? '',
        `<title>${title}</title>`,
      ]);
      await preview(id);
      expect(await seen()).toEqual(times < 2 ? [] : ['unknown']);
    }
  });
});

it('renames a file whose bytes stay the same, at once', async () => {
  const { folder, id } = await alien();
  const red = await choose(id, 'poster', await picture('red'));
  await publish(id);
  const library = (await test.call('libraries.list', {}))[0];
  await test.call('libraries.update', { id: library?.id ?? 0, namingProfile: 'kodi_short' });
  const before = tree(folder);
  const plan = await preview(id);
  expect(plan.files.filter(({ op }) => op === 'rename').map(({ name, fromName }) => [fromName, name])).toContainEqual([
    'Alien (1979)-poster.jpg',
    'poster.jpg',
  ]);
  const { journalId } = await publish(id);
  expect(tree(folder)['poster.jpg']).toBe(red);
  expect(Object.keys(tree(folder))).not.toContain('Alien (1979)-poster.jpg');
  expect((await preview(id)).isUnchanged).toBe(true);
  await test.call('publish.undo', { journalId: journalId ?? 0 });
  expect(tree(folder)).toEqual(before);
});
