import { mix } from '../palette.ts';
import { titleColour } from './ridges.ts';
import type { DrawScene } from './scene.ts';
import { disc, px, rect } from './shapes.ts';

/** Bands that bend across the sheet. Motifs: bend, rise, wave. */
export const drawStripes: DrawScene = ({ width, height, palette, motif }) => {
  const unit = Math.min(width, height) / 1000;
  const isTall = height > width;
  const tones = [palette.accent2, palette.base, palette.accent, mix(palette.accent, palette.light, 0.55), palette.mid];
  const u = (value: number): number => value * unit;
  let svg = rect(0, 0, width, height, palette.top);
  const pen = u(isTall ? 62 : 52);
  tones.forEach((tone, index) => {
    const shift = (index - 2) * pen;
    if (motif === 'rise') {
      const cx = width * (isTall ? 0.5 : 0.66);
      const r = u(150) + index * pen;
      const base = height * (isTall ? 0.62 : 0.62);
      svg += `<path d="M${px(cx - r)} ${px(height)}V${px(base)}A${px(r)} ${px(r)} 0 0 1 ${px(cx + r)} ${px(base)}V${px(height)}" fill="none" stroke="${tone}" stroke-width="${px(pen + 1)}"/>`;
    } else if (motif === 'wave') {
      const y = height * (isTall ? 0.62 : 0.55) + shift;
      svg += `<path d="M${px(-pen)} ${px(y + u(120))}C${px(width * 0.3)} ${px(y + u(120))} ${px(width * 0.3)} ${px(y - u(220))} ${px(width * 0.55)} ${px(y - u(220))}S${px(width * 0.8)} ${px(y + u(180))} ${px(width + pen)} ${px(y + u(180))}" fill="none" stroke="${tone}" stroke-width="${px(pen + 1)}"/>`;
    } else {
      const x = width * (isTall ? 0.3 : 0.52) + shift;
      const turn = height * 0.62 + shift;
      const r = u(210) - shift;
      svg += `<path d="M${px(x)} ${px(height + 10)}V${px(turn + r)}A${px(r)} ${px(r)} 0 0 1 ${px(x + r)} ${px(turn)}H${px(width + 10)}" fill="none" stroke="${tone}" stroke-width="${px(pen + 1)}"/>`;
    }
  });
  const spot = titleColour(palette.top, palette);
  if (motif === 'rise') svg += disc(width * (isTall ? 0.5 : 0.66), height * 0.62, u(96), spot);
  else svg += disc(width * (isTall ? 0.72 : 0.82), height * (isTall ? 0.44 : 0.28), u(120), spot);
  const foot = isTall ? rect(0, height * 0.925, width, height * 0.075, palette.ink) : '';
  return {
    svg: svg + foot,
    title: {
      top: 0.06,
      bottom: 0.28,
      anchor: 'top',
      align: 'left',
      colour: titleColour(palette.top, palette),
      ground: palette.top,
    },
    printColour: palette.light,
  };
};
