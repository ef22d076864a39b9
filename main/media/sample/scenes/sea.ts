import { mix } from '../palette.ts';
import { titleColour } from './ridges.ts';
import type { DrawScene } from './scene.ts';
import { birds, disc, glow, gradient, polygon, px, rect } from './shapes.ts';

/** Rows of waves. Motifs: boat, lighthouse, steamer, whale, swimmer. */
export const drawSea: DrawScene = ({ width, height, random, palette, motif }) => {
  const unit = Math.min(width, height) / 1000;
  const isTall = height > width;
  const horizon = height * (isTall ? 0.52 : 0.5);
  const x = width * (isTall ? random.between(0.42, 0.58) : 0.68);
  let svg = gradient('sky', [
    [0, palette.top],
    [0.55, palette.mid],
    [1, mix(palette.base, palette.light, 0.3)],
  ]);
  svg += rect(0, 0, width, horizon + unit * 60, 'url(#sky)');
  svg += glow('halo', x, horizon - unit * 120, unit * 560, palette.light, 0.42);
  svg += disc(x, horizon - unit * 120, unit * 180, mix(palette.accent, palette.light, 0.35));
  if (motif === 'lighthouse')
    svg += lighthouse(
      width * (isTall ? 0.24 : 0.84),
      horizon + unit * 40,
      unit,
      palette.ink,
      palette.light,
      palette.accent,
      isTall,
    );
  const rows = 11;
  for (let row = 0; row < rows; row += 1) {
    const share = row / (rows - 1);
    const y = horizon + Math.pow(share, 1.5) * (height - horizon) * 0.92;
    const swell = unit * (7 + 46 * share);
    const length = unit * (90 + 300 * share);
    const tone = mix(mix(palette.base, palette.mid, 0.3), mix(palette.top, palette.ink, 0.75), Math.pow(share, 0.7));
    if (row === 5)
      svg += vessel(motif, x, y + unit * 12, unit, palette.ink, palette.light, palette.accent, palette.accent2);
    svg += wave(random.between(0, 1) * length, y, width, height, length, swell, tone);
    svg += crest(
      random.between(0, 1) * length,
      y + swell * 0.55,
      width,
      length,
      swell,
      mix(tone, palette.light, 0.45),
      unit * (1.4 + share * 3),
    );
  }
  svg += birds(random, width * 0.2, horizon - unit * 230, unit * 20, mix(palette.ink, palette.mid, 0.2), 5);
  return {
    svg,
    title: {
      top: 0.065,
      bottom: 0.29,
      anchor: 'top',
      align: 'center',
      colour: titleColour(palette.top, palette),
      ground: palette.top,
    },
    printColour: mix(palette.light, palette.base, 0.25),
  };
};

/** One row of pointed waves, in the manner of a woodblock print. */
function waveLine(phase: number, y: number, width: number, length: number, swell: number): string {
  let path = `M${px(-phase - length)} ${px(y)}`;
  for (let x = -phase - length; x < width + length; x += length) {
    path += `C${px(x + length * 0.28)} ${px(y)} ${px(x + length * 0.42)} ${px(y - swell * 0.5)} ${px(x + length * 0.5)} ${px(y - swell)}C${px(x + length * 0.58)} ${px(y - swell * 0.5)} ${px(x + length * 0.72)} ${px(y)} ${px(x + length)} ${px(y)}`;
  }
  return path;
}

const wave = (
  phase: number,
  y: number,
  width: number,
  height: number,
  length: number,
  swell: number,
  fill: string,
): string =>
  `<path d="${waveLine(phase, y, width, length, swell)}V${px(height)}H${px(-phase - length)}Z" fill="${fill}"/>`;

const crest = (
  phase: number,
  y: number,
  width: number,
  length: number,
  swell: number,
  stroke: string,
  pen: number,
): string =>
  `<path d="${waveLine(phase, y, width, length, swell)}" fill="none" stroke="${stroke}" stroke-width="${px(pen)}" opacity="0.42"/>`;

function vessel(
  motif: string,
  x: number,
  y: number,
  unit: number,
  ink: string,
  light: string,
  lamp: string,
  red: string,
): string {
  const u = (value: number): number => value * unit;
  if (motif === 'boat') {
    return (
      polygon(
        [
          [x - u(6), y - u(250)],
          [x - u(6), y - u(40)],
          [x - u(100), y - u(40)],
        ],
        light,
      ) +
      polygon(
        [
          [x + u(4), y - u(230)],
          [x + u(4), y - u(40)],
          [x + u(76), y - u(40)],
        ],
        mix(light, lamp, 0.4),
      ) +
      rect(x - u(5), y - u(264), u(8), u(250), ink) +
      polygon(
        [
          [x - u(124), y - u(30)],
          [x + u(116), y - u(30)],
          [x + u(84), y + u(26)],
          [x - u(94), y + u(26)],
        ],
        ink,
      )
    );
  }
  if (motif === 'steamer') {
    let svg = polygon(
      [
        [x - u(300), y - u(66)],
        [x + u(310), y - u(76)],
        [x + u(270), y + u(30)],
        [x - u(270), y + u(30)],
      ],
      ink,
    );
    svg +=
      rect(x - u(190), y - u(120), u(380), u(56), mix(ink, light, 0.82)) +
      rect(x - u(140), y - u(160), u(260), u(42), mix(ink, light, 0.7));
    for (const dx of [-90, 0, 90]) {
      svg += polygon(
        [
          [x + u(dx - 20), y - u(158)],
          [x + u(dx - 14), y - u(262)],
          [x + u(dx + 26), y - u(262)],
          [x + u(dx + 20), y - u(158)],
        ],
        red,
      );
      svg += polygon(
        [
          [x + u(dx - 15.5), y - u(236)],
          [x + u(dx - 14), y - u(264)],
          [x + u(dx + 26), y - u(264)],
          [x + u(dx + 24.5), y - u(236)],
        ],
        ink,
      );
      for (let puff = 0; puff < 5; puff += 1)
        svg += disc(
          x + u(dx + 10 - puff * 38),
          y - u(290 + puff * 20),
          u(18 + puff * 9),
          mix(ink, light, 0.55),
          `opacity="${(0.42 - puff * 0.07).toFixed(2)}"`,
        );
    }
    for (let pane = 0; pane < 14; pane += 1) svg += rect(x - u(172) + pane * u(26), y - u(102), u(11), u(14), lamp);
    return svg;
  }
  if (motif === 'whale') {
    return `<path d="M${px(x - u(14))} ${px(y + u(40))}C${px(x - u(4))} ${px(y - u(60))} ${px(x - u(6))} ${px(y - u(120))} ${px(x - u(20))} ${px(y - u(160))}C${px(x - u(70))} ${px(y - u(196))} ${px(x - u(150))} ${px(y - u(206))} ${px(x - u(210))} ${px(y - u(182))}C${px(x - u(150))} ${px(y - u(240))} ${px(x - u(60))} ${px(y - u(240))} ${px(x)} ${px(y - u(206))}C${px(x + u(60))} ${px(y - u(240))} ${px(x + u(150))} ${px(y - u(240))} ${px(x + u(210))} ${px(y - u(182))}C${px(x + u(150))} ${px(y - u(206))} ${px(x + u(70))} ${px(y - u(196))} ${px(x + u(26))} ${px(y - u(160))}C${px(x + u(14))} ${px(y - u(120))} ${px(x + u(20))} ${px(y - u(60))} ${px(x + u(44))} ${px(y + u(40))}Z" fill="${ink}"/>`;
  }
  if (motif === 'swimmer') {
    return (
      disc(x, y - u(34), u(32), ink) +
      `<path d="M${px(x + u(34))} ${px(y + u(10))}C${px(x + u(70))} ${px(y - u(150))} ${px(x + u(120))} ${px(y - u(140))} ${px(x + u(158))} ${px(y + u(14))}" fill="none" stroke="${ink}" stroke-width="${px(u(22))}" stroke-linecap="round"/>`
    );
  }
  return '';
}

function lighthouse(
  x: number,
  y: number,
  unit: number,
  ink: string,
  light: string,
  lamp: string,
  isTall: boolean,
): string {
  const u = (value: number): number => value * unit * 0.7;
  const side = isTall ? 1 : -1;
  const lampY = y - u(430);
  let svg = polygon(
    [
      [x, lampY],
      [x + side * u(2200), lampY - u(190)],
      [x + side * u(2200), lampY + u(40)],
    ],
    light,
    'opacity="0.28"',
  );
  svg += polygon(
    [
      [x, lampY],
      [x + side * u(2200), lampY - u(120)],
      [x + side * u(2200), lampY - u(30)],
    ],
    light,
    'opacity="0.3"',
  );
  for (let band = 0; band < 6; band += 1) {
    const [lower, upper] = [60 - band * 4.6, 60 - (band + 1) * 4.6];
    svg += polygon(
      [
        [x - u(lower), y - u(band * 66)],
        [x + u(lower), y - u(band * 66)],
        [x + u(upper), y - u((band + 1) * 66)],
        [x - u(upper), y - u((band + 1) * 66)],
      ],
      band % 2 ? mix(light, ink, 0.08) : ink,
    );
  }
  svg += rect(x - u(42), y - u(408), u(84), u(14), ink) + rect(x - u(24), y - u(462), u(48), u(54), lamp);
  svg += polygon(
    [
      [x - u(34), y - u(460)],
      [x, y - u(512)],
      [x + u(34), y - u(460)],
    ],
    ink,
  );
  svg += `<path d="M${px(x - u(330))} ${px(y + u(70))}C${px(x - u(180))} ${px(y - u(50))} ${px(x + u(150))} ${px(y - u(40))} ${px(x + u(290))} ${px(y + u(70))}Z" fill="${ink}"/>`;
  return svg;
}
