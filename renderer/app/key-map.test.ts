import { describe, expect, it } from 'vitest';
import { commandFor, type KeyContext } from './key-map.ts';

const free: KeyContext = { isTyping: false, isModalOpen: false, isListFocused: true };

describe('commandFor', () => {
  it('lets single letters through only where nothing is typed', () => {
    expect(commandFor('p', free)).toBe('publish');
    expect(commandFor('p', { ...free, isTyping: true })).toBeNull();
    expect(commandFor('p', { ...free, isModalOpen: true })).toBeNull();
  });

  it('opens the palette from anywhere', () => {
    expect(commandFor('Mod+k', { isTyping: true, isModalOpen: true, isListFocused: false })).toBe('palette');
  });

  it('keeps Enter, Space, arrows and Delete to the list', () => {
    for (const chord of ['Enter', 'Space', 'ArrowDown', 'Delete']) {
      expect(commandFor(chord, free)).not.toBeNull();
      expect(commandFor(chord, { ...free, isListFocused: false })).toBeNull();
    }
  });

  it('knows nothing of other keys', () => {
    expect(commandFor('Mod+q', free)).toBeNull();
  });
});
