/**
 * A skeleton alphabet of our own: each letter is the line a pen would follow, on a body 100 units high (0 is the cap
 * line, 100 the baseline). Posters are lettered from it instead of from installed fonts, so that they look the same on a
 * machine that has no font at all, and the same bytes come out everywhere.
 */
export interface Glyph {
  /** Width of the skeleton, without side bearings. */
  width: number;
  /** SVG path data; commands M, L, C and Z only, absolute. */
  path: string;
  /** Centres of dots, drawn as discs a little wider than the pen. */
  dots?: readonly (readonly [number, number])[];
}

const O = 'M0 50C0 22 18 0 40 0C62 0 80 22 80 50C80 78 62 100 40 100C18 100 0 78 0 50Z';
const P = 'M0 100L0 0L34 0C72 0 72 55 34 55L0 55';
const C = 'M74 24C67 9 55 0 40 0C18 0 0 22 0 50C0 78 18 100 40 100C55 100 67 91 74 76';
const B = 'M0 100L0 0L32 0C66 0 66 48 32 48L0 48M32 48C74 48 74 100 32 100L0 100';
const SOFT = 'M0 0L0 100L30 100C68 100 68 46 30 46L0 46';

const LATIN: Record<string, Glyph> = {
  A: { width: 80, path: 'M0 100L40 0L80 100M14 66L66 66' },
  B: { width: 62, path: B },
  C: { width: 76, path: C },
  D: { width: 74, path: 'M0 0L0 100L30 100C60 100 74 80 74 50C74 20 60 0 30 0Z' },
  E: { width: 54, path: 'M54 0L0 0L0 100L54 100M0 49L46 49' },
  F: { width: 50, path: 'M52 0L0 0L0 100M0 50L44 50' },
  G: { width: 76, path: 'M74 24C67 9 55 0 40 0C18 0 0 22 0 50C0 78 18 100 40 100C62 100 76 86 76 56L46 56' },
  H: { width: 70, path: 'M0 0L0 100M70 0L70 100M0 49L70 49' },
  I: { width: 0, path: 'M0 0L0 100' },
  J: { width: 44, path: 'M44 0L44 70C44 90 36 100 22 100C8 100 0 90 0 74' },
  K: { width: 66, path: 'M0 0L0 100M64 0L0 58M22 39L66 100' },
  L: { width: 48, path: 'M0 0L0 100L50 100' },
  M: { width: 88, path: 'M0 100L0 0L44 74L88 0L88 100' },
  N: { width: 72, path: 'M0 100L0 0L72 100L72 0' },
  O: { width: 80, path: O },
  P: { width: 62, path: P },
  Q: { width: 80, path: `${O}M50 72L82 106` },
  R: { width: 64, path: `${P}M32 55L64 100` },
  S: {
    width: 58,
    path: 'M55 20C50 6 41 0 29 0C14 0 3 10 3 25C3 40 14 45 29 49C46 53 58 60 58 75C58 90 45 100 29 100C14 100 4 93 0 78',
  },
  T: { width: 68, path: 'M0 0L68 0M34 0L34 100' },
  U: { width: 70, path: 'M0 0L0 62C0 88 14 100 35 100C56 100 70 88 70 62L70 0' },
  V: { width: 76, path: 'M0 0L38 100L76 0' },
  W: { width: 112, path: 'M0 0L28 100L56 14L84 100L112 0' },
  X: { width: 70, path: 'M0 0L70 100M70 0L0 100' },
  Y: { width: 72, path: 'M0 0L36 52L72 0M36 52L36 100' },
  Z: { width: 66, path: 'M2 0L64 0L0 100L66 100' },
  Æ: { width: 104, path: 'M0 100L48 0L104 0M54 0L54 100L104 100M20 62L96 62' },
  Œ: { width: 112, path: 'M112 0L40 0C18 0 0 22 0 50C0 78 18 100 40 100L112 100M60 0L60 100M60 49L104 49' },
  Ø: { width: 80, path: `${O}M4 106L76 -6` },
  Ł: { width: 48, path: 'M0 0L0 100L50 100M-16 62L26 38' },
  Đ: { width: 74, path: 'M0 0L0 100L30 100C60 100 74 80 74 50C74 20 60 0 30 0ZM-14 50L30 50' },
  Ð: { width: 74, path: 'M0 0L0 100L30 100C60 100 74 80 74 50C74 20 60 0 30 0ZM-14 50L30 50' },
  Þ: { width: 60, path: 'M0 0L0 100M0 22L32 22C70 22 70 76 32 76L0 76' },
};

const DIGITS: Record<string, Glyph> = {
  '0': { width: 64, path: 'M0 50C0 18 12 0 32 0C52 0 64 18 64 50C64 82 52 100 32 100C12 100 0 82 0 50Z' },
  '1': { width: 24, path: 'M0 20L24 0L24 100' },
  '2': { width: 60, path: 'M2 28C4 8 16 0 30 0C48 0 58 12 58 28C58 52 28 66 0 100L60 100' },
  '3': {
    width: 58,
    path: 'M4 18C8 6 17 0 28 0C45 0 54 11 54 25C54 40 43 48 22 48C45 48 58 58 58 74C58 90 46 100 28 100C14 100 4 93 0 80',
  },
  '4': { width: 66, path: 'M48 100L48 0L0 70L66 70' },
  '5': { width: 58, path: 'M54 0L8 0L4 46C12 40 20 37 29 37C48 37 58 50 58 68C58 88 46 100 28 100C14 100 4 92 0 80' },
  '6': {
    width: 60,
    path: 'M50 2C18 20 0 48 0 70C0 88 12 100 30 100C48 100 60 88 60 70C60 52 48 41 31 41C16 41 4 52 0 66',
  },
  '7': { width: 60, path: 'M0 0L60 0L20 100' },
  '8': {
    width: 58,
    path: 'M29 47C14 47 5 37 5 24C5 9 15 0 29 0C43 0 53 9 53 24C53 37 44 47 29 47C11 47 0 58 0 74C0 90 12 100 29 100C46 100 58 90 58 74C58 58 47 47 29 47Z',
  },
  '9': {
    width: 60,
    path: 'M10 98C42 80 60 52 60 30C60 12 48 0 30 0C12 0 0 12 0 30C0 48 12 59 29 59C44 59 56 48 60 34',
  },
};

const SIGNS: Record<string, Glyph> = {
  ' ': { width: 22, path: '' },
  '.': { width: 4, path: '', dots: [[2, 97]] },
  ',': { width: 6, path: 'M6 92L0 114' },
  ':': {
    width: 4,
    path: '',
    dots: [
      [2, 38],
      [2, 88],
    ],
  },
  '·': { width: 4, path: '', dots: [[2, 50]] },
  '!': { width: 4, path: 'M2 0L2 68', dots: [[2, 96]] },
  '?': { width: 52, path: 'M0 24C4 8 14 0 27 0C43 0 52 10 52 24C52 44 26 46 26 70', dots: [[26, 96]] },
  "'": { width: 2, path: 'M2 -2L0 24' },
  '’': { width: 2, path: 'M2 -2L0 24' },
  '-': { width: 34, path: 'M0 54L34 54' },
  '–': { width: 56, path: 'M0 54L56 54' },
  '&': {
    width: 72,
    path: 'M72 100L14 28C6 16 14 0 29 0C44 0 50 17 39 27C28 37 0 46 0 72C0 90 12 100 28 100C48 100 62 82 66 56',
  },
  '/': { width: 44, path: 'M0 104L44 -4' },
};

const CYRILLIC_AND_GREEK: Record<string, Glyph> = {
  Б: { width: 60, path: 'M54 0L0 0L0 100L30 100C68 100 68 46 30 46L0 46' },
  Г: { width: 48, path: 'M50 0L0 0L0 100' },
  Д: { width: 82, path: 'M0 118L0 100L82 100L82 118M14 100C26 70 27 40 27 0L68 0L68 100' },
  Ж: { width: 92, path: 'M46 0L46 100M0 0L46 52M0 100L32 37M92 0L46 52M92 100L60 37' },
  З: { width: 58, path: DIGITS['3']?.path ?? '' },
  И: { width: 70, path: 'M0 0L0 100L70 0L70 100' },
  Л: { width: 70, path: 'M0 100C20 98 20 62 20 0L70 0L70 100' },
  П: { width: 68, path: 'M0 100L0 0L68 0L68 100' },
  У: { width: 70, path: 'M0 0L36 62M70 0L32 76C25 92 16 101 4 99' },
  Ф: { width: 88, path: 'M44 0L44 100M44 16C-14 16 -14 76 44 76C102 76 102 16 44 16' },
  Ц: { width: 76, path: 'M0 0L0 100L76 100L76 118M66 0L66 100' },
  Ч: { width: 60, path: 'M0 0L0 32C0 52 16 56 32 56C44 56 54 52 60 48M60 0L60 100' },
  Ш: { width: 96, path: 'M0 0L0 100L96 100L96 0M48 0L48 100' },
  Ы: { width: 84, path: `${SOFT}M84 0L84 100` },
  Ь: { width: 58, path: SOFT },
  Э: { width: 74, path: 'M0 24C8 8 20 0 34 0C56 0 74 22 74 50C74 78 56 100 34 100C20 100 8 92 0 76M22 50L74 50' },
  Ю: {
    width: 104,
    path: 'M0 0L0 100M0 49L28 49M28 50C28 20 44 0 66 0C88 0 104 20 104 50C104 80 88 100 66 100C44 100 28 80 28 50Z',
  },
  Я: { width: 62, path: 'M62 100L62 0L28 0C-10 0 -10 55 28 55L62 55M32 55L0 100' },
  Γ: { width: 48, path: 'M50 0L0 0L0 100' },
  Δ: { width: 80, path: 'M40 0L80 100L0 100Z' },
  Θ: { width: 80, path: `${O}M22 50L58 50` },
  Λ: { width: 78, path: 'M0 100L39 0L78 100' },
  Ξ: { width: 62, path: 'M0 0L62 0M8 49L54 49M0 100L62 100' },
  Π: { width: 68, path: 'M0 100L0 0L68 0L68 100' },
  Σ: { width: 62, path: 'M60 0L0 0L38 48L0 100L62 100' },
  Φ: { width: 88, path: 'M44 0L44 100M44 18C-14 18 -14 80 44 80C102 80 102 18 44 18' },
  Ψ: { width: 80, path: 'M40 0L40 100M0 0L0 26C0 56 18 64 40 64C62 64 80 56 80 26L80 0' },
  Ω: { width: 84, path: 'M0 100L28 100C10 86 2 70 2 46C2 20 18 0 42 0C66 0 82 20 82 46C82 70 74 86 56 100L84 100' },
};

const EAST_ASIAN: Record<string, Glyph> = {
  月: { width: 84, path: 'M24 2L24 58C24 80 16 92 4 102M24 2L78 2L78 90C78 98 74 100 62 98M24 34L78 34M24 64L78 64' },
  と: { width: 84, path: 'M32 4C32 24 37 38 42 46M78 26C52 38 16 52 16 76C16 98 52 98 80 93' },
  川: { width: 84, path: 'M14 6L14 46C14 74 10 90 2 102M44 12L44 82M78 4L78 104' },
  山: { width: 86, path: 'M43 0L43 92M4 32L4 94L82 94M82 32L82 102' },
  中: { width: 84, path: 'M4 24L80 24L80 66L4 66ZM42 -2L42 106' },
  十: { width: 88, path: 'M2 44L86 44M44 -2L44 106' },
  日: { width: 66, path: 'M2 0L64 0L64 104M2 0L2 104M2 50L64 50M2 98L64 98' },
  소: { width: 92, path: 'M46 4C44 26 30 40 10 50M46 12C52 30 64 42 82 50M46 58L46 90M2 90L90 90' },
  금: { width: 92, path: 'M12 2L74 2C74 18 72 28 68 38M2 46L90 46M16 62L74 62L74 100L16 100Z' },
  시: { width: 84, path: 'M32 10C30 46 20 70 2 88M32 34C38 58 46 72 58 84M80 -2L80 106' },
  계: { width: 92, path: 'M2 12L40 12C38 46 28 70 4 88M30 36L58 36M28 60L58 60M60 2L60 98M88 -2L88 106' },
};

/** Letters of other alphabets that share a Latin skeleton. */
const SAME_AS: Record<string, string> = {
  ...{ А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', О: 'O', Р: 'P', С: 'C', Т: 'T', Х: 'X', І: 'I' },
  ...{ Α: 'A', Β: 'B', Ε: 'E', Ζ: 'Z', Η: 'H', Ι: 'I', Κ: 'K', Μ: 'M', Ν: 'N', Ο: 'O', Ρ: 'P', Τ: 'T', Υ: 'Y', Χ: 'X' },
};

/** Returns the skeleton of one upper-case base letter, or undefined where the alphabet has none. */
export function glyphFor(letter: string): Glyph | undefined {
  const key = SAME_AS[letter] ?? letter;
  return LATIN[key] ?? DIGITS[key] ?? SIGNS[key] ?? CYRILLIC_AND_GREEK[key] ?? EAST_ASIAN[key];
}
