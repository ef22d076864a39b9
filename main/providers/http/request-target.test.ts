import { expect, test } from 'vitest';
import type { ProviderError } from '../provider.ts';
import type { ApiRequest } from './http-types.ts';
import { answerKey, flightKey, isLoopback, redirectTarget, requestHeaders, targetUrl } from './request-target.ts';

const request = (change: Partial<ApiRequest> = {}): ApiRequest => ({
  provider: 'omdb',
  method: 'GET',
  url: 'https://www.omdbapi.com/?i=tt0111161',
  signal: new AbortController().signal,
  isFresh: false,
  isInteractive: true,
  keepForMs: 0,
  ...change,
});

function codeOf(run: () => unknown): string {
  try {
    run();
    return 'none';
  } catch (error) {
    return (error as ProviderError).code;
  }
}

test('the name of a kept answer has no secrets; two keys at once are two requests all the same', () => {
  const one = request({ secretQuery: { apikey: 'first-secret' }, headers: { authorization: 'Bearer second-secret' } });
  expect(answerKey(one)).toBe('GET https://www.omdbapi.com/?i=tt0111161');
  expect(flightKey(one)).not.toMatch(/first-secret|second-secret/);
  expect(flightKey(one)).not.toBe(flightKey(request({ secretQuery: { apikey: 'other' } })));
  const login = request({ method: 'POST', body: { apikey: 'third-secret' } });
  expect(answerKey(login)).not.toContain('third-secret');
  expect(answerKey(login)).not.toBe(answerKey(request({ method: 'POST', body: { apikey: 'other' } })));
});

test('secrets go into the address that is asked', () => {
  expect(targetUrl(request({ secretQuery: { apikey: 'a b&c' } }), () => false).href).toBe(
    'https://www.omdbapi.com/?i=tt0111161&apikey=a+b%26c',
  );
});

test('only encrypted addresses are asked, but for this computer and what the person has set', () => {
  const plain = request({ url: 'http://proxy.home/omdb' });
  expect(codeOf(() => targetUrl(plain, () => false))).toBe('refused');
  expect(codeOf(() => targetUrl(plain, (provider, url) => provider === 'omdb' && url.host === 'proxy.home'))).toBe(
    'none',
  );
  expect(codeOf(() => targetUrl(request({ url: 'http://127.0.0.1:1234/' }), () => false))).toBe('none');
  expect(codeOf(() => targetUrl(request({ url: 'ftp://proxy.home/' }), () => true))).toBe('refused');
  expect(codeOf(() => targetUrl(request({ url: 'nowhere' }), () => true))).toBe('unreachable');
});

test.each([
  ['http://localhost:80/', true],
  ['http://127.8.9.1/', true],
  ['http://[::1]:3000/', true],
  ['http://127.0.0.1.evil.example/', false],
  ['http://localhost.evil.example/', false],
  ['http://192.168.1.2/', false],
])('%s is on this computer: %s', (url, expected) => {
  expect(isLoopback(new URL(url))).toBe(expected);
});

test('a redirect is followed on its host only, with the secrets', () => {
  const from = new URL('https://www.omdbapi.com/old?i=1');
  const one = request({ secretQuery: { apikey: 'k' } });
  expect(redirectTarget(one, from, '/new').href).toBe('https://www.omdbapi.com/new?apikey=k');
  expect(codeOf(() => redirectTarget(one, from, 'https://evil.example/new'))).toBe('redirected');
  expect(codeOf(() => redirectTarget(one, from, 'https://www.omdbapi.com:8443/new'))).toBe('redirected');
  expect(codeOf(() => redirectTarget(one, from, 'http://www.omdbapi.com/new'))).toBe('redirected');
  expect(codeOf(() => redirectTarget(one, from, '//evil.example/new'))).toBe('redirected');
  expect(codeOf(() => redirectTarget(one, from, undefined))).toBe('bad_answer');
});

test('a key that no header can carry is named without being shown', () => {
  const run = (): unknown => requestHeaders(request({ headers: { authorization: 'Bearer my\nsecret' } }), {});
  expect(codeOf(run)).toBe('bad_key');
  expect(run).toThrow(/^(?!.*secret)/s);
});
