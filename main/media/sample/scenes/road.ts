import { mix } from '../palette.ts';
import { titleColour } from './ridges.ts';
import type { DrawScene } from './scene.ts';
import { birds, disc, figure, glow, gradient, line, polygon, px, rect } from './shapes.ts';

/** A road to the horizon. Motifs: car, poles, mesa, rider, rails. */
export const drawRoad: DrawScene = ({ width, height, random, palette, motif }) => {
  const unit = Math.min(width, height) / 1000;
  const isTall = height > width;
  const u = (value: number): number => value * unit;
  const horizon = height * (isTall ? 0.58 : 0.6);
  const x = width * (isTall ? 0.5 : 0.64);
  let svg = gradient('sky', [
    [0, palette.top],
    [0.7, palette.mid],
    [1, mix(palette.mid, palette.light, 0.5)],
  ]);
  svg += rect(0, 0, width, horizon + 2, 'url(#sky)');
  svg += glow('halo', x, horizon - u(130), u(620), palette.light, 0.5);
  const bands = 9;
  for (let band = 0; band < bands; band += 1) {
    const top = horizon - u(340) + band * u(41);
    svg += `<clipPath id="band${band}"><rect x="0" y="${px(top)}" width="${px(width)}" height="${px(u(41 - band * 2.6))}"/></clipPath>`;
    svg += `<g clip-path="url(#band${band})">${disc(x, horizon - u(130), u(212), mix(palette.light, palette.base, 0.12 + band * 0.07))}</g>`;
  }
  for (const [share, tone] of [
    [0.62, 0.25],
    [1, 0.55],
  ] as const) {
    let points: [number, number][] = [[0, horizon + 4]];
    for (let at = 0; at < width;) {
      const w = u(random.between(110, 260));
      const tall = random.chance(0.55) ? u(random.between(50, 150)) * share : u(random.between(6, 30));
      const clear = Math.abs(at + w / 2 - x) < u(170) ? 0.18 : 1;
      points.push(
        [at + u(12), horizon - tall * clear * 0.72],
        [at + u(34), horizon - tall * clear],
        [at + w - u(34), horizon - tall * clear],
        [at + w - u(10), horizon - tall * clear * 0.7],
      );
      at += w;
    }
    points = [...points, [width, horizon + 4]];
    svg += polygon(points, mix(palette.base, palette.ink, tone));
  }
  svg += gradient('sand', [
    [0, palette.base],
    [1, mix(palette.base, palette.ink, 0.72)],
  ]);
  svg += rect(0, horizon, width, height - horizon, 'url(#sand)');
  svg += polygon(
    [
      [x - u(9), horizon],
      [x + u(9), horizon],
      [x + u(520), height],
      [x - u(520), height],
    ],
    mix(palette.ink, palette.base, 0.12),
  );
  const lane = motif === 'rails' ? null : palette.accent;
  if (lane !== null) {
    for (let dash = 0; dash < 9; dash += 1) {
      const near = (step: number): number => horizon + Math.pow(step / 9, 2) * (height - horizon);
      const y1 = near(dash + 0.2);
      const y2 = near(dash + 0.72);
      const half = (y: number): number => u(1) + ((y - horizon) / (height - horizon)) * u(22);
      svg += polygon(
        [
          [x - half(y1), y1],
          [x + half(y1), y1],
          [x + half(y2), y2],
          [x - half(y2), y2],
        ],
        mix(palette.light, lane, 0.5),
      );
    }
  } else {
    for (let sleeper = 1; sleeper < 16; sleeper += 1) {
      const share = Math.pow(sleeper / 15, 2);
      const y = horizon + share * (height - horizon);
      svg += rect(
        x - u(12) - share * u(430),
        y,
        u(24) + share * u(860),
        u(2) + share * u(26),
        mix(palette.base, palette.ink, 0.5),
      );
    }
    for (const side of [-1, 1])
      svg += polygon(
        [
          [x + side * u(4), horizon],
          [x + side * u(6), horizon],
          [x + side * u(350), height],
          [x + side * u(306), height],
        ],
        palette.light,
        'opacity="0.9"',
      );
  }
  if (motif === 'poles' || motif === 'car') {
    for (let pole = 1; pole < 7; pole += 1) {
      const share = Math.pow(pole / 6, 2);
      const bx = x + u(20) + share * width * 0.52;
      const by = horizon + share * (height - horizon) * 0.8;
      const tall = u(30) + share * u(720);
      svg +=
        line(bx, by, bx, by - tall, palette.ink, u(2) + share * u(20)) +
        line(bx - tall * 0.13, by - tall * 0.9, bx + tall * 0.13, by - tall * 0.9, palette.ink, u(1.5) + share * u(13));
    }
  }
  if (motif === 'car')
    svg += car(
      x - u(120),
      height * (isTall ? 0.79 : 0.84),
      unit,
      palette.accent2,
      palette.ink,
      palette.light,
      palette.accent,
    );
  if (motif === 'rider') svg += figure(x, horizon + u(150), u(230), palette.ink, 'hat');
  svg += birds(random, width * 0.24, horizon - u(300), u(20), palette.ink, 5);
  return {
    svg,
    title: {
      top: 0.065,
      bottom: 0.285,
      anchor: 'top',
      align: 'center',
      colour: titleColour(palette.top, palette),
      ground: palette.top,
    },
    printColour: mix(palette.light, palette.base, 0.15),
  };
};

function car(x: number, y: number, unit: number, body: string, ink: string, light: string, lamp: string): string {
  return `<g transform="translate(${px(x)} ${px(y)}) scale(${(unit * 1.25).toFixed(3)})"><ellipse cx="0" cy="6" rx="132" ry="12" fill="${ink}" opacity="0.6"/><rect x="-104" y="-28" width="34" height="34" fill="${ink}"/><rect x="70" y="-28" width="34" height="34" fill="${ink}"/><path d="M-118 -14L-122 -66C-120 -84 -104 -88 -92 -90L-66 -138C-60 -146 -50 -148 0 -148C50 -148 60 -146 66 -138L92 -90C104 -88 120 -84 122 -66L118 -14Z" fill="${body}"/><path d="M-74 -92L-56 -130C-52 -136 -46 -136 0 -136C46 -136 52 -136 56 -130L74 -92Z" fill="${ink}"/><path d="M-60 -98L-46 -126L-20 -128L-40 -98Z" fill="${light}" opacity="0.5"/><rect x="-112" y="-66" width="38" height="16" rx="8" fill="${lamp}"/><rect x="74" y="-66" width="38" height="16" rx="8" fill="${lamp}"/><rect x="-122" y="-34" width="244" height="10" fill="${light}"/><rect x="-24" y="-58" width="48" height="17" fill="${light}"/></g>`;
}
