import type { MenuItemConstructorOptions } from 'electron';
import type { EventPayload } from '../../../contract/events.ts';

export type MenuChoice = EventPayload<'menu.chosen'>['item'];
export type Theme = 'system' | 'light' | 'dark';

export interface MenuOptions {
  platform: NodeJS.Platform;
  theme: Theme;
  /** Reloading and developer tools, while Metarr itself is being worked on. */
  isDevelopment: boolean;
  choose: (item: MenuChoice) => void;
  openDocumentation: () => void;
}

const THEMES: readonly [Theme, string][] = [
  ['system', 'As the System'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];

/** The application's menu. What it does happens in the window, which is told by `choose`; ids are what tests click by. */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const { choose } = options;
  const isMac = options.platform === 'darwin';
  const file: MenuItemConstructorOptions[] = [
    { id: 'add-library', label: 'Add Library…', accelerator: 'CmdOrCtrl+O', click: () => choose('addLibrary') },
    { id: 'create-sample', label: 'Try the Sample Library', click: () => choose('createSample') },
    { type: 'separator' },
    isMac ? { role: 'close' } : { role: 'quit' },
  ];
  const themes: MenuItemConstructorOptions[] = THEMES.map(([theme, label]) => ({
    id: `theme-${theme}`,
    label,
    type: 'radio',
    checked: options.theme === theme,
    click: () => choose(`theme:${theme}`),
  }));
  const view: MenuItemConstructorOptions[] = [
    { label: 'Appearance', submenu: themes },
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ];
  if (options.isDevelopment) view.push({ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' });
  const help: MenuItemConstructorOptions[] = [
    { id: 'documentation', label: 'About NFO Files (Kodi Wiki)', click: options.openDocumentation },
    { id: 'show-keys', label: 'Keys', click: () => choose('showKeys') },
  ];
  return [
    ...(isMac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    { label: 'File', submenu: file },
    {
      label: 'Edit',
      // No accelerators of the menu's own for undo and redo: outside a text field the window undoes edits of films.
      submenu: [
        { role: 'undo', registerAccelerator: false },
        { role: 'redo', registerAccelerator: false },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'delete' },
        { role: 'selectAll', registerAccelerator: false },
      ],
    },
    { label: 'View', submenu: view },
    ...(isMac ? [{ role: 'windowMenu' } satisfies MenuItemConstructorOptions] : []),
    { role: 'help', label: 'Help', submenu: help },
  ];
}
