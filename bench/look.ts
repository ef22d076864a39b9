/**
 * Perceptual hash and thumbnail of a picture together, against a bare decode and resize by sharp of the same pictures, turn by
 * turn in the same run. `npm run bench -- look [--pictures 40] [--rounds 5]`.
 */
import sharp from 'sharp';
import { parseArgs } from 'node:util';
import { createWorld } from '../e2e/fakes/world.ts';
import { imageBytes } from '../e2e/fakes/world-image.ts';
import { lookAtPicture } from '../main/media/perceptual-hash.ts';

const { values } = parseArgs({ options: { pictures: { type: 'string' }, rounds: { type: 'string' } } });
const wanted = Number(values.pictures ?? 40);
const rounds = Number(values.rounds ?? 5);
const WIDTH = 300;

const images = [...createWorld(4, { isGrainy: true }).images.values()].filter(
  (image) => image.kind === 'poster' || image.kind === 'backdrop',
);
const pictures = await Promise.all(images.slice(0, wanted).map((image) => imageBytes(image)));
const ratios: number[] = [];
const times: { bareMs: number; ms: number }[] = [];
for (let round = 0; round <= rounds; round++) {
  const bareMs = await time(async (picture) => {
    await sharp(picture).resize({ width: WIDTH, withoutEnlargement: true }).webp({ quality: 80, effort: 1 }).toBuffer();
  });
  const ms = await time(async (picture) => {
    await lookAtPicture(picture, { width: WIDTH });
  });
  // The first turn warms both up.
  if (round === 0) continue;
  ratios.push(bareMs / ms);
  times.push({ bareMs, ms });
}
process.stdout.write(
  `${JSON.stringify({
    name: 'look',
    pictures: pictures.length,
    bound: 0.8,
    ratio: median(ratios),
    ratios: ratios.map(round2),
    ms: median(times.map((one) => one.ms)),
    bareMs: median(times.map((one) => one.bareMs)),
  })}\n`,
);

async function time(work: (picture: Buffer) => Promise<void>): Promise<number> {
  const started = performance.now();
  for (const picture of pictures) await work(picture);
  return performance.now() - started;
}

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return round2(sorted[Math.floor(sorted.length / 2)] ?? 0);
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
