import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeWindow, readWindowState, writeWindowState } from './window-state.ts';

const primary = { x: 0, y: 0, width: 1920, height: 1040 };
const left = { x: -2560, y: 0, width: 2560, height: 1400 };
const at = (x: number, y: number, width = 1000, height = 700) => ({
  bounds: { x, y, width, height },
  isMaximized: false,
});

describe('placeWindow', () => {
  it('opens in the middle of the first display the first time', () => {
    expect(placeWindow(null, [primary])).toEqual({
      bounds: { x: 320, y: 120, width: 1280, height: 800 },
      isMaximized: false,
    });
  });

  it('opens where it was, on any display', () => {
    expect(placeWindow(at(-2000, 100), [primary, left])).toEqual(at(-2000, 100));
    expect(placeWindow({ ...at(50, 60), isMaximized: true }, [primary])).toEqual({ ...at(50, 60), isMaximized: true });
  });

  it.each([
    ['its display is gone', at(-2000, 100)],
    ['it is beyond the right edge', at(1900, 100)],
    ['its title bar is above the display', at(100, -300)],
    ['its title bar is below the display', at(100, 1020)],
  ])('comes back to the middle when %s', (_name, saved) => {
    expect(placeWindow(saved, [primary]).bounds).toEqual({ x: 320, y: 120, width: 1280, height: 800 });
  });

  it('is never larger than its display nor smaller than can be used', () => {
    expect(placeWindow(at(0, 0, 4000, 3000), [primary]).bounds).toEqual({ x: 0, y: 0, width: 1920, height: 1040 });
    expect(placeWindow(at(0, 0, 200, 100), [primary]).bounds).toEqual({ x: 0, y: 0, width: 720, height: 480 });
    expect(placeWindow(null, [{ x: 0, y: 0, width: 800, height: 600 }]).bounds).toEqual({
      x: 0,
      y: 0,
      width: 800,
      height: 600,
    });
  });
});

describe('the file', () => {
  it('gives back what was written and leaves nothing beside it', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'window-state-'));
    const file = path.join(folder, 'window.json');
    writeWindowState(file, at(1, 2));
    writeWindowState(file, at(3, 4));
    expect(readWindowState(file)).toEqual(at(3, 4));
    expect(readdirSync(folder)).toEqual(['window.json']);
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{}',
    '{"bounds":{"x":1}}',
    '{"bounds":{"x":1,"y":2,"width":"3","height":4}}',
    '{"bounds":{"x":1,"y":2,"width":0,"height":4}}',
  ])('is as good as missing when it is damaged: %s', (text) => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'window-state-')), 'window.json');
    writeFileSync(file, text);
    expect(readWindowState(file)).toBeNull();
  });

  it('is missing the first time, and cannot be written where nothing can', () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'window-state-')), 'no such folder', 'window.json');
    expect(readWindowState(file)).toBeNull();
    expect(() => {
      writeWindowState(file, at(1, 2));
    }).not.toThrow();
  });
});
