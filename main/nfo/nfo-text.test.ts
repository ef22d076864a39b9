import { describe, expect, it } from 'vitest';
import { decodeNfo, encodeNfo } from './nfo-text.ts';

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const declared = (label: string, body: string): string => `<?xml version="1.0" encoding="${label}"?>${body}`;
const withBytes = (head: string, bytes: number[], tail: string): Uint8Array =>
  Buffer.concat([latin1(head), Uint8Array.from(bytes), latin1(tail)]);

describe('decodeNfo', () => {
  it.each([
    ['UTF-8 without a declaration', utf8('<movie>Zoë</movie>'), 'utf-8', false, 'Zoë'],
    ['UTF-8 with a byte-order mark', utf8('\uFEFF<movie>Zoë</movie>'), 'utf-8', true, 'Zoë'],
    ['UTF-16 LE with a mark', Buffer.from('\uFEFF<movie>千と</movie>', 'utf16le'), 'utf-16le', true, '千と'],
    ['UTF-16 BE with a mark', Buffer.from('\uFEFF<movie>千と</movie>', 'utf16le').swap16(), 'utf-16be', true, '千と'],
    ['UTF-16 LE without a mark', Buffer.from('<movie>Ж</movie>', 'utf16le'), 'utf-16le', false, 'Ж'],
    ['UTF-16 BE without a mark', Buffer.from('<movie>Ж</movie>', 'utf16le').swap16(), 'utf-16be', false, 'Ж'],
    ['declared ISO-8859-1', latin1(declared('ISO-8859-1', '<m>Zoë</m>')), 'latin1', false, 'Zoë'],
    [
      'ISO-8859-1 with bytes only windows-1252 has',
      withBytes(declared('iso-8859-1', '<m>'), [0x93, 0xe9], '</m>'),
      'windows-1252',
      false,
      '“é',
    ],
    ['declared windows-1252', withBytes(declared('Windows-1252', '<m>'), [0x80], '</m>'), 'windows-1252', false, '€'],
    ['declared windows-1251', withBytes(declared('windows-1251', '<m>'), [0xc6], '</m>'), 'windows-1251', false, 'Ж'],
    ['declared ISO-8859-15', withBytes(declared('ISO-8859-15', '<m>'), [0xa4], '</m>'), 'iso-8859-15', false, '€'],
    ['declared Shift_JIS', withBytes(declared('Shift_JIS', '<m>'), [0x90, 0xe7], '</m>'), 'shift_jis', false, '千'],
    ['no declaration, no UTF-8', latin1('<m>Zoë</m>'), 'windows-1252', false, 'Zoë'],
    [
      'declared UTF-8 but windows-1252',
      withBytes(declared('UTF-8', '<m>'), [0x96], '</m>'),
      'windows-1252',
      false,
      '–',
    ],
    ['declared ISO-8859-1 but UTF-8', utf8(declared('ISO-8859-1', '<m>Zoë</m>')), 'utf-8', false, 'Zoë'],
    ['declared UTF-16 but UTF-8', utf8(declared('UTF-16', '<m>Zoë</m>')), 'utf-8', false, 'Zoë'],
    ['an unknown declaration', latin1(declared('klingon', '<m>Zoë</m>')), 'windows-1252', false, 'Zoë'],
    ['nothing', new Uint8Array(), 'utf-8', false, ''],
  ])('%s', (_name, bytes, encoding, hasBom, contains) => {
    const decoded = decodeNfo(bytes);
    expect(decoded).toMatchObject({ encoding, hasBom });
    expect(decoded.text).toContain(contains);
    expect(decoded.text.startsWith('\uFEFF')).toBe(false);
    if (encoding !== 'shift_jis') expect(Buffer.from(encodeNfo(decoded))).toEqual(Buffer.from(bytes));
  });

  it.each([
    ['a\r\nb\r\nc\n', '\r\n'],
    ['a\nb\nc\r\n', '\n'],
    ['one line', '\n'],
  ])('takes the line end most lines have: %j', (text, eol) => {
    expect(decodeNfo(utf8(text)).eol).toBe(eol);
  });

  it('loses no byte of any one-byte file', () => {
    const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => 255 - byte);
    expect(Buffer.from(encodeNfo(decodeNfo(everyByte)))).toEqual(Buffer.from(everyByte));
  });
});

describe('encodeNfo', () => {
  it('turns to UTF-8 and says so when the old set lacks a character', () => {
    const decoded = decodeNfo(latin1(declared('ISO-8859-1', '<m>Zoë</m>')));
    const bytes = encodeNfo({ ...decoded, text: decoded.text.replace('Zoë', 'Zoë 千') });
    expect(Buffer.from(bytes).toString('utf8')).toBe(declared('UTF-8', '<m>Zoë 千</m>'));
  });

  it('keeps the old set for what it has', () => {
    const decoded = decodeNfo(latin1(declared('ISO-8859-1', '<m>plain</m>')));
    expect(decoded.encoding).toBe('latin1');
    const bytes = encodeNfo({ ...decoded, text: decoded.text.replace('plain', 'ë') });
    expect(Buffer.from(bytes)).toEqual(latin1(declared('ISO-8859-1', '<m>ë</m>')));
  });

  it('turns an Asian one-off to UTF-8 when it is written', () => {
    const decoded = decodeNfo(withBytes(declared('Shift_JIS', '<m>'), [0x90, 0xe7], '</m>'));
    expect(Buffer.from(encodeNfo(decoded)).toString('utf8')).toBe(declared('UTF-8', '<m>千</m>'));
  });
});
