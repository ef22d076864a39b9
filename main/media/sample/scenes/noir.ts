import { mix } from '../palette.ts';
import type { DrawScene } from './scene.ts';
import { figure, glow, gradient, line, polygon, px, rect } from './shapes.ts';

/** Hard diagonal light. Motifs: blinds, doorway, lamp, stairs. */
export const drawNoir: DrawScene = ({ width, height, random, palette, motif }) => {
  const unit = Math.min(width, height) / 1000;
  const isTall = height > width;
  const x = width * (isTall ? 0.56 : 0.68);
  const floor = height * (isTall ? 0.76 : 0.86);
  const u = (value: number): number => value * unit;
  let svg = gradient(
    'wall',
    [
      [0, mix(palette.mid, palette.ink, 0.3)],
      [0.5, mix(palette.mid, palette.top, 0.4)],
      [1, palette.ink],
    ],
    [0, 0, 0.7, 1],
  );
  svg += rect(0, 0, width, height, 'url(#wall)');
  if (motif === 'doorway') {
    svg += rect(0, 0, width, height, mix(palette.top, palette.ink, 0.35));
    svg += gradient('lit', [
      [0, palette.light],
      [1, palette.accent],
    ]);
    svg += polygon(
      [
        [x - u(120), floor],
        [x + u(120), floor],
        [x - u(210), height + u(120)],
        [x - u(760), height + u(120)],
      ],
      palette.accent,
      'opacity="0.5"',
    );
    svg += rect(x - u(120), floor - u(560), u(240), u(560), 'url(#lit)');
    svg += polygon(
      [
        [x - u(24), floor],
        [x + u(24), floor],
        [x - u(390), height + u(120)],
        [x - u(540), height + u(120)],
      ],
      palette.ink,
      'opacity="0.85"',
    );
    svg += figure(x, floor + u(10), u(400), palette.ink, 'hat');
  } else if (motif === 'lamp') {
    svg += rect(0, 0, width, height, mix(palette.top, palette.ink, 0.3));
    const lampY = floor - u(640);
    svg += gradient('cone', [
      [0, palette.light, 0.85],
      [1, palette.light, 0.06],
    ]);
    svg += polygon(
      [
        [x - u(30), lampY],
        [x + u(30), lampY],
        [x + u(330), floor + u(30)],
        [x - u(330), floor + u(30)],
      ],
      'url(#cone)',
    );
    svg += `<ellipse cx="${px(x)}" cy="${px(floor + u(30))}" rx="${px(u(345))}" ry="${px(u(62))}" fill="${palette.light}" opacity="0.55"/>`;
    svg += glow('bulb', x, lampY, u(220), palette.light, 0.9);
    svg +=
      line(x + u(190), floor + u(60), x + u(190), lampY - u(60), palette.ink, u(13)) +
      line(x + u(190), lampY - u(56), x, lampY - u(56), palette.ink, u(10));
    svg += polygon(
      [
        [x - u(52), lampY],
        [x - u(20), lampY - u(54)],
        [x + u(20), lampY - u(54)],
        [x + u(52), lampY],
      ],
      palette.ink,
    );
    svg += figure(x - u(30), floor + u(36), u(330), palette.ink, 'hat');
  } else if (motif === 'stairs') {
    svg += rect(0, 0, width, height, mix(palette.top, palette.ink, 0.5));
    svg += glow('landing', width * (isTall ? 0.62 : 0.78), floor - u(430), u(620), palette.accent, 0.85);
    const steps = 11;
    for (let step = 0; step < steps; step += 1) {
      const sy = floor + u(110) - step * u(76);
      const sx = width * (isTall ? -0.05 : 0.25) + step * u(86);
      svg += rect(sx, sy, width, u(76), mix(palette.light, palette.ink, 0.25 + 0.62 * (1 - step / steps)));
      svg += rect(sx, sy + u(12), width, u(66), mix(palette.mid, palette.ink, 0.4 + 0.4 * (1 - step / steps)));
    }
    const foot = 6;
    svg += figure(
      width * (isTall ? -0.05 : 0.25) + foot * u(86) + u(60),
      floor + u(114) - foot * u(76),
      u(340),
      palette.ink,
      'dress',
    );
  } else {
    const slats = 13;
    for (let slat = 0; slat < slats; slat += 1) {
      const sy = height * 0.24 + slat * u(62);
      svg += polygon(
        [
          [-u(40), sy + u(150)],
          [width + u(40), sy - u(180)],
          [width + u(40), sy - u(146)],
          [-u(40), sy + u(188)],
        ],
        palette.light,
        `opacity="${(0.62 - Math.abs(slat - 6) * 0.055).toFixed(2)}"`,
      );
    }
    svg += `<g opacity="0.55">${figure(x + u(210), height * 1.02, u(1010), palette.ink, 'hat')}</g>`;
    svg += figure(x - u(40), height * 1.03, u(900), palette.ink, 'hat');
  }
  for (let speck = 0; speck < 40; speck += 1) {
    svg += `<circle cx="${px(random.between(0, 1) * width)}" cy="${px(random.between(0, 1) * height)}" r="${px(u(random.between(0.6, 2)))}" fill="${palette.light}" opacity="0.25"/>`;
  }
  svg += gradient('shade', [
    [0, palette.ink, 0.72],
    [0.34, palette.ink, 0],
    [0.72, palette.ink, 0],
    [1, palette.ink, 0.92],
  ]);
  svg += rect(0, 0, width, height, 'url(#shade)');
  const accentBar = isTall ? rect(0, height * 0.05, u(16), height * 0.19, palette.accent2) : '';
  return {
    svg: svg + accentBar,
    title: { top: 0.05, bottom: 0.24, anchor: 'middle', align: 'left', colour: palette.light, ground: palette.ink },
    printColour: mix(palette.light, palette.mid, 0.2),
  };
};
