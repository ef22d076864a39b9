import type { SeededRandom } from '../seeded-random.ts';

/** Rounds to a tenth of a pixel: shorter SVG, same picture. */
export const px = (value: number): string => String(Math.round(value * 10) / 10);

export function rect(x: number, y: number, width: number, height: number, fill: string, extra = ''): string {
  return `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" fill="${fill}" ${extra}/>`;
}

export function disc(x: number, y: number, radius: number, fill: string, extra = ''): string {
  return `<circle cx="${px(x)}" cy="${px(y)}" r="${px(radius)}" fill="${fill}" ${extra}/>`;
}

export function polygon(points: readonly (readonly [number, number])[], fill: string, extra = ''): string {
  return `<polygon points="${points.map(([x, y]) => `${px(x)},${px(y)}`).join(' ')}" fill="${fill}" ${extra}/>`;
}

export function line(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  stroke: string,
  width: number,
  extra = '',
): string {
  return `<path d="M${px(x1)} ${px(y1)}L${px(x2)} ${px(y2)}" stroke="${stroke}" stroke-width="${px(width)}" fill="none" ${extra}/>`;
}

/** A gradient from top to bottom (or along the given direction), ready to be named as `url(#id)`. */
export function gradient(
  id: string,
  stops: readonly (readonly [number, string, number?])[],
  direction: readonly [number, number, number, number] = [0, 0, 0, 1],
): string {
  const [x1, y1, x2, y2] = direction;
  return `<linearGradient id="${id}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}">${stopList(stops)}</linearGradient>`;
}

export function radial(
  id: string,
  stops: readonly (readonly [number, string, number?])[],
  centre = [0.5, 0.5],
): string {
  return `<radialGradient id="${id}" cx="${centre[0] ?? 0.5}" cy="${centre[1] ?? 0.5}" r="0.5" fx="${centre[0] ?? 0.5}" fy="${centre[1] ?? 0.5}">${stopList(stops)}</radialGradient>`;
}

const stopList = (stops: readonly (readonly [number, string, number?])[]): string =>
  stops
    .map(([at, colour, opacity]) => `<stop offset="${at}" stop-color="${colour}" stop-opacity="${opacity ?? 1}"/>`)
    .join('');

/** A soft glow around a point. */
export function glow(id: string, x: number, y: number, radius: number, colour: string, strength: number): string {
  return (
    radial(id, [
      [0, colour, strength],
      [0.35, colour, strength * 0.45],
      [1, colour, 0],
    ]) + disc(x, y, radius, `url(#${id})`)
  );
}

/** A standing person seen from behind, feet at (x, y); a silhouette in one colour. */
export function figure(
  x: number,
  y: number,
  height: number,
  colour: string,
  wears: 'plain' | 'coat' | 'hat' | 'dress' = 'plain',
): string {
  const bodies = {
    plain:
      'M-6 -85L6 -85C13 -83 16 -78 17 -68L20 -40L15.5 -39L13 -60L13 -28L11.5 0L3 0L1 -38L-1 -38L-3 0L-11.5 0L-13 -28L-13 -60L-15.5 -39L-20 -40L-17 -68C-16 -78 -13 -83 -6 -85Z',
    coat: 'M-6 -85L6 -85C14 -83 16 -78 17 -68L20 -36L15 -35L14 -50L18 -18L8 -17L7 0L1.5 0L0 -16L-1.5 0L-7 0L-8 -17L-18 -18L-14 -50L-15 -35L-20 -36L-17 -68C-16 -78 -14 -83 -6 -85Z',
    hat: 'M-6 -85L6 -85C15 -83 17 -78 18 -68L21 -36L16 -35L14 -50L19 -16L8 -15L7 0L1.5 0L0 -15L-1.5 0L-7 0L-8 -15L-19 -16L-14 -50L-16 -35L-21 -36L-18 -68C-17 -78 -15 -83 -6 -85ZM-14 -96C-6 -99 6 -99 14 -96L14 -95C6 -93 -6 -93 -14 -95ZM-8 -96L-6.5 -104C-3 -106 3 -106 6.5 -104L8 -96Z',
    dress:
      'M-5 -85L5 -85C11 -83 13 -78 14 -68L17 -42L13 -41L9 -62L8 -52L21 -8L5 -7L4 0L1 0L0 -7L-1 0L-4 0L-5 -7L-21 -8L-8 -52L-9 -62L-13 -41L-17 -42L-14 -68C-13 -78 -11 -83 -5 -85Z',
  };
  const scale = height / 102;
  return `<g fill="${colour}" transform="translate(${px(x)} ${px(y)}) scale(${Math.round(scale * 1000) / 1000})"><ellipse cx="0" cy="-94" rx="6.8" ry="8"/><path d="${bodies[wears]}"/></g>`;
}

/** The outline of a hilly skyline as points from left to right, heights by midpoint displacement. */
export function skyline(
  random: SeededRandom,
  width: number,
  base: number,
  relief: number,
  roughness = 0.52,
): [number, number][] {
  const steps = 128;
  const heights: number[] = Array.from({ length: steps + 1 }, () => 0);
  heights[0] = random.between(-1, 1);
  heights[steps] = random.between(-1, 1);
  for (let span = steps, swing = 1; span > 1; span /= 2, swing *= roughness) {
    for (let at = span / 2; at < steps; at += span) {
      const around = ((heights[at - span / 2] ?? 0) + (heights[at + span / 2] ?? 0)) / 2;
      heights[at] = around + random.between(-swing, swing);
    }
  }
  return heights.map((height, index) => [(width * index) / steps, base - height * relief]);
}

/** Fills the area below a line of points down to the bottom. */
export function ground(points: readonly (readonly [number, number])[], bottom: number, fill: string): string {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return '';
  return polygon([...points, [last[0], bottom], [first[0], bottom]], fill);
}

/** A flock of small birds. */
export function birds(random: SeededRandom, x: number, y: number, size: number, colour: string, count = 5): string {
  let path = '';
  for (let index = 0; index < count; index += 1) {
    const bx = x + random.between(-1, 1) * size * 6;
    const by = y + random.between(-1, 1) * size * 2.4;
    const s = size * random.between(0.5, 1);
    path += `M${px(bx - s)} ${px(by - s * 0.3)}C${px(bx - s * 0.5)} ${px(by - s * 0.6)} ${px(bx - s * 0.2)} ${px(by - s * 0.3)} ${px(bx)} ${px(by)}C${px(bx + s * 0.2)} ${px(by - s * 0.3)} ${px(bx + s * 0.5)} ${px(by - s * 0.6)} ${px(bx + s)} ${px(by - s * 0.3)}`;
  }
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${px(size * 0.16)}" stroke-linecap="round"/>`;
}
