import { readFileSync, renameSync } from 'node:fs';
import type { Rectangle } from 'electron';
import { discardStaged, newTempPath } from '../../files/atomic-write.ts';
import { writeNewFile } from '../../files/write-new-file.ts';

export interface WindowState {
  bounds: Rectangle;
  isMaximized: boolean;
}

export const DEFAULT_SIZE = { width: 1280, height: 800 };
export const MINIMUM_SIZE = { width: 720, height: 480 };
/** As much of a window must be on a display that its title bar can be taken hold of. */
const GRIP_PX = { width: 120, height: 40 };

/**
 * Where to open the window: where it was, if that is still on a display, never larger than the display; else the default
 * size in the middle of the first display. Work areas in device-independent pixels, the primary display first.
 */
export function placeWindow(saved: WindowState | null, workAreas: readonly Rectangle[]): WindowState {
  const [primary] = workAreas;
  if (saved !== null) {
    const area = workAreas.find((candidate) => isGraspable(saved.bounds, candidate));
    if (area !== undefined) return { bounds: fit(saved.bounds, area), isMaximized: saved.isMaximized };
  }
  if (primary === undefined) return { bounds: { x: 0, y: 0, ...DEFAULT_SIZE }, isMaximized: false };
  const width = Math.min(DEFAULT_SIZE.width, primary.width);
  const height = Math.min(DEFAULT_SIZE.height, primary.height);
  const x = primary.x + Math.round((primary.width - width) / 2);
  const y = primary.y + Math.round((primary.height - height) / 2);
  return { bounds: { x, y, width, height }, isMaximized: saved?.isMaximized ?? false };
}

/** Null when the file is missing or damaged: the window then opens as the first time. */
export function readWindowState(file: string): WindowState | null {
  try {
    // eslint-disable-next-line no-restricted-syntax -- a few bytes, before there is a window to block
    const { bounds, isMaximized } = JSON.parse(readFileSync(file, 'utf8')) as Partial<WindowState>;
    const numbers = [bounds?.x, bounds?.y, bounds?.width, bounds?.height];
    if (bounds === undefined || !numbers.every(Number.isInteger)) return null;
    if (bounds.width < 1 || bounds.height < 1) return null;
    const { x, y, width, height } = bounds;
    return { bounds: { x, y, width, height }, isMaximized: isMaximized === true };
  } catch {
    return null;
  }
}

/** Writes old or new, never half; synchronous, because it happens while the window closes. Failure costs only comfort. */
export function writeWindowState(file: string, state: WindowState): void {
  const temp = newTempPath(file);
  try {
    writeNewFile(temp, { bytes: Buffer.from(JSON.stringify(state)) }, { durable: true });
    // eslint-disable-next-line no-restricted-syntax -- the window is closing and waits for nobody
    renameSync(temp, file);
  } catch {
    discardStaged(temp);
  }
}

function isGraspable(bounds: Rectangle, area: Rectangle): boolean {
  const visibleWidth = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const isTitleBarVisible = bounds.y >= area.y - 1 && bounds.y + GRIP_PX.height <= area.y + area.height;
  return visibleWidth >= GRIP_PX.width && isTitleBarVisible;
}

function fit(bounds: Rectangle, area: Rectangle): Rectangle {
  const width = Math.max(Math.min(bounds.width, area.width), Math.min(MINIMUM_SIZE.width, area.width));
  const height = Math.max(Math.min(bounds.height, area.height), Math.min(MINIMUM_SIZE.height, area.height));
  return { x: bounds.x, y: bounds.y, width, height };
}
