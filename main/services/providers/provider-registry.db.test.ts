import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ScriptedServer, startScriptedServer } from '../../providers/http/__testing__/scripted-server.ts';
import { createLocalProvider } from '../../providers/local/local-provider.ts';
import { type TestDeps, testDeps } from './__testing__/test-deps.ts';
import { createProviderServices, type ProviderServices } from './provider-services.ts';

let deps: TestDeps;
let server: ScriptedServer;
beforeEach(async () => {
  deps = testDeps();
  server = await startScriptedServer();
  // The shape of OMDb's answers: https://www.omdbapi.com/
  server.answer = ({ url }) =>
    url.includes('apikey=good')
      ? { json: { Response: 'True', Title: 'The Shawshank Redemption', imdbID: 'tt0111161', Type: 'movie' } }
      : { status: 401, json: { Response: 'False', Error: 'Invalid API key!' } };
});
afterEach(async () => {
  await server.close();
  deps.sample.close();
});

const open = (env: Record<string, string> = {}): ProviderServices =>
  createProviderServices({
    db: deps.db,
    ports: deps,
    env: { METARR_OMDB_URL: server.url, ...env },
    local: createLocalProvider({
      isAvailable: () => Promise.resolve(false),
      grab: () => Promise.reject(new Error('There is no ffmpeg.')),
    }),
  });
const test1 = (services: ProviderServices, key: string | null): ReturnType<ProviderServices['registry']['test']> =>
  services.registry.test('omdb', key, new AbortController().signal);

describe('without a key', () => {
  test('nothing but the local files is asked', async () => {
    const { registry } = open();
    expect(registry.all().map(({ name }) => name)).toEqual(['local']);
    expect(registry.get('omdb')).toBeNull();
    expect(await registry.isAnyConfigured()).toBe(false);
    expect(registry.states().map(({ name }) => name)).toEqual(['tmdb', 'tvdb', 'fanart.tv', 'omdb', 'local']);
    expect(registry.state('omdb')).toMatchObject({ hasKey: false, problem: 'no_key', callsToday: 0 });
    expect(registry.state('local')).toMatchObject({ needsKey: false, problem: null });
    expect(await test1(open(), null)).toMatchObject({ isWorking: false, problem: 'no_key' });
    expect(server.arrivals).toEqual([]);
  });
});

describe('a key', () => {
  test('can be tried before it is stored, which says nothing of the stored one', async () => {
    const services = open();
    await services.registry.update('omdb', { key: 'good' });
    expect(await test1(services, 'bad')).toMatchObject({ isWorking: false, problem: 'bad_key' });
    expect(services.registry.state('omdb')).toMatchObject({ problem: null, hasKey: true });
    expect(await test1(services, null)).toEqual({ isWorking: true, problem: null, message: 'OMDb answers.' });
    expect(services.registry.state('omdb')).toMatchObject({
      problem: null,
      callsToday: 2,
      callsPerDay: 1_000,
      lastAnswerAt: '2026-05-01T12:00:00.000Z',
    });
    expect(deps.log.join()).not.toMatch(/good|apikey/);
  });

  test('that is not accepted is shown until another one is stored', async () => {
    const services = open();
    const heard: string[] = [];
    services.registry.onProblem((name) => heard.push(`${name} ${String(services.registry.state(name).problem)}`));
    await services.registry.update('omdb', { key: 'bad' });
    await test1(services, null);
    expect(services.registry.state('omdb')).toMatchObject({ problem: 'bad_key' });
    expect(await services.registry.update('omdb', { key: 'good' })).toMatchObject({ problem: null });
    expect((await test1(services, null)).isWorking).toBe(true);
    expect(heard).toEqual(['omdb bad_key', 'omdb null']);
  });

  test('of the environment is enough', async () => {
    const services = open({ METARR_OMDB_KEY: 'good' });
    expect(await services.registry.isAnyConfigured()).toBe(true);
    expect(services.registry.all().map(({ name }) => name)).toEqual(['omdb', 'local']);
    expect(services.registry.state('omdb')).toMatchObject({ hasKey: true, isKeyFromEnvironment: true });
    await services.registry.update('omdb', { isEnabled: false });
    expect(services.registry.get('omdb')).toBeNull();
    expect(await services.registry.isAnyConfigured()).toBe(false);
  });
});

test('a new address is tried at once, also while the old one is left alone', async () => {
  const other = await startScriptedServer();
  other.answer = () => ({ status: 403 });
  const services = createProviderServices({ db: deps.db, ports: deps, env: {} });
  await services.registry.update('omdb', { key: 'good', baseUrl: other.url });
  expect(await test1(services, null)).toMatchObject({ isWorking: false, problem: 'refused' });
  await services.registry.update('omdb', { baseUrl: server.url });
  expect((await test1(services, null)).isWorking).toBe(true);
  await other.close();
});
