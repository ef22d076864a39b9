import { describe, expect, it } from 'vitest';
import type { ProviderState } from '../../../contract/providers.ts';
import { providerLook } from './provider-facts.ts';

const READY: ProviderState = {
  name: 'tmdb',
  isEnabled: true,
  hasKey: true,
  needsKey: true,
  isKeyFromEnvironment: false,
  hasSecondKey: false,
  baseUrl: 'https://api.themoviedb.org/3',
  defaultBaseUrl: 'https://api.themoviedb.org/3',
  callsToday: 3,
  callsPerDay: null,
  problem: null,
  problemMessage: null,
  retryAt: null,
  lastAnswerAt: '2026-01-01T00:00:00.000Z',
};

describe('providerLook', () => {
  it.each<[Partial<ProviderState>, string, string]>([
    [{}, 'ok', 'Ready'],
    [{ lastAnswerAt: null }, 'plain', 'Not asked yet'],
    [{ isEnabled: false, problem: 'bad_key' }, 'plain', 'Switched off'],
    [{ hasKey: false }, 'plain', 'No key'],
    [{ problem: 'bad_key' }, 'danger', 'Key refused'],
    [{ problem: 'offline' }, 'warn', 'Offline'],
    [{ problem: 'quota' }, 'warn', 'Used up for today'],
    [{ name: 'local', needsKey: false, hasKey: false, lastAnswerAt: null }, 'ok', 'Always there'],
  ])('%o is %s: %s', (change, tone, word) => {
    expect(providerLook({ ...READY, ...change })).toMatchObject({ tone, word });
  });
});
