import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unknownCategory } from './unknown-category.ts';
import { readContent } from './unknown-content.ts';

const bytes = (text: string, tail = 32): Uint8Array => Buffer.concat([Buffer.from(text, 'latin1'), Buffer.alloc(tail)]);
const text = (content: string): Uint8Array => Buffer.from(content, 'utf8');

describe('what a file is by its first bytes', () => {
  it.each([
    ['a PNG image', 'image', bytes('\x89PNG\r\n\x1a\n')],
    ['a JPEG image', 'image', bytes('\xff\xd8\xff\xe0')],
    ['a WebP image', 'image', bytes('RIFF\0\0\0\0WEBPVP8 ')],
    ['an AVIF image', 'image', bytes('\0\0\0\x1cftypavif')],
    ['a BMP image', 'image', bytes('BM\x36\0\0\0\0\0\0\0\x36')],
    ['a Matroska video', 'video', bytes('\x1aE\xdf\xa3')],
    ['an MP4 video', 'video', bytes('\0\0\0\x18ftypisom')],
    ['a QuickTime video', 'video', bytes('\0\0\0\x14ftypqt  ')],
    ['an AVI video', 'video', bytes('RIFF\0\0\0\0AVI LIST')],
    [
      'an MPEG transport stream',
      'video',
      Buffer.alloc(188 * 3, Buffer.concat([Buffer.from('G'), Buffer.alloc(187, 1)])),
    ],
    ['an M4A sound', 'audio', bytes('\0\0\0\x18ftypM4A ')],
    ['an MP3 sound', 'audio', bytes('ID3\x04\0')],
    ['an MP3 sound', 'audio', bytes('\xff\xfb\x90\x44')],
    ['a ZIP archive', 'archive', bytes('PK\x03\x04')],
    ['a RAR archive', 'archive', bytes('Rar!\x1a\x07\x01\0')],
    ['a PDF document', 'text', text('%PDF-1.7\n')],
    ['a Windows program', 'other', bytes('MZ\x90\0\x03')],
    ['an SRT subtitle', 'subtitle', text('1\n00:00:01,000 --> 00:00:02,000\nAhoy.')],
    ['an SRT subtitle', 'subtitle', text('\uFEFF1\r\n00:00:01,000 --> 00:00:02,000\r\nAhoy.')],
    [
      'an SRT subtitle',
      'subtitle',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('1\n00:00:01,000 --> x', 'utf16le')]),
    ],
    ['a WebVTT subtitle', 'subtitle', text('WEBVTT\n\n')],
    ['an ASS subtitle', 'subtitle', text('[Script Info]\nTitle: x')],
    ['a MicroDVD subtitle', 'subtitle', text('{1}{25}Ahoy.')],
    ['a web page', 'text', text('\n<!DOCTYPE html><html>')],
    ['text', 'text', text('MZ, PG and BM begin many a text')],
    ['text', 'text', text('PG-13')],
    ['text', 'text', text('Grüße vom Hafen')],
    ['empty', 'other', Buffer.alloc(0)],
  ] as const)('%s', (description, category, head) => {
    expect(readContent(head)).toMatchObject({ description, category });
  });

  it('is nothing known where the bytes say nothing', () => {
    expect(readContent(Buffer.from([1, 2, 3, 0, 200]))).toMatchObject({ category: null, extension: null });
  });

  it('is told of any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (head) => {
        expect(readContent(head).description).not.toBe('');
      }),
    );
  });
});

describe('the kind of an unknown file', () => {
  it.each([
    ['jpg', '\x89PNG\r\n\x1a\n', 'image'],
    ['jpg', '<html>', 'text'],
    ['', '\x1aE\xdf\xa3', 'video'],
    ['mka', '\x1aE\xdf\xa3', 'audio'],
    ['txt', '1\n00:00:01,000 --> 00:00:02,000\n', 'text'],
    ['srt', 'nothing yet', 'subtitle'],
    ['sub', '\0\0\x01\xba', 'subtitle'],
    ['strm', 'http://example.org/film', 'video'],
    ['r07', '\x01\x02\x00', 'archive'],
    ['docx', 'PK\x03\x04', 'text'],
    ['dat', '\x01\x02\x00', 'other'],
    ['dat', 'words', 'text'],
    ['mkv', '', 'video'],
  ])('.%s with %j is %s', (extension, content, category) => {
    expect(unknownCategory(extension, readContent(Buffer.from(content, 'latin1')))).toBe(category);
  });

  it('goes by the name where the file was not looked into', () => {
    expect(['mkv', 'flac', 'zip', 'pdf', 'xyz', ''].map((extension) => unknownCategory(extension, null))).toEqual([
      'video',
      'audio',
      'archive',
      'text',
      'other',
      'other',
    ]);
  });
});
