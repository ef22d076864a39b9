const LINES: Record<string, readonly [string, string]> = {
  eng: ['Nobody has asked me that before.', 'Then it is time somebody did.'],
  fra: ['On ne m’a jamais demandé ça.', 'Alors il était temps.'],
  ger: ['Das hat mich noch niemand gefragt.', 'Dann wird es Zeit.'],
  cze: ['Na to se mě ještě nikdo neptal.', 'Tak už bylo na čase.'],
  tur: ['Bunu bana daha önce kimse sormadı.', 'O zaman tam sırası.'],
};

/** A two-line SubRip file in the language the suffix begins with (`eng`, `ger.sdh`); UTF-8. */
export function sampleSubtitle(suffix: string): Uint8Array {
  const language = suffix.split('.')[0] ?? '';
  const [first, second] = LINES[language] ?? LINES['eng'] ?? ['', ''];
  const cue = suffix.endsWith('sdh') ? `[♪] ${first}` : first;
  return Buffer.from(
    `1\n00:00:00,200 --> 00:00:01,100\n${cue}\n\n2\n00:00:01,200 --> 00:00:02,000\n${second}\n`,
    'utf8',
  );
}
