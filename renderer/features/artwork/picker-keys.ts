import type { GridStep } from './candidate-grid.ts';

/** What a key asks for in the picker. */
export type PickerCommand = GridStep | 'choose' | 'mark' | 'look' | 'reject' | 'rejectEverywhere' | 'undo';

const KEYS: Readonly<Record<string, PickerCommand>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
  Enter: 'choose',
  ' ': 'mark',
  f: 'look',
  x: 'reject',
  X: 'rejectEverywhere',
  u: 'undo',
};
/** Keys that a focused button, link or box uses itself. */
const OF_CONTROLS: ReadonlySet<string> = new Set(['Enter', ' ']);

interface PickerKey {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** The focus is in something that is typed into or has a value of its own. */
  isTyping: boolean;
  /** The focus is on a button or a link. */
  isOnControl: boolean;
}

/** The command a key stands for, or null where it belongs to something else. */
export function pickerCommand(press: PickerKey): PickerCommand | null {
  if (press.isTyping || press.altKey) return null;
  if (press.ctrlKey || press.metaKey) return press.key === 'z' ? 'undo' : null;
  if (press.isOnControl && OF_CONTROLS.has(press.key)) return null;
  return KEYS[press.key] ?? null;
}
