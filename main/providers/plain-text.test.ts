import { describe, expect, it } from 'vitest';
import { plainNames, plainText } from './plain-text.ts';

describe('plainText', () => {
  it.each([
    ['A <b>bold</b> <a href="https://x.example/?a=1">link</a>', 'A bold link'],
    ['One<br/>two<br>three', 'One\ntwo\nthree'],
    ['<p>First</p><p>Second</p>', 'First\nSecond'],
    ['I <3 you, 1 < 2 > 0', 'I <3 you, 1 < 2 > 0'],
    ['Tom &amp; Jerry &#39;s &#x2026; &unknown;', "Tom & Jerry 's … &unknown;"],
    ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['One\r\n\r\n\r\n\r\ntwo  \r\nthree', 'One\n\ntwo\nthree'],
    ['مرحبا 👩‍👩‍👧 \u200fعالم', 'مرحبا 👩‍👩‍👧 \u200fعالم'],
    ['a\u0000b\u0007c', 'abc'],
    ['&#55296;', '&#55296;'],
  ])('%j → %j', (text, expected) => {
    expect(plainText(text)).toBe(expected);
  });

  it.each([null, undefined, '', ' \n ', '<p></p>'])('says nothing of %j', (text) => {
    expect(plainText(text)).toBeNull();
  });
});

describe('plainNames', () => {
  it('keeps each name once', () => {
    expect(plainNames(['Drama', ' Drama', null, '', 'Crime &amp; Mystery'])).toEqual(['Drama', 'Crime & Mystery']);
  });
});
