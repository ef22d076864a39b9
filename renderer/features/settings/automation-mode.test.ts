import { describe, expect, it } from 'vitest';
import { isCustom, MODE_FLAGS } from './automation-mode.ts';

describe('isCustom', () => {
  it.each(['manual', 'hybrid', 'yolo'] as const)('%s with its own flags is not custom', (mode) => {
    expect(isCustom({ mode, ...MODE_FLAGS[mode] })).toBe(false);
  });

  it('is custom once one flag differs', () => {
    expect(isCustom({ mode: 'manual', ...MODE_FLAGS.manual, autoPublish: true })).toBe(true);
    expect(isCustom({ mode: 'yolo', ...MODE_FLAGS.yolo, autoEnrich: false })).toBe(true);
  });
});
