import sharp from 'sharp';

import { mix, PALETTE_NAMES, PALETTES } from './palette.ts';
import { disc, gradient, px, rect } from './scenes/shapes.ts';
import { createSeededRandom } from './seeded-random.ts';

/** Draws a portrait of a person who does not exist, 400×600 JPEG: a cut-paper bust in colours chosen by the name. */
export function drawPortrait(name: string): Promise<Buffer> {
  const random = createSeededRandom(`portrait/${name}`);
  const palette = PALETTES[random.pick(PALETTE_NAMES)];
  const skin = random.pick(['#f0c9a4', '#d9a273', '#b97d52', '#8a5a3a', '#5f3b28', '#f6d9bd']);
  const hair = random.pick(['#1d1714', '#3b2618', '#7a4a22', '#b98a4a', '#c9c4bc', '#5c1f1a']);
  const shade = mix(skin, '#2a1420', 0.2);
  const isLong = random.chance(0.5);
  let svg = gradient('ground', [
    [0, palette.mid],
    [1, palette.base],
  ]);
  svg += rect(0, 0, 400, 600, 'url(#ground)') + disc(200, 230, 168, palette.accent, 'opacity="0.5"');
  if (isLong) svg += `<path d="M90 210C90 90 310 90 310 210L326 400L74 400Z" fill="${hair}"/>`;
  svg += `<path d="M30 600C34 470 104 424 200 420C296 424 366 470 370 600Z" fill="${palette.ink}"/>`;
  svg += `<path d="M160 330L160 424C180 458 220 458 240 424L240 330Z" fill="${shade}"/>`;
  svg += `<path d="M112 214C112 130 154 104 200 104C246 104 288 130 288 214C288 300 246 368 200 368C154 368 112 300 112 214Z" fill="${skin}"/>`;
  svg += `<path d="M200 104C246 104 288 130 288 214C288 300 246 368 200 368Z" fill="${shade}" opacity="0.45"/>`;
  const parting = random.between(150, 250);
  svg += `<path d="M100 226C92 110 150 76 204 78C262 80 308 116 300 226C286 190 264 166 ${px(parting)} 150C150 160 118 190 100 226Z" fill="${hair}"/>`;
  if (random.chance(0.3)) {
    svg += `<g fill="none" stroke="${palette.ink}" stroke-width="7"><circle cx="160" cy="236" r="30"/><circle cx="240" cy="236" r="30"/><path d="M190 232L210 232"/></g>`;
  }
  svg += `<path d="M146 236L176 236M224 236L254 236M178 314L222 314" stroke="${mix(skin, '#20101a', 0.75)}" stroke-width="7" stroke-linecap="round"/>`;
  svg += `<path d="M200 240L192 282L208 284" stroke="${shade}" stroke-width="6" fill="none" stroke-linecap="round"/>`;
  const body = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="600">${svg}</svg>`;
  return sharp(Buffer.from(body)).jpeg({ quality: 82 }).toBuffer();
}
