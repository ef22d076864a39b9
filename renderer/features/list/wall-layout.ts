const CAPTION_PX = 46;

export interface WallLayout {
  columns: number;
  cardPx: number;
  /** Height of one line of cards with the gap below it. */
  rowPx: number;
}

/** How many posters of at least `posterPx` fit beside each other, and how large they become. All in CSS pixels. */
export function wallLayout(widthPx: number, posterPx: number, gapPx: number): WallLayout {
  const columns = Math.max(1, Math.floor((widthPx + gapPx) / (posterPx + gapPx)));
  const cardPx = Math.max(0, Math.floor((widthPx - gapPx * (columns - 1)) / columns));
  return { columns, cardPx, rowPx: Math.round(cardPx * 1.5) + CAPTION_PX + gapPx };
}
