import { expect, test } from 'vitest';
import { networkProblem, wasNeverSent } from './network-problem.ts';

const fetchFailed = (cause: unknown): TypeError => new TypeError('fetch failed', { cause });
const coded = (code: string): Error => Object.assign(new Error(`${code} secret-key`), { code });

test.each([
  ['ENETUNREACH', 'offline'],
  ['EAI_AGAIN', 'offline'],
  ['ENOTFOUND', 'offline'],
  ['ECONNREFUSED', 'unreachable'],
  ['ECONNRESET', 'unreachable'],
  ['UND_ERR_SOCKET', 'unreachable'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'unreachable'],
  ['Z_BUF_ERROR', 'bad_answer'],
])('%s means %s', (code, expected) => {
  const problem = networkProblem('tmdb', fetchFailed(coded(code)), false);
  expect(problem.code).toBe(expected);
  expect(JSON.stringify([problem.message, String(problem.cause)])).not.toContain('secret-key');
});

test('a name that nobody knows is that name’s fault when others are known', () => {
  expect(networkProblem('tmdb', fetchFailed(coded('ENOTFOUND')), true).code).toBe('unreachable');
});

test('of several addresses that were tried the first says why', () => {
  const error = fetchFailed(new AggregateError([coded('ENETUNREACH'), coded('ECONNREFUSED')]));
  expect(networkProblem('tmdb', error, false).code).toBe('offline');
});

test('only what may have reached the provider counts against its quota', () => {
  expect(wasNeverSent(fetchFailed(coded('ENOTFOUND')))).toBe(true);
  expect(wasNeverSent(fetchFailed(coded('ECONNREFUSED')))).toBe(true);
  expect(wasNeverSent(fetchFailed(coded('ECONNRESET')))).toBe(false);
  expect(wasNeverSent(new Error('anything'))).toBe(false);
});
