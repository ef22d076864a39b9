import type { Runtime } from './runtime.ts';
import { StrictEmitter } from './strict.ts';

type ThemeApi = Pick<Electron.NativeTheme, 'themeSource' | 'shouldUseDarkColors'>;

/** `nativeTheme`: sets prefers-color-scheme of every window. The system's own scheme is light. */
export class StandinNativeTheme extends StrictEmitter implements ThemeApi {
  private source: Electron.NativeTheme['themeSource'] = 'system';
  private readonly runtime: Runtime;

  constructor(runtime: Runtime) {
    super('nativeTheme', ['updated']);
    this.runtime = runtime;
  }

  get themeSource(): Electron.NativeTheme['themeSource'] {
    return this.source;
  }

  set themeSource(source: Electron.NativeTheme['themeSource']) {
    if (!['system', 'light', 'dark'].includes(source))
      throw new TypeError(`Error processing argument: '${source}' is no theme source`);
    const before = this.runtime.colorScheme;
    this.source = source;
    this.runtime.colorScheme = source === 'dark' ? 'dark' : 'light';
    for (const window of this.runtime.windows) window.setColorScheme(this.runtime.colorScheme);
    if (before !== this.runtime.colorScheme) this.emit('updated');
  }

  get shouldUseDarkColors(): boolean {
    return this.runtime.colorScheme === 'dark';
  }
}
