/** What the application asked of the desktop. Tests read it with `electronApp.evaluate(() => globalThis.standinCalls)`. */
export interface DesktopCall {
  api: string;
  args: unknown[];
}

export const calls: DesktopCall[] = [];
Object.assign(globalThis, { standinCalls: calls });

export function record(api: string, ...args: unknown[]): void {
  calls.push({ api, args });
}
