import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dominantColor } from './dominant-color.ts';
import { readImageFacts } from './image-facts.ts';
import { readImageHeader } from './image-header.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'metarr-images-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Noise, so that the files are longer than what is read of them at first. */
function noise(width: number, height: number, channels: 3 | 4 = 3) {
  const data = Buffer.alloc(width * height * channels);
  let state = 1;
  for (let i = 0; i < data.length; i++) data[i] = (state = (state * 48271) % 2147483647) & 0xff;
  return sharp(data, { raw: { width, height, channels } });
}

function bmp(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(54 + width * Math.abs(height) * 4);
  bytes.write('BM', 0, 'latin1');
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  bytes.writeUInt16LE(32, 28);
  return bytes;
}

async function both(bytes: Buffer, name: string) {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const [fromBytes, fromFile] = [await readImageFacts(bytes), await readImageFacts(path)];
  expect(fromFile).toEqual(fromBytes);
  return fromBytes;
}

describe('facts', () => {
  it('are the same as the full decoder finds', async () => {
    const small = noise(120, 80);
    const clear = noise(90, 60, 4);
    const files: [string, Buffer][] = [
      ['a.jpg', await noise(600, 900).jpeg({ quality: 95 }).toBuffer()],
      ['progressive.jpg', await noise(300, 200).jpeg({ progressive: true }).toBuffer()],
      ['grey.jpg', await noise(64, 32).greyscale().jpeg().toBuffer()],
      ['a.png', await small.clone().png().toBuffer()],
      ['alpha.png', await clear.clone().png().toBuffer()],
      ['palette.png', await clear.clone().png({ palette: true }).toBuffer()],
      ['lossy.webp', await small.clone().webp().toBuffer()],
      ['lossless.webp', await small.clone().webp({ lossless: true }).toBuffer()],
      ['alpha.webp', await clear.clone().webp().toBuffer()],
      ['alpha-lossless.webp', await clear.clone().webp({ lossless: true }).toBuffer()],
      ['a.gif', await small.clone().gif().toBuffer()],
      ['alpha.gif', await clear.clone().gif().toBuffer()],
    ];
    for (const [name, bytes] of files) {
      const { format, width, height, hasAlpha } = await sharp(bytes).metadata();
      expect(await both(bytes, name), name).toEqual({
        ok: true,
        format,
        mimeType: `image/${format}`,
        width,
        height,
        // The decoder counts GIFs as transparent in general.
        hasAlpha: format === 'gif' ? name.startsWith('alpha') : hasAlpha,
      });
    }
  });

  it('cover bitmaps, upside down or not, and the formats left to the full decoder', async () => {
    expect(await both(bmp(40, 30), 'a.bmp')).toMatchObject({ format: 'bmp', width: 40, height: 30 });
    expect(await both(bmp(40, -30), 'b.bmp')).toMatchObject({ format: 'bmp', width: 40, height: 30 });
    expect(await both(await noise(50, 40).tiff().toBuffer(), 'a.tif')).toMatchObject({ format: 'tiff', width: 50 });
    expect(await both(await noise(50, 40).avif().toBuffer(), 'a.avif')).toMatchObject({
      format: 'avif',
      mimeType: 'image/avif',
      height: 40,
    });
  });

  it('go by content, not by name', async () => {
    expect(await both(await noise(10, 10).png().toBuffer(), 'poster.jpg')).toMatchObject({ mimeType: 'image/png' });
  });

  it('turn with the camera', async () => {
    const turned = await noise(60, 40).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    expect(await both(turned, 'turned.jpg')).toMatchObject({ width: 40, height: 60 });
  });

  it('are found behind a long preamble and before an appendix', async () => {
    const plain = await noise(60, 40).jpeg().toBuffer();
    const comment = Buffer.alloc(60_000, 0x41);
    comment.writeUInt16BE(0xfffe, 0);
    comment.writeUInt16BE(comment.length - 2, 2);
    const long = Buffer.concat([plain.subarray(0, 2), comment, comment, comment, plain.subarray(2)]);
    expect(await both(long, 'preamble.jpg')).toMatchObject({ ok: true, width: 60, height: 40 });
    expect(await both(Buffer.concat([long, Buffer.alloc(100_000)]), 'appendix.jpg')).toMatchObject({ ok: true });
  });
});

describe('refusals', () => {
  it('say that a file ends too early', async () => {
    for (const format of ['jpeg', 'png', 'webp', 'gif'] as const) {
      const bytes = await noise(300, 300).toFormat(format).toBuffer();
      for (const part of [0.02, 0.5, 0.98]) {
        const cut = bytes.subarray(0, Math.floor(bytes.length * part));
        expect(await both(cut, `cut.${format}`), `${format} ${part}`).toEqual({
          ok: false,
          reason: 'the picture is truncated',
        });
      }
    }
  });

  it('say that something is not a picture, or not one players show', async () => {
    expect(await both(Buffer.from('<html>404</html>'), 'error.jpg')).toEqual({
      ok: false,
      reason: 'this is not a picture',
    });
    expect(await both(Buffer.alloc(0), 'empty.jpg')).toEqual({ ok: false, reason: 'the file is empty' });
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>');
    expect(await both(svg, 'logo.png')).toEqual({ ok: false, reason: 'svg is not a picture format that players show' });
    expect(await readImageFacts(join(folder, 'gone.jpg'))).toMatchObject({ ok: false });
    expect(await readImageFacts(folder)).toMatchObject({ ok: false });
  });

  it('come before a picture bomb is decoded', async () => {
    const bomb = await noise(10, 10).png().toBuffer();
    bomb.writeUInt32BE(29_000, 16);
    bomb.writeUInt32BE(29_000, 20);
    expect(await readImageFacts(bomb)).toEqual({ ok: false, reason: 'the picture is too large: 29000 × 29000 pixels' });
    bomb.writeUInt32BE(30_001, 16);
    bomb.writeUInt32BE(1, 20);
    expect(await readImageFacts(bomb)).toEqual({ ok: false, reason: 'the picture is too large: 30001 × 1 pixels' });
  });

  it('are answers, never exceptions, whatever the bytes', () => {
    const heads = [[0xff, 0xd8, 0xff], [0x89, 0x50, 0x4e, 0x47], [...Buffer.from('GIF89a')], [...Buffer.from('BM')]];
    fc.assert(
      fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 200 }), (head, rest) => {
        readImageHeader(Buffer.from([...head, ...rest]));
      }),
      { numRuns: 500 },
    );
  });
});

describe('the dominant colour', () => {
  const plain = (background: string, width: number) =>
    sharp({ create: { width, height: 100, channels: 4, background } })
      .png()
      .toBuffer();

  it('is the one that covers most', async () => {
    const picture = sharp(await plain('#204060', 100)).composite([
      { input: await plain('#ff0000', 30), left: 0, top: 0 },
    ]);
    expect(await dominantColor(await picture.png().toBuffer())).toBe('#204060');
  });

  it('does not count what is transparent', async () => {
    const logo = sharp(await plain('#00000000', 100)).composite([
      { input: await plain('#ff8000', 30), left: 0, top: 0 },
    ]);
    expect(await dominantColor(await logo.png().toBuffer())).toMatch(/^#ff8[01]00$/);
    expect(await dominantColor(await plain('#00000000', 100))).toBe('#000000');
  });
});
