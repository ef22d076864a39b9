import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProgram } from './find-program.ts';
import { grabStill } from './grab-still.ts';

let folder: string;
let tempDir: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'metarr-still-'));
  tempDir = path.join(folder, 'temp');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A program that is called like ffmpeg and answers with the picture of the nearest second that it has one for. */
async function fakeFfmpeg(pictures: Readonly<Record<number, Sharp | null>>): Promise<string> {
  for (const [second, picture] of Object.entries(pictures)) {
    if (picture !== null) await picture.jpeg().toFile(path.join(folder, `${second}.jpg`));
  }
  const seconds = JSON.stringify(Object.keys(pictures).map(Number));
  const file = path.join(folder, 'ffmpeg');
  writeFileSync(
    file,
    `#!${process.execPath}
const { copyFileSync, existsSync } = require('node:fs');
const args = process.argv.slice(2);
const at = Number(args[args.indexOf('-ss') + 1]);
const near = ${seconds}.sort((a, b) => Math.abs(a - at) - Math.abs(b - at))[0];
const picture = ${JSON.stringify(folder)} + '/' + near + '.jpg';
if (!existsSync(picture)) { console.error('Invalid data found when processing input'); process.exit(1); }
copyFileSync(picture, args.at(-1));
`,
  );
  chmodSync(file, 0o755);
  return file;
}

const even = (color: string): Sharp => sharp({ create: { width: 640, height: 360, channels: 3, background: color } });
const busy = (sigma: number): Sharp =>
  sharp({
    create: { width: 640, height: 360, channels: 3, background: 'grey', noise: { type: 'gaussian', mean: 128, sigma } },
  });

const grab = (program: string, change: Partial<Parameters<typeof grabStill>[0]> = {}): ReturnType<typeof grabStill> =>
  grabStill({ program, videoPath: '/films/film.mkv', durationSeconds: 1000, atSeconds: null, tempDir, ...change });

describe.skipIf(process.platform === 'win32')('with a program of that name (a script needs a shebang)', () => {
  it('passes over black and flat pictures and takes the one that shows most', async () => {
    const program = await fakeFfmpeg({
      120: even('black'),
      200: even('#335577'),
      280: busy(20),
      360: busy(60),
      440: even('white'),
    });
    const still = await grab(program);
    expect(still.atSeconds).toBe(360);
    await expect(sharp(still.path).metadata()).resolves.toMatchObject({ format: 'jpeg' });
    // The small ones that were looked at are gone.
    expect(readdirSync(tempDir)).toEqual([path.basename(still.path)]);
  });

  it('takes the very picture that it is asked for, black or not', async () => {
    const program = await fakeFfmpeg({ 5: even('black'), 360: busy(60) });
    await expect(grab(program, { atSeconds: 5 })).resolves.toMatchObject({ atSeconds: 5 });
  });

  it('says so when all are black', async () => {
    await expect(grab(await fakeFfmpeg({ 300: even('black') }))).rejects.toThrow('black or empty');
    expect(readdirSync(tempDir)).toEqual([]);
  });

  it('says what ffmpeg says of a file that is no video', async () => {
    await expect(grab(await fakeFfmpeg({ 300: null }))).rejects.toThrow('Invalid data found');
  });

  it('gives up on a program that does not end', async () => {
    const file = path.join(folder, 'ffmpeg');
    writeFileSync(file, `#!${process.execPath}\nsetInterval(() => undefined, 1000);\n`);
    chmodSync(file, 0o755);
    await expect(grab(file, { atSeconds: 1, timeoutMs: 50 })).rejects.toThrow('did not end');
  });

  it('says that the program is not there', async () => {
    await expect(grab(path.join(folder, 'none'), { atSeconds: 1 })).rejects.toThrow('could not be started');
  });
});

describe('a program of the person’s', () => {
  it('is found by PATH, and is not there when it is not', async () => {
    writeFileSync(path.join(folder, process.platform === 'win32' ? 'mytool.exe' : 'mytool'), '');
    chmodSync(path.join(folder, process.platform === 'win32' ? 'mytool.exe' : 'mytool'), 0o755);
    await expect(findProgram('mytool', { PATH: ['relative', folder].join(path.delimiter) })).resolves.toContain(
      'mytool',
    );
    await expect(findProgram('metarr-has-no-such-tool', { PATH: folder })).resolves.toBeNull();
  });
});

const ffmpeg = await findProgram('ffmpeg');
const clip = path.join(import.meta.dirname, '__fixtures__', 'xvid.avi');
it.skipIf(ffmpeg === null || !existsSync(clip))('takes a still from a real video (needs ffmpeg)', async () => {
  const still = await grabStill({
    program: ffmpeg ?? '',
    videoPath: clip,
    durationSeconds: null,
    atSeconds: 0,
    tempDir,
  });
  const { width, height } = await sharp(still.path).metadata();
  expect(width).toBeGreaterThan(0);
  expect(height).toBeGreaterThan(0);
});
