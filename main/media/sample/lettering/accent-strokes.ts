/** A combining mark: path data around x = 0 (the middle of its letter), above the cap line or below the baseline. */
export interface Accent {
  path: string;
  dots?: readonly (readonly [number, number])[];
}

const ACCENTS: Record<string, Accent> = {
  '\u0300': { path: 'M-16 -34L8 -18' },
  '\u0301': { path: 'M16 -34L-8 -18' },
  '\u0302': { path: 'M-20 -17L0 -35L20 -17' },
  '\u0303': { path: 'M-24 -20C-16 -36 -6 -32 0 -27C6 -22 16 -18 24 -34' },
  '\u0304': { path: 'M-22 -26L22 -26' },
  '\u0306': { path: 'M-22 -36C-18 -16 18 -16 22 -36' },
  '\u0307': { path: '', dots: [[0, -26]] },
  '\u0308': {
    path: '',
    dots: [
      [-18, -25],
      [18, -25],
    ],
  },
  '\u030a': { path: 'M-13 -29C-13 -46 13 -46 13 -29C13 -12 -13 -12 -13 -29Z' },
  '\u030b': { path: 'M-4 -36L-18 -17M24 -36L10 -17' },
  '\u030c': { path: 'M-20 -35L0 -17L20 -35' },
  '\u0323': { path: '', dots: [[0, 126]] },
  '\u0327': { path: 'M2 100L-2 112C14 110 14 128 -8 126' },
  '\u0328': { path: 'M20 100C4 112 8 126 26 122' },
};

/** Returns the strokes of a combining mark (U+0300–U+036F), or undefined where there are none. */
export function accentFor(mark: string): Accent | undefined {
  return ACCENTS[mark];
}
