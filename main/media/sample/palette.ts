/** The colours of one film's poster and fanart, as CSS hex. */
export interface Palette {
  /** Sky from above to the horizon. */
  top: string;
  mid: string;
  base: string;
  /** The darkest tone: silhouettes, foreground. */
  ink: string;
  /** The lightest tone: moon, paper, lettering on dark. */
  light: string;
  accent: string;
  accent2: string;
}

const palette = (...tones: [string, string, string, string, string, string, string]): Palette => {
  const [top, mid, base, ink, light, accent, accent2] = tones;
  return { top, mid, base, ink, light, accent, accent2 };
};

export const PALETTES = {
  dusk: palette('#1c1b3c', '#6d3766', '#ea8559', '#130e20', '#ffe9c9', '#ffb45c', '#c7476a'),
  dawn: palette('#f6d7b4', '#eea983', '#c8666b', '#3a2548', '#fff6e6', '#f4efe0', '#7f4a6b'),
  midnight: palette('#070b1f', '#122048', '#2c4c86', '#04060f', '#e9eefc', '#f5d48a', '#5d86c9'),
  harbour: palette('#0d2a38', '#1f5666', '#7fb0a6', '#071820', '#f2efe0', '#f0b35a', '#d4573f'),
  moss: palette('#dfe3c4', '#9db085', '#52714f', '#15261c', '#f7f4e1', '#e8c15b', '#bd5f35'),
  nightwood: palette('#0a1f22', '#123a38', '#3f7364', '#050f10', '#e6f2dc', '#f7c766', '#8cc0a0'),
  ember: palette('#2a0a0c', '#7a1717', '#d5441f', '#120405', '#fde6c4', '#ffb02e', '#f2702b'),
  poster: palette('#f2e6cf', '#e8cf9f', '#d9482b', '#171414', '#f8f0de', '#d9482b', '#1d5a6e'),
  mustard: palette('#e5b13a', '#d99526', '#b8521f', '#1d1712', '#faf0d8', '#b83a24', '#27474a'),
  gilt: palette('#0b1c26', '#10303a', '#1c4d52', '#071218', '#f6e7c1', '#d9a94a', '#8a5a2a'),
  noir: palette('#0d0e11', '#25282d', '#6d7074', '#050506', '#f1ece0', '#c9c2b2', '#b3261e'),
  cold: palette('#dfe9ee', '#b3c8d6', '#7b9bb3', '#1c2d3f', '#fbfdfe', '#c8432f', '#4f7391'),
  desert: palette('#f3c583', '#e58e4a', '#b4472c', '#2f120f', '#fff0d2', '#5f9ea0', '#7d2b24'),
  violet: palette('#140a2b', '#43207a', '#b04fae', '#0a0516', '#fbe9ff', '#ff7d8f', '#5de0d0'),
  neon: palette('#0b0820', '#2a1059', '#c81d77', '#06040f', '#f6f0ff', '#19e3e3', '#ff4f8b'),
  candy: palette('#fbe3df', '#f6a9a9', '#e4586e', '#38183a', '#fff8f2', '#ffd166', '#2f9c95'),
  bauhaus: palette('#efe7d6', '#e3d6bb', '#2f5d8a', '#1a1a1c', '#faf5e9', '#e2a82b', '#c73e2c'),
  celadon: palette('#d7e6df', '#a6cbbf', '#4f8f8b', '#143037', '#f9fbf4', '#ee7b51', '#2b5f6e'),
  plum: palette('#2b1023', '#5c1f45', '#a84a62', '#16070f', '#f9e6dc', '#e9b872', '#d0637c'),
  slate: palette('#1b2430', '#34475a', '#7f97a8', '#0d1219', '#eef1ee', '#e3b04b', '#b5543c'),
} as const satisfies Record<string, Palette>;

export type PaletteName = keyof typeof PALETTES;
export const PALETTE_NAMES = Object.keys(PALETTES) as [PaletteName, ...PaletteName[]];

/** Mixes two hex colours; share 0 gives the first, 1 the second. */
export function mix(first: string, second: string, share: number): string {
  const channel = (hex: string, at: number): number => Number.parseInt(hex.slice(at, at + 2), 16);
  const parts = [1, 3, 5].map((at) =>
    Math.round(channel(first, at) + (channel(second, at) - channel(first, at)) * Math.min(1, Math.max(0, share)))
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${parts.join('')}`;
}
