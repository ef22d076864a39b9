import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Runtime } from './runtime.ts';
import { SingleInstance } from './single-instance.ts';
import { PreventableEvent, strict, StrictEmitter } from './strict.ts';

type AppApi = Pick<
  Electron.App,
  | 'quit'
  | 'exit'
  | 'isReady'
  | 'whenReady'
  | 'getPath'
  | 'setPath'
  | 'getName'
  | 'setName'
  | 'getVersion'
  | 'getAppPath'
  | 'requestSingleInstanceLock'
  | 'hasSingleInstanceLock'
  | 'releaseSingleInstanceLock'
  | 'enableSandbox'
  | 'focus'
  | 'setAppUserModelId'
  | 'setAboutPanelOptions'
  | 'getLocale'
  | 'isPackaged'
  | 'name'
  | 'disableHardwareAcceleration'
>;

const EVENTS = [
  'will-finish-launching',
  'ready',
  'window-all-closed',
  'before-quit',
  'will-quit',
  'quit',
  'activate',
  'open-file',
  'open-url',
  'second-instance',
  'browser-window-created',
  'browser-window-focus',
  'browser-window-blur',
  'web-contents-created',
  'render-process-gone',
  'child-process-gone',
  'certificate-error',
  'select-client-certificate',
  'login',
];

/** `app`: paths, the single-instance lock, and the life of the application from ready to quit. */
export class StandinApp extends StrictEmitter implements AppApi {
  readonly isPackaged = false;
  name = 'Electron';
  private readonly appPath: string;
  private readonly version: string;
  readonly commandLine: Electron.CommandLine;
  readonly dock = undefined;
  private readonly paths = new Map<string, string>();
  private readonly lock = new SingleInstance();
  private readonly runtime: Runtime;
  private readonly becameReady: Promise<void>;
  private markReady: () => void = () => undefined;
  private quitting = false;

  constructor(runtime: Runtime, switches: Map<string, string>) {
    super('app', EVENTS);
    this.runtime = runtime;
    this.becameReady = new Promise((resolve) => {
      this.markReady = resolve;
    });
    this.commandLine = strict('app.commandLine', {
      appendSwitch: (name: string, value = '') => {
        switches.set(name, value);
      },
      hasSwitch: (name: string) => switches.has(name),
      getSwitchValue: (name: string) => switches.get(name) ?? '',
    } satisfies Partial<Electron.CommandLine>) as unknown as Electron.CommandLine;
    const userData = switches.get('user-data-dir');
    if (userData !== undefined && userData !== '') this.paths.set('userData', resolve(userData));
    const given = resolve(process.env['STANDIN_APP'] ?? '.');
    if (existsSync(given) && statSync(given).isDirectory()) {
      const manifest = readManifest(join(given, 'package.json'));
      this.appPath = given;
      this.name = manifest.productName ?? manifest.name;
      this.version = manifest.version;
    } else {
      // Started with a script: Electron then knows its own name and version only.
      this.appPath = dirname(given);
      this.version = electronVersion();
    }
    runtime.emitAppEvent = (name, ...args) => this.emit(name, ...args);
    runtime.windowClosed = () => {
      this.afterWindowClosed();
    };
    process.on('exit', () => {
      this.lock.release();
    });
  }

  /** Chromium is there: the application may start. */
  start(): void {
    this.emit('will-finish-launching');
    this.runtime.ready = true;
    this.markReady();
    this.emit('ready', new PreventableEvent(), {});
  }

  isReady(): boolean {
    return this.runtime.ready;
  }

  whenReady(): Promise<void> {
    return this.becameReady;
  }

  quit(): void {
    if (this.quitting) return;
    const event = new PreventableEvent();
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    this.quitting = true;
    // A window whose 'close' is prevented calls the quit off.
    for (const window of [...this.runtime.windows]) {
      if (!window.tryClose()) this.quitting = false;
    }
    if (this.quitting && this.runtime.windows.size === 0) this.finishQuit();
  }

  exit(exitCode = 0): void {
    this.emit('quit', new PreventableEvent(), exitCode);
    process.exit(exitCode);
  }

  getPath(name: Parameters<Electron.App['getPath']>[0]): string {
    const set = this.paths.get(name);
    if (set !== undefined) return set;
    if (name === 'userData') {
      // Never the person's own configuration: a launch without --user-data-dir gets a new folder.
      const made = mkdtempSync(join(tmpdir(), 'electron-standin-data-'));
      this.paths.set(name, made);
      return made;
    }
    if (name === 'sessionData') return this.getPath('userData');
    if (name === 'logs') return join(this.getPath('userData'), 'logs');
    const home = homedir();
    const known: Record<string, string> = {
      home,
      appData: join(home, '.config'),
      temp: tmpdir(),
      desktop: join(home, 'Desktop'),
      documents: join(home, 'Documents'),
      downloads: join(home, 'Downloads'),
      music: join(home, 'Music'),
      pictures: join(home, 'Pictures'),
      videos: join(home, 'Videos'),
      exe: process.env['STANDIN_EXECUTABLE'] ?? process.execPath,
    };
    const path = known[name];
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }

  setPath(name: string, path: string): void {
    if (!existsSync(path)) throw new Error(`Path must exist: ${path}`);
    this.paths.set(name, path);
  }

  getName(): string {
    return this.name;
  }

  setName(name: string): void {
    this.name = name;
  }

  getVersion(): string {
    return this.version;
  }

  getAppPath(): string {
    return this.appPath;
  }

  getLocale(): string {
    return 'en-US';
  }

  getPreferredSystemLanguages(): string[] {
    return ['en-US'];
  }

  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    const instance = { argv: process.argv, workingDirectory: process.cwd(), additionalData: additionalData ?? null };
    return this.lock.request(this.getPath('userData'), instance, (second) => {
      this.emit('second-instance', new PreventableEvent(), second.argv, second.workingDirectory, second.additionalData);
    });
  }

  hasSingleInstanceLock(): boolean {
    return this.lock.isHeld();
  }

  releaseSingleInstanceLock(): void {
    this.lock.release();
  }

  enableSandbox(): void {
    if (this.runtime.ready) throw new Error('app.enableSandbox() can only be called before app is ready');
  }

  disableHardwareAcceleration(): void {
    if (this.runtime.ready) throw new Error('app.disableHardwareAcceleration() can only be called before app is ready');
  }

  focus(): void {
    [...this.runtime.windows].at(0)?.api.focus();
  }

  setAppUserModelId(): void {
    // Windows only.
  }

  setAboutPanelOptions(): void {
    // Shown by the system's own menu.
  }

  private afterWindowClosed(): void {
    if (this.runtime.windows.size > 0) return;
    if (this.quitting) this.finishQuit();
    else if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed');
    else this.quit();
  }

  private finishQuit(): void {
    const event = new PreventableEvent();
    this.emit('will-quit', event);
    if (event.defaultPrevented) this.quitting = false;
    else this.exit(0);
  }
}

/** The version of the Electron that the stand-in imitates. */
export function electronVersion(): string {
  return readManifest(fileURLToPath(new URL('../../node_modules/electron/package.json', import.meta.url))).version;
}

function readManifest(file: string): { name: string; productName?: string; version: string } {
  return JSON.parse(readFileSync(file, 'utf8')) as { name: string; productName?: string; version: string };
}
