import type { SeededRandom } from '../media/sample/seeded-random.ts';

/** How files go bad on real disks: broken copies, full disks, failing sectors, error pages saved under a file's name. */
const DAMAGES: Readonly<Record<string, (bytes: Buffer, random: SeededRandom) => Buffer>> = {
  empty: () => Buffer.alloc(0),
  'cut short': (bytes, random) => bytes.subarray(0, random.whole(1, bytes.length - 1)),
  'only its head': (bytes, random) => bytes.subarray(0, random.whole(1, Math.min(64, bytes.length - 1))),
  'without its head': (bytes, random) => bytes.subarray(random.whole(1, Math.min(512, bytes.length - 1))),
  'single bytes changed': (bytes, random) => {
    const copy = Buffer.from(bytes);
    for (let times = random.whole(1, 20); times > 0; times--)
      copy[random.whole(0, copy.length - 1)] = random.whole(0, 255);
    return copy;
  },
  'a sector of zeros': (bytes, random) => {
    const copy = Buffer.from(bytes);
    const start = random.whole(0, copy.length - 1);
    return copy.fill(0, start, Math.min(start + 512, copy.length));
  },
  'a sector of noise': (bytes, random) => {
    const copy = Buffer.from(bytes);
    const start = random.whole(0, copy.length - 1);
    noise(Math.min(512, copy.length - start), random).copy(copy, start);
    return copy;
  },
  'a piece twice': (bytes, random) => {
    const start = random.whole(0, bytes.length - 1);
    const end = random.whole(start, bytes.length);
    return Buffer.concat([bytes.subarray(0, end), bytes.subarray(start)]);
  },
  'a piece left out': (bytes, random) => {
    const start = random.whole(0, bytes.length - 1);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(random.whole(start + 1, bytes.length))]);
  },
  'something behind it': (bytes, random) => Buffer.concat([bytes, noise(random.whole(1, 4096), random)]),
  'all zeros': (bytes) => Buffer.alloc(bytes.length),
  'all noise': (bytes, random) => noise(bytes.length, random),
  'an error page': () => Buffer.from('<!DOCTYPE html><html><body><h1>404 Not Found</h1></body></html>'),
};

/**
 * Bytes as a damaged disk or copy leaves them, and what was done to them. The same random numbers give the same damage.
 * @param bytes at least two
 */
export function damageBytes(bytes: Buffer, random: SeededRandom): { bytes: Buffer; damage: string } {
  const [damage, apply] = random.pick(Object.entries(DAMAGES));
  return { bytes: apply(bytes, random), damage };
}

function noise(length: number, random: SeededRandom): Buffer {
  return Buffer.from(Array.from({ length }, () => random.whole(0, 255)));
}
