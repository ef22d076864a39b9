import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { setFolderName } from './set-folder-name.ts';

describe('setFolderName', () => {
  it.each([
    ['Harbour Collection', 'Harbour Collection'],
    ['Mission: Impossible', 'Mission_ Impossible'],
    ['What If...?', 'What If..._'],
    ['To be continued... ', 'To be continued'],
    ['AC/DC \\ "Live" <1>|*', 'AC_DC _ _Live_ _1___'],
    ['Die Brücke – Sammlung', 'Die Brücke – Sammlung'],
    ['...', null],
    [' . ', null],
  ])('%s', (name, folder) => {
    expect(setFolderName(name)).toBe(folder);
  });

  it('is one step of a path that stays in its folder, and its own folder name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const folder = setFolderName(name);
        if (folder === null) return;
        expect(folder).not.toMatch(/[/\\?:*"<>|]|[. ]$/u);
        expect(['', '.', '..']).not.toContain(folder);
        expect(setFolderName(folder)).toBe(folder);
      }),
    );
  });
});
