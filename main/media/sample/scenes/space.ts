import { mix } from '../palette.ts';
import type { DrawScene } from './scene.ts';
import { disc, figure, glow, gradient, line, px, radial, rect } from './shapes.ts';

/** A planet among stars. Motifs: ring, crescent, walker, orbits. */
export const drawSpace: DrawScene = ({ width, height, random, palette, motif }) => {
  const unit = Math.min(width, height) / 1000;
  const isTall = height > width;
  const x = width * (isTall ? 0.5 : 0.66);
  const y = height * (motif === 'walker' ? 0.45 : isTall ? 0.45 : 0.5);
  const radius = unit * (motif === 'ring' ? 225 : motif === 'orbits' ? 110 : 290);
  let svg = gradient('sky', [
    [0, mix(palette.top, palette.ink, 0.55)],
    [0.6, mix(palette.top, palette.ink, 0.2)],
    [1, mix(palette.mid, palette.top, 0.35)],
  ]);
  svg += rect(0, 0, width, height, 'url(#sky)');
  svg += glow('cloud1', width * 0.2, height * 0.3, unit * 640, palette.mid, 0.55);
  svg += glow('cloud2', width * 0.9, height * 0.72, unit * 700, palette.accent2, 0.26);
  for (let star = 0; star < 330; star += 1) {
    const size = Math.pow(random.between(0, 1), 5) * 4 + 0.8;
    svg += disc(
      random.between(0, 1) * width,
      random.between(0, 1) * height,
      size * unit,
      palette.light,
      `opacity="${random.between(0.25, 0.95).toFixed(2)}"`,
    );
  }
  svg += glow('air', x, y, radius * 1.9, palette.base, 0.55);
  if (motif === 'orbits') {
    for (let orbit = 1; orbit <= 6; orbit += 1) {
      const r = radius + orbit * unit * 62;
      svg += `<circle cx="${px(x)}" cy="${px(y)}" r="${px(r)}" fill="none" stroke="${palette.light}" stroke-width="${px(unit * 1.8)}" opacity="${(0.75 - orbit * 0.08).toFixed(2)}"/>`;
      const angle = random.between(0, Math.PI * 2);
      svg += disc(
        x + Math.cos(angle) * r,
        y + Math.sin(angle) * r,
        unit * random.between(9, 26),
        orbit % 2 ? palette.accent : palette.accent2,
      );
    }
  }
  svg += gradient(
    'globe',
    [
      [0, mix(palette.accent, palette.light, 0.35)],
      [0.45, palette.base],
      [1, mix(palette.mid, palette.ink, 0.4)],
    ],
    [0.1, 0, 0.8, 1],
  );
  const tilt = random.between(-26, -14);
  const ring = (half: 'back' | 'front'): string => {
    let bands = '';
    for (let band = 0; band < 5; band += 1) {
      const rx = radius * (1.45 + band * 0.14);
      const sweep = half === 'back' ? 1 : 0;
      bands += `<path d="M${px(-rx)} 0A${px(rx)} ${px(rx * 0.24)} 0 0 ${sweep} ${px(rx)} 0" fill="none" stroke="${band % 2 ? palette.accent : palette.light}" stroke-width="${px(radius * (band === 1 ? 0.11 : 0.05))}" opacity="${half === 'back' ? 0.5 : 0.85}"/>`;
    }
    return `<g transform="translate(${px(x)} ${px(y)}) rotate(${px(tilt)})">${bands}</g>`;
  };
  if (motif === 'ring') svg += ring('back');
  svg += `<clipPath id="ball"><circle cx="${px(x)}" cy="${px(y)}" r="${px(radius)}"/></clipPath>`;
  svg += disc(x, y, radius, 'url(#globe)');
  let bands = '';
  for (let band = 0; band < 9; band += 1) {
    const by = y - radius + (band + random.between(0.1, 0.8)) * radius * 0.22;
    bands += `<ellipse cx="${px(x)}" cy="${px(by)}" rx="${px(radius * 1.3)}" ry="${px(radius * random.between(0.02, 0.075))}" fill="${random.chance(0.5) ? palette.light : palette.ink}" opacity="0.13"/>`;
  }
  svg += `<g clip-path="url(#ball)"><g transform="rotate(${px(tilt)} ${px(x)} ${px(y)})">${bands}</g>`;
  const shift = motif === 'crescent' ? 0.36 : 0.55;
  svg += radial('night', [
    [0, palette.ink, 0],
    [0.5, palette.ink, 0],
    [0.8, palette.ink, 0.62],
    [1, palette.ink, 0.95],
  ]);
  svg += disc(x - radius * (1 - shift) * 0.9, y - radius * (1 - shift) * 0.8, radius * 2.1, 'url(#night)');
  svg += '</g>';
  if (motif === 'ring') svg += ring('front');
  if (motif === 'crescent') {
    svg += disc(x + radius * 0.9, y - radius * 0.78, radius * 0.2, mix(palette.light, palette.accent, 0.3));
    svg += line(
      x - radius * 2,
      y + radius * 1.7,
      x + radius * 0.5,
      y - radius * 0.1,
      palette.light,
      unit * 2.4,
      'opacity="0.85"',
    );
    svg += disc(x + radius * 0.5, y - radius * 0.1, unit * 8, palette.light);
  }
  if (motif === 'walker') {
    const hill = height * 0.82;
    svg += `<path d="M0 ${px(hill + unit * 60)}C${px(width * 0.3)} ${px(hill - unit * 40)} ${px(width * 0.55)} ${px(hill - unit * 20)} ${px(width)} ${px(hill + unit * 90)}V${px(height)}H0Z" fill="${palette.ink}"/>`;
    svg += figure(x, hill + unit * 6, unit * 170, palette.ink, 'plain');
    svg += disc(x, hill - unit * 150, unit * 21, palette.ink);
  }
  const isLow = motif !== 'walker';
  return {
    svg,
    title: {
      top: isLow ? 0.7 : 0.06,
      bottom: isLow ? 0.87 : 0.2,
      anchor: isLow ? 'bottom' : 'top',
      align: 'center',
      colour: palette.light,
      ground: palette.ink,
    },
    printColour: mix(palette.light, palette.mid, 0.3),
  };
};
