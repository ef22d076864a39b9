const CAPTION_PX = 44;
export const GRID_GAP_PX = 24;

export interface GridLayout {
  columns: number;
  cardPx: number;
  imagePx: number;
  /** Height of one line of cards with the gap above it. */
  rowPx: number;
}

/** The least width of a card: wide images need more to be told apart. */
function leastWidthPx(ratio: number): number {
  if (ratio < 1) return 136;
  if (ratio < 1.2) return 156;
  return ratio < 2 ? 220 : 280;
}

/** How many images of this shape (width by height) fit beside each other, and how large they become. CSS pixels. */
export function gridLayout(widthPx: number, ratio: number): GridLayout {
  const least = leastWidthPx(ratio);
  const columns = Math.max(1, Math.floor((widthPx + GRID_GAP_PX) / (least + GRID_GAP_PX)));
  const cardPx = Math.max(0, Math.floor((widthPx - GRID_GAP_PX * (columns - 1)) / columns));
  const imagePx = Math.round(cardPx / ratio);
  return { columns, cardPx, imagePx, rowPx: imagePx + CAPTION_PX + GRID_GAP_PX };
}

/** Positions by line: those that are left out begin on a line of their own. */
export function gridLines(ableCount: number, excludedCount: number, columns: number): number[][] {
  const lines: number[][] = [];
  const add = (first: number, end: number): void => {
    for (let at = first; at < end; at += columns) {
      lines.push(Array.from({ length: Math.min(columns, end - at) }, (_, index) => at + index));
    }
  };
  add(0, ableCount);
  add(ableCount, ableCount + excludedCount);
  return lines;
}

export type GridStep = 'left' | 'right' | 'up' | 'down' | 'first' | 'last';

/** Where a step leads from a position. Up and down keep the column, as far as the line reaches; the ends hold. */
export function stepInGrid(lines: readonly (readonly number[])[], at: number, step: GridStep): number {
  const last = lines.at(-1)?.at(-1) ?? -1;
  if (step === 'first') return Math.min(0, last);
  if (step === 'last') return last;
  if (step === 'left') return Math.max(Math.min(0, last), at - 1);
  if (step === 'right') return Math.min(last, at + 1);
  const line = lines.findIndex((positions) => positions.includes(at));
  const column = lines[line]?.indexOf(at) ?? 0;
  const target = lines[line + (step === 'up' ? -1 : 1)];
  if (line === -1) return Math.min(0, last);
  return target?.[Math.min(column, target.length - 1)] ?? at;
}
