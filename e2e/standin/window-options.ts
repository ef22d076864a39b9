const OPTIONS = new Set([
  'width',
  'height',
  'x',
  'y',
  'minWidth',
  'minHeight',
  'show',
  'title',
  'backgroundColor',
  'autoHideMenuBar',
  'icon',
  'titleBarStyle',
  'webPreferences',
  'useContentSize',
  'center',
  'fullscreenable',
  'darkTheme',
  'paintWhenInitiallyHidden',
]);
/** The only settings a renderer has here; anything weaker is refused rather than imitated. */
const PREFERENCES: Record<string, (value: unknown) => boolean> = {
  preload: (value) => typeof value === 'string',
  contextIsolation: (value) => value === true,
  sandbox: (value) => value === true,
  nodeIntegration: (value) => value === false,
  nodeIntegrationInWorker: (value) => value === false,
  nodeIntegrationInSubFrames: (value) => typeof value === 'boolean',
  webSecurity: (value) => value === true,
  allowRunningInsecureContent: (value) => value === false,
  experimentalFeatures: (value) => value === false,
  webviewTag: (value) => value === false,
  navigateOnDragDrop: (value) => value === false,
  safeDialogs: (value) => typeof value === 'boolean',
  spellcheck: (value) => typeof value === 'boolean',
  devTools: (value) => typeof value === 'boolean',
  backgroundThrottling: (value) => typeof value === 'boolean',
};

/** Throws for options and renderer settings that the stand-in cannot give. */
export function checkOptions(options: Electron.BrowserWindowConstructorOptions): void {
  for (const name of Object.keys(options)) {
    if (!OPTIONS.has(name)) throw new Error(`The Electron stand-in has no BrowserWindow option '${name}'.`);
  }
  for (const [name, value] of Object.entries(options.webPreferences ?? {})) {
    if (PREFERENCES[name]?.(value) !== true) {
      throw new Error(`The Electron stand-in has no renderer with webPreferences.${name} = ${String(value)}.`);
    }
  }
}
