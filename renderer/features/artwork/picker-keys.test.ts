import { describe, expect, it } from 'vitest';
import { pickerCommand } from './picker-keys.ts';

const PRESS = { ctrlKey: false, metaKey: false, altKey: false, isTyping: false, isOnControl: false };

describe('pickerCommand', () => {
  it.each([
    ['ArrowDown', {}, 'down'],
    ['Enter', {}, 'choose'],
    [' ', {}, 'mark'],
    ['x', {}, 'reject'],
    ['X', {}, 'rejectEverywhere'],
    ['z', { ctrlKey: true }, 'undo'],
    ['Enter', { isOnControl: true }, null],
    ['f', { isOnControl: true }, 'look'],
    ['x', { isTyping: true }, null],
    ['x', { ctrlKey: true }, null],
    ['ArrowLeft', { altKey: true }, null],
    ['q', {}, null],
  ] as const)('%j with %o is %j', (key, change, command) => {
    expect(pickerCommand({ ...PRESS, ...change, key })).toBe(command);
  });
});
