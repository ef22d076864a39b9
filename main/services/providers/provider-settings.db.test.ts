import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TestDeps, testDeps } from './__testing__/test-deps.ts';
import { type Environment, ProviderSettings } from './provider-settings.ts';

let deps: TestDeps;
beforeEach(() => {
  deps = testDeps();
});
afterEach(() => {
  deps.sample.close();
});

const open = (env: Environment = {}): ProviderSettings => new ProviderSettings({ ...deps, env });

describe('keys', () => {
  test('are stored sealed, and can be had again after a restart', async () => {
    const settings = open();
    expect(settings.hasKey('tmdb')).toBe(false);
    expect(settings.isUsable('tmdb')).toBe(false);
    expect(await settings.key('tmdb')).toBeNull();
    await settings.update('tmdb', { key: 'plain-key' });
    expect(await settings.key('tmdb')).toBe('plain-key');
    const stored = deps.sample.one('SELECT key_cipher FROM provider_settings') as Buffer;
    expect(stored.toString()).not.toContain('plain-key');
    expect(await open().key('tmdb')).toBe('plain-key');
    expect(open().isUsable('tmdb')).toBe(true);
    await settings.update('tmdb', { key: null });
    expect(await settings.key('tmdb')).toBeNull();
    expect(open().hasKey('tmdb')).toBe(false);
  });

  test('of two kinds do not touch each other, and neither does anything else', async () => {
    const settings = open();
    await Promise.all([settings.update('tvdb', { key: 'one' }), settings.update('tvdb', { secondKey: 'two' })]);
    await settings.update('tvdb', { isEnabled: false });
    expect([await settings.key('tvdb'), await settings.secondKey('tvdb'), settings.hasSecondKey('tvdb')]).toEqual([
      'one',
      'two',
      true,
    ]);
    expect(settings.isUsable('tvdb')).toBe(false);
  });

  test('of the environment win, and cannot be changed here', async () => {
    await open().update('tmdb', { key: 'stored' });
    const settings = open({ METARR_TMDB_TOKEN: ' given ', METARR_OMDB_KEY: '  ' });
    expect(await settings.key('tmdb')).toBe('given');
    expect(settings.isKeyFromEnvironment('tmdb')).toBe(true);
    expect(settings.isKeyFromEnvironment('omdb')).toBe(false);
    await expect(settings.update('tmdb', { key: 'other' })).rejects.toMatchObject({ code: 'conflict' });
    await settings.update('tmdb', { isEnabled: false });
    expect(await open().key('tmdb')).toBe('stored');
  });

  test('that cannot be opened any more are none, and say so without showing anything', async () => {
    await open().update('omdb', { key: 'abc' });
    deps.secrets.isBroken = true;
    const settings = open();
    expect(await settings.key('omdb')).toBeNull();
    expect(settings.hasKey('omdb')).toBe(false);
    expect(deps.log).toHaveLength(1);
    expect(deps.log.join()).not.toMatch(/abc|cba/);
    deps.secrets.isBroken = false;
    await settings.update('omdb', { key: 'new' });
    expect(await settings.key('omdb')).toBe('new');
    expect(settings.hasKey('omdb')).toBe(true);
  });
});

describe('addresses', () => {
  test('are the provider’s own, the person’s, or the environment’s', async () => {
    const settings = open();
    expect(settings.baseUrl('tmdb')).toBe('https://api.themoviedb.org/3');
    expect(settings.imageBaseUrl('tmdb')).toBe('https://image.tmdb.org/t/p');
    await settings.update('tmdb', { baseUrl: 'https://proxy.example/tmdb/' });
    expect(open().baseUrl('tmdb')).toBe('https://proxy.example/tmdb');
    const env = { METARR_TMDB_URL: 'http://127.0.0.1:8080/3/', METARR_TMDB_IMAGE_URL: 'http://127.0.0.1:8080/t/p' };
    expect(open(env).baseUrl('tmdb')).toBe('http://127.0.0.1:8080/3');
    expect(open(env).imageBaseUrl('tmdb')).toBe('http://127.0.0.1:8080/t/p');
    await expect(open(env).update('tmdb', { baseUrl: null })).rejects.toMatchObject({ code: 'conflict' });
    await settings.update('tmdb', { baseUrl: null });
    expect(settings.baseUrl('tmdb')).toBe('https://api.themoviedb.org/3');
  });

  test.each([
    'nowhere',
    'ftp://x.example',
    'https://me:pass@x.example',
    'https://x.example/?key=1',
    'https://x.example/#a',
  ])('%s is none', async (baseUrl) => {
    await expect(open().update('tvdb', { baseUrl })).rejects.toMatchObject({ code: 'invalid_input' });
  });

  test('without encryption are asked only where the person set them', async () => {
    const settings = open();
    const home = new URL('http://proxy.home:81/v4/search');
    expect(settings.isPlainAllowed('tvdb', home)).toBe(false);
    await settings.update('tvdb', { baseUrl: 'http://proxy.home:81/v4' });
    expect(settings.isPlainAllowed('tvdb', home)).toBe(true);
    expect(settings.isPlainAllowed('tvdb', new URL('http://other.home/v4'))).toBe(false);
    expect(settings.isPlainAllowed('omdb', home)).toBe(false);
  });

  test('and keys are nothing for local files', async () => {
    await expect(open().update('local', { key: 'x' })).rejects.toMatchObject({ code: 'invalid_input' });
    expect(open().isUsable('local')).toBe(true);
  });
});
