import sharp, { type Sharp } from 'sharp';
import { randomFrom, randomKey } from './world-random.ts';
import type { Random } from './world-random.ts';
import type { WorldHost, WorldImage, WorldImageKind } from './world-types.ts';

/** Pixels that providers' images of a kind mostly have. */
const SIZES: Record<WorldImageKind, readonly (readonly [number, number])[]> = {
  poster: [
    [1000, 1500],
    [1000, 1500],
    [1400, 2100],
    [680, 1000],
    [400, 600],
  ],
  backdrop: [
    [1920, 1080],
    [1920, 1080],
    [1280, 720],
    [3840, 2160],
  ],
  logo: [
    [800, 310],
    [500, 170],
    [1200, 465],
  ],
  still: [
    [1280, 720],
    [640, 360],
  ],
  profile: [
    [600, 900],
    [421, 632],
  ],
  banner: [
    [1000, 185],
    [758, 140],
  ],
  clearart: [[1000, 562]],
  disc: [[1000, 1000]],
  landscape: [[1000, 562]],
  character: [[512, 512]],
};
const TRANSPARENT: readonly WorldImageKind[] = ['logo', 'clearart', 'disc', 'character'];

/** One image of a kind. `motif` is what it shows: images that share one are near-duplicates. */
export function worldImage(
  random: Random,
  kind: WorldImageKind,
  motif: string,
  more: { language?: string | null; hosts?: WorldHost[]; size?: readonly [number, number]; variant?: number } = {},
): WorldImage {
  const [width, height] = more.size ?? random.pick(SIZES[kind]);
  const voteCount = random.chance(0.25) ? 0 : random.int(1, 60);
  return {
    key: randomKey(random, 27),
    extension: TRANSPARENT.includes(kind) ? 'png' : 'jpg',
    kind,
    width,
    height,
    language: more.language ?? null,
    voteAverage: voteCount === 0 ? 0 : random.int(300, 620) / 100,
    voteCount,
    motif,
    variant: more.variant ?? random.int(0, 99),
    hosts: more.hosts ?? ['tmdb'],
  };
}

/**
 * What a title has: posters in several languages and without text, backdrops, logos, and what only fanart.tv has. Among
 * them are near-duplicates (the first poster again, smaller and brighter) and one with a single vote of 10, which ought
 * not to win.
 */
export function titleImages(random: Random, name: string, languages: readonly string[]): WorldImage[] {
  const images: WorldImage[] = [];
  const add = (kind: WorldImageKind, motif: string, more: Parameters<typeof worldImage>[3] = {}): WorldImage => {
    const image = worldImage(random, kind, `${name}/${kind}/${motif}`, more);
    images.push(image);
    return image;
  };
  for (const language of languages) add('poster', 'a', { language, hosts: ['tmdb', 'tvdb'] });
  add('poster', 'b', { language: languages[0] ?? null });
  add('poster', 'c', { language: null });
  add('poster', 'a', { language: languages[0] ?? null, size: [500, 750], hosts: ['tvdb'] });
  const lonely = add('poster', 'd', { language: languages[0] ?? null, size: [1000, 1500] });
  lonely.voteAverage = 10;
  lonely.voteCount = 1;
  add('backdrop', 'a', { hosts: ['tmdb', 'fanart'] });
  add('backdrop', 'b');
  add('backdrop', 'b', { size: [1280, 720], hosts: ['tvdb'] });
  add('backdrop', 'c', { language: 'en' });
  for (const language of languages.slice(0, 2)) add('logo', 'a', { language, hosts: ['tmdb', 'fanart'] });
  add('banner', 'a', { language: 'en', hosts: ['tvdb', 'fanart'] });
  add('clearart', 'a', { language: 'en', hosts: ['fanart'] });
  add('landscape', 'a', { language: 'en', hosts: ['fanart'] });
  add('character', 'a', { hosts: ['fanart'] });
  add('disc', 'a', { language: 'en', hosts: ['fanart'] });
  return images;
}

const drawn = new Map<string, Promise<Buffer>>();

/**
 * The bytes of an image, at its own size or resized to fit `width`; drawn once a run. JPEG, or PNG with an alpha channel.
 */
export function imageBytes(image: WorldImage, width: number = image.width): Promise<Buffer> {
  const fitting = Math.min(width, image.width);
  const name = `${image.key}@${String(fitting)}`;
  const known = drawn.get(name);
  if (known !== undefined) return known;
  const bytes = draw(image, fitting, Math.max(1, Math.round((image.height * fitting) / image.width)));
  drawn.set(name, bytes);
  return bytes;
}

/** A coarse picture of its motif, enlarged: cheap to make, and as unlike another motif's as photographs are. */
async function draw(image: WorldImage, width: number, height: number): Promise<Buffer> {
  const columns = image.width >= image.height ? 48 : 32;
  const rows = Math.max(4, Math.round((columns * image.height) / image.width));
  const channels = image.extension === 'png' ? 4 : 3;
  const pixels = Buffer.alloc(columns * rows * channels);
  const motif = randomFrom('motif', image.motif);
  const blobs = Array.from({ length: 9 }, () => ({
    x: motif.next() * columns,
    y: motif.next() * rows,
    size: (0.08 + motif.next() * 0.25) * columns,
    colour: [motif.int(0, 255), motif.int(0, 255), motif.int(0, 255)],
  }));
  const ground = [motif.int(20, 200), motif.int(20, 200), motif.int(20, 200)];
  const light = ((image.variant % 7) - 3) * 4;
  const lettering = randomFrom('lettering', image.motif, image.language ?? '');
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < columns; x += 1) {
      const blob = blobs.findLast((one) => Math.hypot(one.x - x, one.y - y) < one.size);
      const isLetter = image.language !== null && y > rows * 0.86 && y < rows * 0.95 && lettering.chance(0.5);
      const colour = isLetter ? [245, 245, 235] : (blob?.colour ?? ground);
      const at = (y * columns + x) * channels;
      for (let part = 0; part < 3; part += 1) pixels[at + part] = Math.max(0, Math.min(255, colour[part]! + light));
      if (channels === 4) pixels[at + 3] = isLetter || blob !== undefined ? 255 : 0;
    }
  }
  const smooth = sharp(pixels, { raw: { width: columns, height: rows, channels } }).resize(width, height, {
    fit: 'fill',
    kernel: 'cubic',
  });
  const picture = image.isGrainy === true && channels === 3 ? await grained(smooth, image.key) : smooth;
  return image.extension === 'png'
    ? picture.png({ compressionLevel: 3 }).toBuffer()
    : picture.jpeg({ quality: 80 }).toBuffer();
}

/**
 * How far grain moves a channel to either side: makes JPEG of about a fifth of a byte a pixel, which is what posters and
 * fanart weigh that are shared (30,000 of them 7 to 8 GB, https://github.com/Lidarr/Lidarr/issues/3384).
 */
const GRAIN = 15;

async function grained(smooth: Sharp, key: string): Promise<Sharp> {
  const { data, info } = await smooth.raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  let state = randomFrom('grain', key).int(1, 1_000_000);
  for (let at = 0; at < data.length; at += channels) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    const shift = Math.round(((state >>> 16) / 65_536 - 0.5) * 2 * GRAIN);
    for (let part = at; part < at + 3; part += 1) data[part] = Math.max(0, Math.min(255, data[part]! + shift));
  }
  return sharp(data, { raw: { width, height, channels } });
}
