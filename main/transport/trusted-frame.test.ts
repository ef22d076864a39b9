import { describe, expect, it } from 'vitest';
import { isTrustedFrame } from './trusted-frame.ts';

const trusted = { url: 'metarr://app/index.html', origin: 'metarr://app', parent: null };

describe('isTrustedFrame', () => {
  it.each([
    ['the page', trusted],
    ['the page with a route and a query', { ...trusted, url: 'metarr://app/?x=1#/films/3' }],
    ['the bare origin', { ...trusted, url: 'metarr://app' }],
  ])('accepts %s', (_name, frame) => {
    expect(isTrustedFrame(frame)).toBe(true);
  });

  it.each([
    ['no frame', null],
    ['a subframe of the page itself', { ...trusted, parent: trusted }],
    ['a longer host', { ...trusted, origin: 'metarr://app.evil', url: 'metarr://app.evil/index.html' }],
    ['a host that begins alike', { ...trusted, origin: 'metarr://appx', url: 'metarr://appx/' }],
    ['another scheme', { ...trusted, origin: 'https://app', url: 'https://app/' }],
    ['a file', { ...trusted, origin: 'file://', url: 'file:///metarr://app/' }],
    ['an opaque origin at the right URL', { ...trusted, origin: 'null' }],
    ['the right origin at a foreign URL', { ...trusted, url: 'https://metarr.example/' }],
    ['the right origin at a look-alike URL', { ...trusted, url: 'metarr://app.evil/' }],
    ['credentials in front of the host', { ...trusted, url: 'metarr://x@app/' }],
    ['a port', { ...trusted, origin: 'metarr://app:1', url: 'metarr://app:1/' }],
    ['another case', { ...trusted, origin: 'METARR://APP', url: 'METARR://APP/' }],
    ['nothing loaded', { ...trusted, url: '' }],
  ])('refuses %s', (_name, frame) => {
    expect(isTrustedFrame(frame)).toBe(false);
  });
});
