import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeSetting } from '../../store/settings.store.ts';
import { type TestDeps, testDeps } from './__testing__/test-deps.ts';
import { providerLimits } from './provider-limits.ts';

let deps: TestDeps;
beforeAll(() => {
  deps = testDeps();
});
afterAll(() => {
  deps.sample.close();
});

test('limits are the defaults, what is set, or none', () => {
  expect(providerLimits(deps.db, {}).tvdb).toEqual({ requests: 30, windowMs: 10_000, concurrency: 4, perDay: null });
  writeSetting(deps.db, 'providers.limits', { omdb: { perDay: 100_000 } });
  expect(providerLimits(deps.db, {}).omdb).toMatchObject({ requests: 10, perDay: 100_000 });
  writeSetting(deps.db, 'providers.limits', { omdb: { requests: 0 } });
  expect(providerLimits(deps.db, {}).omdb).toMatchObject({ requests: 10, perDay: 1_000 });
  expect(providerLimits(deps.db, { METARR_PROVIDER_LIMITS: 'off' }).omdb).toMatchObject({
    requests: Infinity,
    perDay: null,
  });
});
