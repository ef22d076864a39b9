/** The parts of a keyboard event that name what was pressed. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/**
 * One name for one key press: "Mod+k", "Shift+ArrowDown", "?", "Space". Mod is Command on a Mac and Ctrl elsewhere.
 * Shift is left out for printable characters, which already carry it.
 */
export function chord(press: KeyPress, platform: string): string {
  const isMac = platform === 'darwin' || platform.startsWith('Mac');
  const isMod = isMac ? press.metaKey : press.ctrlKey;
  const key = press.key === ' ' ? 'Space' : press.key;
  const isPrintable = press.key.length === 1 && press.key !== ' ';
  const parts: string[] = [];
  if (isMod) parts.push('Mod');
  if (press.altKey) parts.push('Alt');
  if (press.shiftKey && !isPrintable) parts.push('Shift');
  parts.push(isPrintable ? key.toLowerCase() : key);
  return parts.join('+');
}
