import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detectNfoWriter, otherWriterMessage, writerOfChange, writesByItself } from './other-writers.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../nfo/__fixtures__/${name}.nfo`, import.meta.url), 'utf8');

describe('detectNfoWriter', () => {
  it.each([
    ['radarr-movie', 'radarr'],
    ['sonarr-episodes', 'sonarr'],
    ['sonarr-tvshow', 'sonarr'],
    ['jellyfin-movie', 'jellyfin'],
    ['jellyfin-season', 'jellyfin'],
    ['kodi-movie', 'kodi'],
    ['tinymediamanager-movie', 'tinymediamanager'],
  ] as const)('knows %s', (name, writer) => {
    expect(detectNfoWriter(fixture(name))).toBe(writer);
  });

  it.each([
    ['<movie><lockdata>true</lockdata><uniqueid type="tmdb">1</uniqueid></movie>', 'emby'],
    ['<!-- created on 2024-01-01 - by Emby --><movie/>', 'emby'],
    ['<movie><generator><appname>MediaElch</appname></generator></movie>', 'mediaelch'],
  ] as const)('knows %s', (text, writer) => {
    expect(detectNfoWriter(text)).toBe(writer);
  });

  it('does not guess', () => {
    expect(detectNfoWriter('<movie><title>Alien</title><plot>x</plot></movie>')).toBeNull();
    expect(detectNfoWriter('')).toBeNull();
    expect(detectNfoWriter('Alien.1979.x264 by Radarr')).toBeNull();
  });
});

describe('writerOfChange', () => {
  const radarr = fixture('radarr-movie');
  it('lays a file that was written anew at the door of the program whose marks it bears', () => {
    expect(writerOfChange('<movie><title>Salt</title></movie>', radarr, 0.1)).toBe('radarr');
    expect(writerOfChange(radarr, radarr, 0.8)).toBe('radarr');
    expect(writerOfChange(null, radarr, 0)).toBe('radarr');
  });

  it('does not take a line changed by hand in a patched file for the work of who wrote it first', () => {
    expect(writerOfChange(radarr, radarr.replace('101', '102'), 0.02)).toBe('unknown');
    expect(writerOfChange(null, '<movie/>', 1)).toBe('unknown');
  });
});

it('says what to do about each program', () => {
  expect(otherWriterMessage('radarr')).toMatch(/^Radarr also writes NFO files here\. In Radarr, switch off/);
  expect(writesByItself('radarr')).toBe(true);
  expect(writesByItself('tinymediamanager')).toBe(false);
});
