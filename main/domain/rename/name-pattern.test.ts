import { expect, test } from 'vitest';
import { expandPattern, parsePattern } from './name-pattern.ts';
import type { TokenName } from './rename-tokens.ts';

const VALUES: Partial<Record<TokenName, string>> = { Title: 'Alien', Year: '1979', Resolution: '1080p', season: '1' };

function expand(pattern: string, values: Partial<Record<TokenName, string>> = VALUES): string {
  const parsed = parsePattern(pattern);
  if (!parsed.ok) return `error: ${parsed.message}`;
  return expandPattern(parsed.pattern, (token, digits) => (values[token] ?? '').padStart(digits, '0')).join('/');
}

test.each([
  ['{Title} ({Year})', 'Alien (1979)'],
  ['{title}.{YEAR}', 'Alien.1979'],
  ['{Movie Title} ({Release Year})', 'Alien (1979)'],
  ['{Movie_Title}', 'Alien'],
  ['Season {season:00}', 'Season 01'],
  ['{Title}{ (Year)}{ - Edition}{[Resolution]}', 'Alien (1979)[1080p]'],
  ['{Title} [{Resolution}] [{HDR}]', 'Alien [1080p]'],
  ['{Title} {edition-{Edition}} ({Year})', 'Alien (1979)'],
  ['{Title}< - {Edition}>< - {Resolution}>', 'Alien - 1080p'],
  ['{Title} - {Edition} - {Resolution}', 'Alien - 1080p'],
  ['{Title} - {Edition}', 'Alien'],
  ['{Title} {{Year}}', 'Alien {1979}'],
  ['{Title} (a film)', 'Alien (a film)'],
  ['{Title} {tmdb-1}', 'Alien {tmdb-1}'],
  ['{Set}/{Title}', '/Alien'],
  ['Films/{Title} ({Year})', 'Films/Alien (1979)'],
  ['{Title}) odd]', 'Alien) odd]'],
])('%s makes %s', (pattern, name) => {
  expect(expand(pattern)).toBe(name);
});

test.each([
  ['{Titel}', 'is not known'],
  ['{Title', 'is missing'],
  ['<{Title}', 'is missing'],
  ['{Title} ({Year}', 'is missing'],
  ['{Title}>', 'not open'],
  ['{Title}}', 'not open'],
  ['{Title}: {Year}', 'cannot be part of a name'],
  ['{Title}{: Year}', 'no name can have'],
  ['a//b', 'has no name'],
  ['/{Title}', 'has no name'],
])('%s is refused: %s', (pattern, message) => {
  expect(expand(pattern)).toContain(message);
});
