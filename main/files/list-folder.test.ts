import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderFingerprint, listFilmFolder, listFolder } from './list-folder.ts';

const isWindows = process.platform === 'win32';
let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'metarr-list-')));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(relPath: string, content = 'x'): void {
  const path = join(folder, relPath);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  utimesSync(path, 1_700_000_000, 1_700_000_000);
}

const names = (files: readonly { relPath: string }[]): string[] => files.map((file) => file.relPath);

describe('listing a folder', () => {
  it('gives files with size and time, and the names of folders, sorted', async () => {
    write('b.mkv', 'film');
    write('a.nfo');
    write('Extras/c.mkv');
    expect(await listFolder(folder)).toEqual({
      files: [
        { relPath: 'a.nfo', sizeBytes: 1, mtimeMs: 1_700_000_000_000 },
        { relPath: 'b.mkv', sizeBytes: 4, mtimeMs: 1_700_000_000_000 },
      ],
      subfolders: ['Extras'],
      errors: [],
      companions: [],
      skipped: false,
      ignoreRules: [],
    });
  });

  it('takes folders of any size', async () => {
    for (let i = 0; i < 300; i++) write(`f${String(i).padStart(3, '0')}`);
    expect((await listFolder(folder)).files).toHaveLength(300);
  });

  it('skips a folder marked with .nomedia or an empty .ignore, not one with rules', async () => {
    write('a.mkv');
    write('.ignore', '*.txt\n');
    expect((await listFolder(folder)).skipped).toBe(false);
    write('.ignore', ' \n');
    expect(await listFolder(folder)).toMatchObject({ files: [], subfolders: [], skipped: true });
    rmSync(join(folder, '.ignore'));
    write('.nomedia', '');
    expect((await listFolder(folder)).skipped).toBe(true);
  });

  it('says that a folder is not there', async () => {
    await expect(listFolder(join(folder, 'gone'))).rejects.toMatchObject({ code: 'not_found' });
  });

  it.skipIf(isWindows)('follows links, reports broken ones and does not walk in circles', async () => {
    write('real/film.mkv', 'film');
    mkdirSync(join(folder, 'lib', 'deep'), { recursive: true });
    symlinkSync(join(folder, 'real', 'film.mkv'), join(folder, 'lib', 'film.mkv'));
    symlinkSync(join(folder, 'real'), join(folder, 'lib', 'linked'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'lib', 'broken.mkv'));
    symlinkSync(folder, join(folder, 'lib', 'deep', 'up'));
    symlinkSync(join(folder, 'lib', 'deep'), join(folder, 'lib', 'deep', 'self'));
    const lib = await listFolder(join(folder, 'lib'));
    expect(lib.files).toMatchObject([{ relPath: 'film.mkv', sizeBytes: 4 }]);
    expect(lib.subfolders).toEqual(['deep', 'linked']);
    expect(lib.errors).toMatchObject([{ code: 'not_found', path: join(folder, 'lib', 'broken.mkv') }]);
    expect((await listFolder(join(folder, 'lib', 'deep'))).subfolders).toEqual([]);
    // Through a link: what is above is judged by the path that was walked.
    symlinkSync(join(folder, 'lib'), join(folder, 'real', 'back'));
    expect((await listFolder(join(folder, 'lib', 'linked'))).subfolders).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux')('reports names that are not UTF-8', async () => {
    write('good.mkv');
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/bad-`), Buffer.from([0xe4]), Buffer.from('.mkv')]), 'x');
    const { files, errors } = await listFolder(folder);
    expect(names(files)).toEqual(['good.mkv']);
    expect(errors[0]?.message).toContain('not valid UTF-8');
  });
});

describe('listing a film folder', () => {
  const isCompanion = (name: string): boolean => ['extras', '.actors', 'bdmv', 'trailers'].includes(name.toLowerCase());
  const isIgnored = (name: string): boolean => name === '@eaDir';
  const list = () => listFilmFolder(folder, isCompanion, isIgnored);

  it('includes companions with what lies in them and leaves the rest to be walked', async () => {
    write('Alien.mkv');
    write('Extras/making of.mkv');
    write('Extras/deeper/deep one.mkv');
    write('.actors/Ian_Holm.jpg');
    write('@eaDir/thumb.jpg');
    write('Aliens (1986)/Aliens.mkv');
    const { files, subfolders } = await list();
    expect(names(files)).toEqual([
      '.actors/Ian_Holm.jpg',
      'Alien.mkv',
      'Extras/deeper/deep one.mkv',
      'Extras/making of.mkv',
    ]);
    expect(subfolders).toEqual(['Aliens (1986)']);
  });

  it('goes down to the streams of a disc', async () => {
    write('BDMV/index.bdmv');
    write('BDMV/STREAM/00001.m2ts');
    write('BDMV/BACKUP/index.bdmv');
    expect(names((await list()).files)).toEqual(['BDMV/STREAM/00001.m2ts', 'BDMV/index.bdmv']);
  });

  it('leaves out a companion that is marked to be ignored', async () => {
    write('Alien.mkv');
    write('Extras/.nomedia');
    write('Extras/making of.mkv');
    expect(names((await list()).files)).toEqual(['Alien.mkv']);
  });
});

describe('the fingerprint', () => {
  const file = { relPath: 'a.mkv', sizeBytes: 10, mtimeMs: 1000.25 };
  const base = folderFingerprint([file, { ...file, relPath: 'b.mkv' }], ['x', 'y']);

  it('does not depend on the order', () => {
    expect(folderFingerprint([{ ...file, relPath: 'b.mkv' }, file], ['y', 'x'])).toBe(base);
  });

  it('changes with any name, size or time', () => {
    const other = { ...file, relPath: 'b.mkv' };
    const changed = [
      folderFingerprint([{ ...file, sizeBytes: 11 }, other], ['x', 'y']),
      folderFingerprint([{ ...file, mtimeMs: 2000 }, other], ['x', 'y']),
      folderFingerprint([{ ...file, relPath: 'c.mkv' }, other], ['x', 'y']),
      folderFingerprint([file], ['x', 'y']),
      folderFingerprint([file, other], ['x']),
      base,
    ];
    expect(new Set(changed).size).toBe(changed.length);
  });
});
