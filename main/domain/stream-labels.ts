/**
 * The resolution's usual name. Judged by width as well as height, because cinema formats cut the height:
 * 1920×800 is 1080p, 3840×1600 is 2160p. Null when unknown.
 */
export function resolutionLabel(width: number | null, height: number | null): string | null {
  if (width === null || height === null || width <= 0 || height <= 0) return null;
  const steps: [string, number, number][] = [
    ['4320p', 7000, 3800],
    ['2160p', 3200, 1900],
    ['1440p', 2200, 1300],
    ['1080p', 1700, 950],
    ['720p', 1100, 650],
    // PAL and NTSC are both 720 wide: only the height tells them apart.
    ['576p', 900, 540],
    ['480p', 600, 440],
  ];
  const long = Math.max(width, height);
  const short = Math.min(width, height);
  for (const [label, minWidth, minHeight] of steps) {
    if (long >= minWidth || short >= minHeight) return label;
  }
  return `${String(height)}p`;
}

const CODEC_LABELS: Record<string, string> = {
  aac: 'AAC',
  ac3: 'AC-3',
  eac3: 'E-AC-3',
  dts: 'DTS',
  'dts-hd ma': 'DTS-HD MA',
  dtshd_ma: 'DTS-HD MA',
  dtshd_hra: 'DTS-HD HRA',
  truehd: 'TrueHD',
  flac: 'FLAC',
  opus: 'Opus',
  vorbis: 'Vorbis',
  mp3: 'MP3',
  mp2: 'MP2',
};

/** "DTS 5.1", "AAC 2.0", … ; null when nothing is known. */
export function audioLabel(codec: string | null, channels: number | null): string | null {
  if (codec === null) return null;
  const name = codec.startsWith('pcm') ? 'PCM' : (CODEC_LABELS[codec.toLowerCase()] ?? codec.toUpperCase());
  if (channels === null || channels <= 0) return name;
  const layout = channels >= 6 ? `${String(channels - 1)}.1` : `${String(channels)}.0`;
  return `${name} ${layout}`;
}
