import { describe, expect, it } from 'vitest';
import { chord } from './chord.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe('chord', () => {
  it('names Ctrl as Mod on Linux and Windows', () => {
    expect(chord({ ...plain, key: 'k', ctrlKey: true }, 'linux')).toBe('Mod+k');
  });

  it('names Command as Mod on a Mac, where Ctrl is not', () => {
    expect(chord({ ...plain, key: 'k', metaKey: true }, 'darwin')).toBe('Mod+k');
    expect(chord({ ...plain, key: 'k', ctrlKey: true }, 'darwin')).toBe('k');
  });

  it('leaves Shift out of printable characters and keeps it for named keys', () => {
    expect(chord({ ...plain, key: '?', shiftKey: true }, 'linux')).toBe('?');
    expect(chord({ ...plain, key: 'ArrowDown', shiftKey: true }, 'linux')).toBe('Shift+ArrowDown');
  });

  it('calls the space bar Space', () => {
    expect(chord({ ...plain, key: ' ' }, 'linux')).toBe('Space');
  });
});
