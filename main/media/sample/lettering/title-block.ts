import { FACES } from './faces.ts';
import type { FaceName } from './faces.ts';
import { setLine } from './set-line.ts';
import type { SetLine } from './set-line.ts';

export interface TitleBlockOptions {
  face: FaceName;
  /** Left edge, width and vertical bounds of the zone, in pixels. */
  x: number;
  width: number;
  top: number;
  bottom: number;
  align: 'left' | 'center' | 'right';
  /** Where the block sits when it is lower than its zone. */
  anchor: 'top' | 'middle' | 'bottom';
  /** Every line scaled to the full width instead of one size for all. */
  isStacked: boolean;
  /** Upper limit of the cap height in pixels. */
  maxCapHeight: number;
  colour: string;
  ground: string;
}

export interface TitleBlock {
  svg: string;
  top: number;
  bottom: number;
}

interface Layout {
  lines: { line: SetLine; cap: number }[];
  height: number;
  score: number;
}

/** All ways to break words into at most four lines, in order. */
function breaks(words: readonly string[], maxLines = 4): string[][] {
  const [first, ...rest] = words;
  if (first === undefined) return [[]];
  if (rest.length === 0) return [[first]];
  const result: string[][] = [];
  for (const tail of breaks(rest, maxLines)) {
    const [head, ...others] = tail;
    result.push([`${first} ${head ?? ''}`, ...others]);
    if (tail.length < maxLines) result.push([first, ...tail]);
  }
  return result;
}

const SMALL_WORDS = new Set(['OF', 'THE', 'A', 'AN', 'AND', 'IN', 'FOR', 'TO', 'AT', 'UNDER', 'WITHOUT', '&']);

function layOut(lines: readonly string[], options: TitleBlockOptions): Layout {
  const face = FACES[options.face];
  const set = lines.map((text) => setLine(text, face));
  const widest = Math.max(...set.map((line) => line.width));
  const common = Math.min(options.maxCapHeight, (options.width * 100) / widest);
  let placed = set.map((line) => ({
    line,
    cap: options.isStacked ? Math.min((options.width * 100) / line.width, options.maxCapHeight) : common,
  }));
  const heightOf = (parts: typeof placed): number =>
    parts.reduce((sum, part) => sum + part.cap * (1 + part.line.rise / 100), 0) + (parts.length - 1) * gap(parts);
  const room = options.bottom - options.top;
  const height = heightOf(placed);
  if (height > room) placed = placed.map((part) => ({ ...part, cap: (part.cap * room) / height }));
  const area = placed.reduce((sum, part) => sum + part.cap * ((part.line.width * part.cap) / 100), 0);
  const dangling = lines.filter((text, index) => {
    const last = text.split(' ').at(-1) ?? '';
    return index < lines.length - 1 && SMALL_WORDS.has(last) && text !== last;
  }).length;
  const orphan = lines.some((text) => SMALL_WORDS.has(text)) && !options.isStacked ? 1 : 0;
  return { lines: placed, height: heightOf(placed), score: area * (1 - 0.25 * dangling - 0.3 * orphan) };
}

const gap = (parts: readonly { cap: number }[]): number =>
  (parts.reduce((sum, part) => sum + part.cap, 0) / parts.length) * 0.34;

/** Breaks a title into the lines that fill its zone best and draws them. */
export function drawTitleBlock(title: string, options: TitleBlockOptions): TitleBlock {
  const words = title.toLocaleUpperCase('en').split(/\s+/);
  let best: Layout | null = null;
  for (const lines of breaks(words)) {
    const layout = layOut(lines, options);
    if (best === null || layout.score > best.score) best = layout;
  }
  if (best === null) return { svg: '', top: options.top, bottom: options.top };
  const room = options.bottom - options.top;
  const slack = Math.max(0, room - best.height);
  const top = options.top + (options.anchor === 'top' ? 0 : options.anchor === 'middle' ? slack / 2 : slack);
  const space = gap(best.lines);
  let y = top;
  let svg = '';
  for (const { line, cap } of best.lines) {
    y += cap * (1 + line.rise / 100);
    const width = (line.width * cap) / 100;
    const free = options.width - width;
    const x = options.x + (options.align === 'left' ? 0 : options.align === 'center' ? free / 2 : free);
    svg += line.draw(x, y, cap, options.colour, options.ground);
    y += space;
  }
  return { svg, top, bottom: y - space };
}
