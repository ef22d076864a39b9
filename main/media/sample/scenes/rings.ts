import { mix } from '../palette.ts';
import { titleColour } from './ridges.ts';
import type { DrawScene } from './scene.ts';
import { disc, figure, gradient, px, rect } from './shapes.ts';

/** Circles within circles. Motifs: tunnel, record, ripple, target, sun. */
export const drawRings: DrawScene = ({ width, height, random, palette, motif }) => {
  const unit = Math.min(width, height) / 1000;
  const isTall = height > width;
  const x = width * (isTall ? 0.5 : 0.68);
  const y = height * (isTall ? 0.57 : 0.5);
  let svg = gradient('ground', [
    [0, palette.top],
    [1, palette.mid],
  ]);
  svg += rect(0, 0, width, height, 'url(#ground)');
  if (motif === 'record') {
    svg += disc(x, y, 420 * unit, palette.ink);
    for (let groove = 0; groove < 26; groove += 1)
      svg += `<circle cx="${px(x)}" cy="${px(y)}" r="${px((404 - groove * 9.6) * unit)}" fill="none" stroke="${palette.light}" stroke-width="${px(unit * 1.6)}" opacity="${random.between(0.08, 0.36).toFixed(2)}"/>`;
    for (const turn of [-38, 142])
      svg += `<path transform="rotate(${turn} ${px(x)} ${px(y)})" d="M${px(x)} ${px(y)}L${px(x + 412 * unit)} ${px(y - 92 * unit)}A${px(422 * unit)} ${px(422 * unit)} 0 0 1 ${px(x + 412 * unit)} ${px(y + 92 * unit)}Z" fill="${palette.light}" opacity="0.13"/>`;
    svg +=
      disc(x, y, 150 * unit, palette.accent) +
      disc(x, y, 132 * unit, palette.accent2) +
      disc(x, y, 92 * unit, palette.accent) +
      disc(x, y, 14 * unit, palette.light);
  } else if (motif === 'tunnel') {
    const steps = 15;
    for (let step = 0; step < steps; step += 1) {
      const share = step / (steps - 1);
      const wobble = (1 - share) * 34 * unit;
      const tone =
        step % 2 ? mix(palette.base, palette.ink, share * 0.7) : mix(palette.accent, palette.mid, share * 0.6);
      svg += disc(
        x + Math.sin(step * 0.9) * wobble,
        y + Math.cos(step * 0.9) * wobble,
        unit * (455 - share * 360),
        step === steps - 1 ? palette.light : tone,
      );
    }
    svg += figure(x, y + 74 * unit, 128 * unit, palette.ink, 'coat');
  } else if (motif === 'ripple') {
    for (let step = 0; step < 13; step += 1) {
      const share = step / 12;
      svg += `<ellipse cx="${px(x)}" cy="${px(y + 60 * unit)}" rx="${px(unit * (40 + step * 62))}" ry="${px(unit * (18 + step * 31))}" fill="none" stroke="${mix(palette.light, palette.base, share)}" stroke-width="${px(unit * (15 - step * 0.85))}"/>`;
    }
    svg += `<path d="M${px(x)} ${px(y - 330 * unit)}C${px(x + 20 * unit)} ${px(y - 250 * unit)} ${px(x + 64 * unit)} ${px(y - 196 * unit)} ${px(x + 64 * unit)} ${px(y - 144 * unit)}A${px(64 * unit)} ${px(64 * unit)} 0 0 1 ${px(x - 64 * unit)} ${px(y - 144 * unit)}C${px(x - 64 * unit)} ${px(y - 196 * unit)} ${px(x - 20 * unit)} ${px(y - 250 * unit)} ${px(x)} ${px(y - 330 * unit)}Z" fill="${palette.accent}"/>`;
  } else if (motif === 'sun') {
    for (let step = 0; step < 9; step += 1) {
      const size = unit * (430 - step * 44);
      svg += `<path d="M${px(x - size)} ${px(y)}A${px(size)} ${px(size)} 0 0 1 ${px(x + size)} ${px(y)}Z" fill="${[palette.accent, palette.base, palette.accent2][step % 3] ?? palette.base}"/>`;
      svg += `<path d="M${px(x - size)} ${px(y + 12 * unit)}A${px(size)} ${px(size)} 0 0 0 ${px(x + size)} ${px(y + 12 * unit)}Z" fill="${[palette.ink, palette.accent2, palette.mid][step % 3] ?? palette.ink}" opacity="0.9"/>`;
    }
  } else {
    const tones = [palette.light, palette.accent2, palette.light, palette.ink, palette.accent];
    for (let step = 0; step < 8; step += 1)
      svg += disc(
        x - step * 13 * unit,
        y + step * 9 * unit,
        unit * (430 - step * 53),
        tones[step % tones.length] ?? palette.ink,
      );
  }
  return {
    svg,
    title: {
      top: 0.06,
      bottom: 0.25,
      anchor: 'middle',
      align: 'center',
      colour: titleColour(palette.top, palette),
      ground: palette.top,
    },
    printColour: titleColour(palette.mid, palette),
  };
};
