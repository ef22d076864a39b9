import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestCore, type TestCore } from '../../__testing__/test-core.ts';
import { picture } from '../../__testing__/test-films.ts';
import { film, publishing, tree } from '../../__testing__/test-publishing.ts';
import { writeFiles } from '../../__testing__/test-show-files.ts';

let test: TestCore;
const { onlyId, get, publish, choose } = publishing(() => test);

beforeEach(async () => {
  test = await startTestCore();
});
afterEach(async () => {
  expect(test.errors).toEqual([]);
  await test.discard();
});

async function namesAfterChoosing(id: number): Promise<string[]> {
  const poster = await choose(id, 'poster', await picture('green', 'jpeg', { width: 500, height: 750 }));
  await publish(id);
  // What was written is what the next scan reads, and nothing is left to write.
  await test.scan();
  expect((await get(id)).artwork.filter((image) => image.isSelected).map((image) => image.hash)).toEqual([poster]);
  expect(await test.call('publish.preview', { item: film(id) })).toMatchObject({ isUnchanged: true });
  return Object.keys(tree(test.libraryDir)).filter((name) => /\.(jpg|nfo)$/.test(name));
}

describe('a film in several videos', () => {
  it('of one version in parts has artwork under the name of all parts, where Kodi looks for it', async () => {
    writeFiles(test.libraryDir, {
      'Harbour (2011)/Harbour (2011)-cd1.mkv': null,
      'Harbour (2011)/Harbour (2011)-cd2.mkv': null,
    });
    await test.scan();
    expect(await namesAfterChoosing(await onlyId())).toEqual([
      path.join('Harbour (2011)', 'Harbour (2011)-cd1.nfo'),
      path.join('Harbour (2011)', 'Harbour (2011)-poster.jpg'),
    ]);
  });

  it('among other films in parts, too', async () => {
    writeFiles(test.libraryDir, {
      'Harbour (2011)-cd1.mkv': null,
      'Harbour (2011)-cd2.mkv': null,
      'Harbour Returns (2013)-cd1.mkv': null,
      'Harbour Returns (2013)-cd2.mkv': null,
      'Ferry (1999).mkv': null,
    });
    await test.scan();
    const { rows } = await test.call('movies.page', {});
    const [first] = rows.filter((row) => row.title === 'Harbour');
    expect(await namesAfterChoosing(first?.id ?? 0)).toEqual(['Harbour (2011)-cd1.nfo', 'Harbour (2011)-poster.jpg']);
    for (const other of rows.filter((row) => row.id !== first?.id)) expect((await get(other.id)).artwork).toEqual([]);
  });

  it('in versions has artwork that is for all of them', async () => {
    writeFiles(test.libraryDir, {
      'Harbour (2011)/Harbour (2011) - Theatrical.mkv': null,
      "Harbour (2011)/Harbour (2011) - Director's Cut-cd1.mkv": null,
      "Harbour (2011)/Harbour (2011) - Director's Cut-cd2.mkv": null,
    });
    await test.scan();
    expect(await namesAfterChoosing(await onlyId())).toEqual([
      path.join('Harbour (2011)', "Harbour (2011) - Director's Cut-cd1.nfo"),
      path.join('Harbour (2011)', 'poster.jpg'),
    ]);
  });

  it('keeps artwork where it lies already', async () => {
    writeFiles(test.libraryDir, {
      'Harbour (2011)/Harbour (2011)-cd1.mkv': null,
      'Harbour (2011)/Harbour (2011)-cd2.mkv': null,
    });
    writeFileSync(path.join(test.libraryDir, 'Harbour (2011)/poster.jpg'), await picture('red'));
    await test.scan();
    expect(await namesAfterChoosing(await onlyId())).toContain(path.join('Harbour (2011)', 'poster.jpg'));
  });
});
