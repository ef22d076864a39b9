import { expect, it } from 'vitest';
import { versionedUrl } from './base-url.ts';

it.each([
  ['https://api4.thetvdb.com/v4', 'https://api4.thetvdb.com/v4'],
  ['https://api4.thetvdb.com', 'https://api4.thetvdb.com/v4'],
  ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080/v4'],
  ['https://proxy.example/tvdb/', 'https://proxy.example/tvdb'],
])('asks %s below %s', (set, asked) => {
  expect(versionedUrl(set, '/v4')).toBe(asked);
});
