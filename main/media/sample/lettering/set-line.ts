import { accentFor } from './accent-strokes.ts';
import { glyphFor } from './glyph-strokes.ts';

/** How the pen is held. All measures are in units of the alphabet's body (cap height 100). */
export interface Face {
  /** Thickness of upright strokes. */
  stem: number;
  /** Thickness of level strokes; less than the stem gives an engraved look. */
  bar: number;
  /** Horizontal stretch of the skeleton: 0.5 narrow, 1 normal, 1.4 wide. */
  stretch: number;
  /** Space between letters. */
  tracking: number;
  cap: 'butt' | 'round' | 'square';
  /** Length of the feet on stems; 0 for none. */
  serif: number;
  /** Thickness of a line of ground colour inside the strokes; 0 for none. */
  inline: number;
  /** Slope to the right in degrees. */
  slant: number;
}

export interface SetLine {
  /** Width, pen included, when the line is drawn with a cap height of 100. */
  width: number;
  /** How far accents stand above the capitals, at the same size; 0 without any. */
  rise: number;
  /** Draws the line with its left edge at x, its baseline at y and the given cap height, all in pixels. */
  draw(x: number, y: number, capHeight: number, colour: string, ground: string): string;
}

/** Cedilla, ogonek and dot below: marks that need no room above. */
const BELOW = new Set(['\u0323', '\u0327', '\u0328']);
const MARK = /\p{M}/u;

/** Splits text into upper-case letters with the marks that belong to them; Hangul syllables stay whole. */
export function lettersOf(text: string): { base: string; marks: string[] }[] {
  const letters: { base: string; marks: string[] }[] = [];
  for (const whole of text.toLocaleUpperCase('en').normalize('NFC')) {
    if (glyphFor(whole) !== undefined) {
      letters.push({ base: whole, marks: [] });
      continue;
    }
    for (const part of whole.normalize('NFD')) {
      const last = letters.at(-1);
      if (MARK.test(part) && last !== undefined) last.marks.push(part);
      else letters.push({ base: part, marks: [] });
    }
  }
  return letters;
}

/** True when every letter and mark of the text can be drawn. */
export function canLetter(text: string): boolean {
  return lettersOf(text).every(
    ({ base, marks }) => glyphFor(base) !== undefined && marks.every((mark) => accentFor(mark) !== undefined),
  );
}

const round = (value: number): string => String(Math.round(value * 100) / 100);

/** Stretches and moves path data sideways. */
function movePath(path: string, stretch: number, dx: number): string {
  let isX = true;
  return path.replace(/-?\d+(?:\.\d+)?|[A-Z]/g, (token) => {
    if (/[A-Z]/.test(token)) {
      isX = true;
      return token;
    }
    const value = isX ? Number(token) * stretch + dx : Number(token);
    isX = !isX;
    return `${round(value)} `;
  });
}

/** True for letters with tails below the baseline or strokes above the cap line, which must not be trimmed. */
function reachesBeyondBody(path: string): boolean {
  return (path.match(/-?\d+(?:\.\d+)?/g) ?? []).some(
    (token, index) => index % 2 === 1 && (Number(token) < 0 || Number(token) > 100),
  );
}

/** Lengthens straight slanting strokes that end on the cap line or the baseline. */
function overshoot(path: string, length: number): string {
  return path
    .split('M')
    .slice(1)
    .map((piece) => {
      if (/[CZ]/.test(piece)) return `M${piece}`;
      const numbers = (piece.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
      const points = numbers.flatMap((value, index): [number, number][] =>
        index % 2 === 0 ? [[value, numbers[index + 1] ?? 0]] : [],
      );
      const lengthen = (end: [number, number] | undefined, neighbour: [number, number] | undefined): void => {
        if (end === undefined || neighbour === undefined || (end[1] !== 0 && end[1] !== 100)) return;
        const [dx, dy] = [end[0] - neighbour[0], end[1] - neighbour[1]];
        const reach = Math.hypot(dx, dy);
        if (dx === 0 || dy === 0 || reach === 0) return;
        end[0] += (dx / reach) * length;
        end[1] += (dy / reach) * length;
      };
      lengthen(points[0], points[1]);
      lengthen(points.at(-1), points.at(-2));
      return `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}`;
    })
    .join('');
}

/** Finds stem ends on the cap line and the baseline and puts level feet there. */
function feet(path: string, length: number): string {
  let added = '';
  for (const piece of path.split('M').slice(1)) {
    if (piece.includes('Z')) continue;
    const numbers = (piece.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
    const count = numbers.length / 2;
    const at = (index: number): [number, number] => [numbers[index * 2] ?? 0, numbers[index * 2 + 1] ?? 0];
    for (const [end, neighbour] of [
      [at(0), at(1)],
      [at(count - 1), at(count - 2)],
    ] as const) {
      const isUpright = Math.abs(end[1] - neighbour[1]) > Math.abs(end[0] - neighbour[0]) * 0.9;
      if (isUpright && (end[1] === 0 || end[1] === 100)) {
        added += `M${round(end[0] - length)} ${end[1]}L${round(end[0] + length)} ${end[1]}`;
      }
    }
  }
  return added;
}

/** Sets one line of text in the face. Letters the alphabet lacks are left out; see canLetter. */
export function setLine(text: string, face: Face): SetLine {
  const half = face.stem / 2;
  const bearing = half + face.tracking / 2 + face.serif * 0.35;
  const dotRadius = face.stem * 0.62;
  let pen = 0;
  let path = '';
  let hanging = '';
  let hasAccent = false;
  let dots = '';
  const dot = (x: number, y: number): void => {
    // In the pen's coordinates a disc must be squeezed like the pen, or it would come out as an ellipse.
    dots += `<ellipse cx="${round(x)}" cy="${round(y)}" rx="${round(dotRadius)}" ry="${round(dotRadius)}"/>`;
  };
  for (const { base, marks } of lettersOf(text)) {
    const glyph = glyphFor(base);
    if (glyph === undefined) continue;
    const width = glyph.width * face.stretch;
    if (base === ' ') {
      pen += width + face.tracking + 18;
      continue;
    }
    const left = pen + bearing;
    const body = movePath(glyph.path, face.stretch, left);
    if (reachesBeyondBody(glyph.path)) hanging += body;
    else path += overshoot(body, face.stem * 0.6);
    if (face.serif > 0) path += feet(body, face.serif);
    for (const [x, y] of glyph.dots ?? []) dot(left + x * face.stretch, y);
    for (const mark of marks) {
      const accent = accentFor(mark);
      if (accent === undefined) continue;
      hasAccent ||= !BELOW.has(mark);
      const middle = left + width / 2;
      hanging += movePath(accent.path, Math.max(0.7, face.stretch), middle);
      for (const [x, y] of accent.dots ?? []) dot(middle + x * Math.max(0.7, face.stretch), y);
    }
    pen = left + width + bearing;
  }
  const toCapHeight = 100 / (100 + face.bar);
  return {
    width: Math.max(1, pen - face.tracking) * toCapHeight,
    rise: hasAccent ? 38 * toCapHeight : 0,
    draw(x, y, capHeight, colour, ground) {
      const scale = capHeight / (100 + face.bar);
      // The pen is a circle in its own coordinates; squeezing them by bar/stem makes level strokes thinner.
      const squeeze = face.bar / face.stem;
      const shear = Math.tan((face.slant * Math.PI) / 180);
      const place = `matrix(${round4(scale)} 0 ${round4(-shear * scale)} ${round4(scale)} ${round(x - (face.tracking / 2) * scale)} ${round(y - (100 + face.bar / 2) * scale)})`;
      const shift = shear * 100;
      const half = face.bar / 2;
      const trim = `trim${Math.round(x)}x${Math.round(y)}x${Math.round(capHeight)}`;
      const stroke = (data: string, colourName: string, widthUnits: number): string =>
        data === ''
          ? ''
          : `<path d="${squeezePath(data, squeeze)}" fill="none" stroke="${colourName}" stroke-width="${round(widthUnits)}" stroke-linecap="${face.cap}" stroke-linejoin="${face.cap === 'round' ? 'round' : 'miter'}" stroke-miterlimit="8"/>`;
      const inked = (data: string): string =>
        `<g transform="scale(1 ${round4(squeeze)})">${stroke(data, colour, face.stem)}${face.inline > 0 ? stroke(data, ground, face.inline) : ''}</g>`;
      // Slanting strokes are drawn too long and trimmed to the body, so that all letters stand level.
      const clip = `<clipPath id="${trim}"><rect x="${round(-face.stem * 4)}" y="${round(-half)}" width="${round(pen + face.stem * 8)}" height="${round(100 + face.bar)}"/></clipPath>`;
      return `<g transform="${place} translate(${round(shift)} 0)">${clip}<g clip-path="url(#${trim})">${inked(path)}</g>${inked(hanging)}<g fill="${colour}">${dots}</g></g>`;
    },
  };
}

const round4 = (value: number): string => String(Math.round(value * 10_000) / 10_000);

function squeezePath(path: string, squeeze: number): string {
  let isX = true;
  return path.replace(/-?\d+(?:\.\d+)?|[A-Z]/g, (token) => {
    if (/[A-Z]/.test(token)) {
      isX = true;
      return token;
    }
    const value = isX ? Number(token) : Number(token) / squeeze;
    isX = !isX;
    return `${round(value)} `;
  });
}
