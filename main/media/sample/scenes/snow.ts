import { mix } from '../palette.ts';
import { titleColour } from './ridges.ts';
import type { DrawScene } from './scene.ts';
import { disc, figure, gradient, polygon, px, rect } from './shapes.ts';

/** A small thing in a great white space. Motifs: cabin, walker, pair, bench, tree. */
export const drawSnow: DrawScene = ({ width, height, random, palette, motif }) => {
  const unit = Math.min(width, height) / 1000;
  const isTall = height > width;
  const u = (value: number): number => value * unit;
  const line = height * (isTall ? 0.66 : 0.66);
  const x = width * (isTall ? 0.62 : 0.7);
  let svg = gradient('sky', [
    [0, palette.mid],
    [1, palette.top],
  ]);
  svg += rect(0, 0, width, height, 'url(#sky)');
  svg += gradient('drift', [
    [0, palette.light],
    [1, mix(palette.light, palette.mid, 0.65)],
  ]);
  svg += `<path d="M0 ${px(line + u(40))}C${px(width * 0.3)} ${px(line - u(60))} ${px(width * 0.6)} ${px(line + u(30))} ${px(width)} ${px(line - u(50))}V${px(height)}H0Z" fill="url(#drift)"/>`;
  svg += `<path d="M0 ${px(line + u(210))}C${px(width * 0.35)} ${px(line + u(110))} ${px(width * 0.7)} ${px(line + u(230))} ${px(width)} ${px(line + u(120))}V${px(height)}H0Z" fill="${mix(palette.light, palette.mid, 0.28)}" opacity="0.6"/>`;
  let y = line + u(70);
  if (motif === 'cabin') {
    svg +=
      rect(x - u(110), y - u(110), u(220), u(124), palette.ink) +
      polygon(
        [
          [x - u(150), y - u(104)],
          [x, y - u(214)],
          [x + u(150), y - u(104)],
        ],
        mix(palette.light, palette.mid, 0.1),
      ) +
      polygon(
        [
          [x - u(128), y - u(104)],
          [x, y - u(196)],
          [x + u(128), y - u(104)],
        ],
        palette.ink,
      );
    svg +=
      rect(x + u(44), y - u(226), u(30), u(80), palette.ink) +
      rect(x - u(70), y - u(78), u(46), u(46), palette.accent) +
      rect(x + u(24), y - u(86), u(50), u(100), palette.accent2);
    for (let puff = 0; puff < 7; puff += 1)
      svg += disc(
        x + u(60 + puff * 26),
        y - u(246 + puff * 44),
        u(14 + puff * 8),
        palette.light,
        `opacity="${(0.6 - puff * 0.075).toFixed(2)}"`,
      );
  } else if (motif === 'bench') {
    y += u(30);
    svg +=
      rect(x - u(130), y - u(62), u(260), u(12), palette.ink) +
      rect(x - u(130), y - u(122), u(260), u(12), palette.ink) +
      rect(x - u(130), y - u(96), u(260), u(12), palette.ink);
    for (const dx of [-110, 98]) svg += rect(x + u(dx), y - u(124), u(12), u(140), palette.ink);
    svg += polygon(
      [
        [x - u(30), y - u(64)],
        [x + u(34), y - u(64)],
        [x + u(30), y - u(100)],
        [x - u(24), y - u(102)],
      ],
      palette.accent,
    );
  } else if (motif === 'tree') {
    svg += bare(random, x, y + u(30), u(300), palette.ink);
    svg += figure(x - u(170), y + u(30), u(130), palette.accent, 'dress');
  } else {
    y += u(50);
    for (let step = 0; step < 16; step += 1) {
      const share = step / 15;
      svg += `<ellipse cx="${px(x - share * u(330) + (step % 2) * u(16))}" cy="${px(y + u(14) + share * u(360))}" rx="${px(u(6 + share * 14))}" ry="${px(u(3 + share * 6))}" fill="${palette.base}" opacity="0.75"/>`;
    }
    svg += figure(x, y, u(210), palette.accent, 'coat');
    if (motif === 'pair') svg += figure(x + u(88), y + u(8), u(190), palette.ink, 'dress');
  }
  for (let flake = 0; flake < 190; flake += 1)
    svg += disc(
      random.between(0, 1) * width,
      random.between(0, 1) * height,
      u(random.between(1.4, 6.5)),
      palette.light,
      `opacity="${random.between(0.35, 0.95).toFixed(2)}"`,
    );
  return {
    svg,
    title: {
      top: 0.07,
      bottom: 0.32,
      anchor: 'top',
      align: 'left',
      colour: titleColour(palette.mid, palette),
      ground: palette.mid,
    },
    printColour: palette.ink,
  };
};

function bare(
  random: { between(a: number, b: number): number },
  x: number,
  y: number,
  tall: number,
  ink: string,
): string {
  let path = '';
  const grow = (fx: number, fy: number, angle: number, long: number, pen: number): void => {
    const tx = fx + Math.cos(angle) * long;
    const ty = fy + Math.sin(angle) * long;
    path += `<path d="M${px(fx)} ${px(fy)}L${px(tx)} ${px(ty)}" stroke="${ink}" stroke-width="${px(pen)}" stroke-linecap="round"/>`;
    if (long < tall * 0.07) return;
    for (const turn of [-1, 0.2, 1]) {
      if (turn === 0.2 && long < tall * 0.2) continue;
      grow(tx, ty, angle + turn * random.between(0.32, 0.62), long * random.between(0.6, 0.76), pen * 0.64);
    }
  };
  grow(x, y, -Math.PI / 2, tall * 0.42, tall * 0.085);
  return path;
}
