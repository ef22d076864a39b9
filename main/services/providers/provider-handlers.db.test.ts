import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '../../../contract/reply.ts';
import type { NewJob } from '../../store/job.store.ts';
import { insertLibrary } from '../../store/library.store.ts';
import { SettingsService } from '../system/settings-service.ts';
import { type TestDeps, testDeps } from './__testing__/test-deps.ts';
import { automationOf } from './automation.ts';
import { mergeRules } from './merge-rules.ts';
import { createProviderHandlers } from './provider-handlers.ts';
import { createProviderServices } from './provider-services.ts';

let deps: TestDeps;
let events: string[];
let jobs: NewJob[];
let settings: SettingsService;
let handlers: ReturnType<typeof createProviderHandlers>;
const CALLER: Caller = { principal: 'window', signal: new AbortController().signal };

beforeEach(() => {
  deps = testDeps();
  events = [];
  jobs = [];
  settings = new SettingsService(deps.db);
  handlers = createProviderHandlers({
    db: deps.db,
    registry: createProviderServices({ db: deps.db, ports: deps, env: {} }).registry,
    settings,
    events: {
      publish: ({ name }) => events.push(name),
      itemChanged: () => undefined,
      flush: () => undefined,
    },
    enqueue: (job) => {
      jobs.push(job);
      return {} as ReturnType<Parameters<typeof createProviderHandlers>[0]['enqueue']>;
    },
  });
});
afterEach(() => {
  deps.sample.close();
});

describe('providers', () => {
  test('are listed and changed, and no key comes back', async () => {
    const state = await handlers['providers.update']({ name: 'tmdb', key: 'hidden-key' }, CALLER);
    expect(state).toMatchObject({ name: 'tmdb', hasKey: true });
    const list = await handlers['providers.list']({}, CALLER);
    expect(list).toHaveLength(4);
    expect(JSON.stringify([state, list])).not.toContain('hidden-key');
    expect(events).toEqual(['settings.changed']);
  });
});

describe('merge rules', () => {
  test('keep what is set, and the defaults for the rest', async () => {
    const before = mergeRules(deps.db);
    const after = await handlers['mergeRules.set']({ languages: ['de-DE', 'en-US'], maxActors: 0 }, CALLER);
    expect(after).toEqual({ ...before, languages: ['de-DE', 'en-US'], maxActors: 0 });
    await handlers['mergeRules.set']({ countries: ['DE'] }, CALLER);
    expect(await handlers['mergeRules.get']({}, CALLER)).toEqual({ ...after, countries: ['DE'] });
    expect(events).toEqual(['settings.changed', 'settings.changed']);
  });

  test('that are damaged are the defaults', () => {
    const before = mergeRules(deps.db);
    deps.sample.db.exec(`INSERT INTO settings (key, value) VALUES ('mergeRules', '{"languages": []}')`);
    expect(mergeRules(deps.db)).toEqual(before);
  });
});

describe('automation', () => {
  test('is manual without a row, and goes with its library', async () => {
    const libraryId = insertLibrary(deps.db, { name: 'Films', type: 'movies', path: '/films' });
    expect(automationOf(deps.db, libraryId)).toMatchObject({ mode: 'manual', autoEnrich: false, acceptFrom: 85 });
    const set = await handlers['automation.set']({ libraryId, mode: 'hybrid', acceptFrom: 90 }, CALLER);
    expect(set).toEqual({
      libraryId,
      mode: 'hybrid',
      autoEnrich: true,
      autoSelectAssets: true,
      autoPublish: false,
      acceptFrom: 90,
    });
    expect(await handlers['automation.get']({ libraryId }, CALLER)).toEqual(set);
    expect(deps.sample.one('SELECT webhook_auto_publish FROM library_automation_config')).toBe(1);
    await handlers['automation.set']({ libraryId, mode: 'manual' }, CALLER);
    expect(deps.sample.one('SELECT webhook_enabled FROM library_automation_config')).toBe(0);
    expect(() => handlers['automation.get']({ libraryId: 99 }, CALLER)).toThrow(/librar/i);
  });
});

describe('completeness', () => {
  test.each(['movie', 'series', 'season', 'episode'] as const)('of a %s can be set', async (type) => {
    const before = await handlers['completenessRules.get']({ type }, CALLER);
    const image = Object.keys(before.images)[0] as 'poster';
    const after = await handlers['completenessRules.set'](
      { type, fields: ['title', 'plot', 'title'], images: { [image]: 3 } },
      CALLER,
    );
    expect(after).toEqual({ fields: ['title', 'plot'], images: { ...before.images, [image]: 3 }, trailers: 0 });
    expect(new SettingsService(deps.db).rulesOf(type)).toEqual(settings.rulesOf(type));
    expect(jobs.map((job) => job.type)).toEqual(['refresh_completeness']);
    expect(events).toEqual(['settings.changed']);
  });

  test('asks for trailers where there are any', async () => {
    expect(await handlers['completenessRules.set']({ type: 'movie', trailers: 1 }, CALLER)).toMatchObject({
      trailers: 1,
    });
    expect(settings.rulesOf('movie').assets).toMatchObject({ trailer: 1 });
    expect(settings.get().requiredImages).not.toHaveProperty('trailer');
    // The window saves what it has read as a whole.
    expect(await handlers['completenessRules.set']({ type: 'episode', trailers: 0 }, CALLER)).toMatchObject({
      trailers: 0,
    });
    expect(() => handlers['completenessRules.set']({ type: 'episode', trailers: 1 }, CALLER)).toThrow(/[Tt]railer/);
  });

  test('refuses what such an item cannot have, and changes nothing', () => {
    const before = settings.rulesOf('season');
    expect(() => handlers['completenessRules.set']({ type: 'season', fields: ['tagline'] }, CALLER)).toThrow(/tagline/);
    expect(() => handlers['completenessRules.set']({ type: 'season', images: { discart: 1 } }, CALLER)).toThrow(
      /discart/,
    );
    expect(settings.rulesOf('season')).toBe(before);
    expect(jobs).toEqual([]);
  });
});
