import type { Runtime } from './runtime.ts';
import { strict, StrictEmitter } from './strict.ts';

type MenuApi = Pick<Electron.Menu, 'items' | 'getMenuItemById' | 'append' | 'popup' | 'closePopup'>;
type Template = Electron.MenuItemConstructorOptions;

/** What each role's item is called and does, as far as it reaches a window here. The rest throws when it is clicked. */
const ROLES: Record<
  string,
  { label: string; run?: (window: Electron.BrowserWindow | null, quit: () => void) => void }
> = {
  quit: {
    label: 'Quit',
    run: (_window, quit) => {
      quit();
    },
  },
  close: { label: 'Close Window', run: (window) => window?.close() },
  minimize: { label: 'Minimize', run: (window) => window?.minimize() },
  reload: { label: 'Reload', run: (window) => window?.reload() },
  togglefullscreen: { label: 'Toggle Full Screen', run: (window) => window?.setFullScreen(!window.isFullScreen()) },
  resetzoom: { label: 'Actual Size', run: (window) => window?.webContents.setZoomFactor(1) },
  zoomin: {
    label: 'Zoom In',
    run: (window) => window?.webContents.setZoomFactor(window.webContents.getZoomFactor() * 1.2),
  },
  zoomout: {
    label: 'Zoom Out',
    run: (window) => window?.webContents.setZoomFactor(window.webContents.getZoomFactor() / 1.2),
  },
  undo: { label: 'Undo' },
  redo: { label: 'Redo' },
  cut: { label: 'Cut' },
  copy: { label: 'Copy' },
  paste: { label: 'Paste' },
  pasteandmatchstyle: { label: 'Paste and Match Style' },
  delete: { label: 'Delete' },
  selectall: { label: 'Select All' },
  about: { label: 'About' },
  services: { label: 'Services' },
  hide: { label: 'Hide' },
  hideothers: { label: 'Hide Others' },
  unhide: { label: 'Show All' },
  front: { label: 'Bring All to Front' },
  zoom: { label: 'Zoom' },
  window: { label: 'Window' },
  help: { label: 'Help' },
  toggledevtools: { label: 'Toggle Developer Tools' },
  forcereload: { label: 'Force Reload' },
  filemenu: { label: 'File' },
  editmenu: { label: 'Edit' },
  viewmenu: { label: 'View' },
  windowmenu: { label: 'Window' },
  appmenu: { label: 'Electron' },
};

/** Makes `Menu`: built from templates, found by id, clicked by tests the way Electron's own items are. */
export function createMenuClass(runtime: Runtime, quit: () => void): typeof Electron.Menu {
  let applicationMenu: Electron.Menu | null = null;

  class StandinMenuItem {
    readonly id: string;
    readonly label: string;
    readonly role: string | undefined;
    readonly type: string;
    readonly accelerator: unknown;
    readonly submenu: Electron.Menu | undefined;
    readonly menu: StandinMenu;
    enabled: boolean;
    visible: boolean;
    private isChecked: boolean;
    private readonly onClick: Template['click'];

    constructor(menu: StandinMenu, template: Template) {
      this.menu = menu;
      this.role = template.role?.toLowerCase();
      if (this.role !== undefined && !Object.hasOwn(ROLES, this.role))
        throw new Error(`The Electron stand-in has no menu role '${this.role}'.`);
      this.id = template.id ?? '';
      this.label = template.label ?? (this.role === undefined ? '' : (ROLES[this.role]?.label ?? ''));
      this.type = template.type ?? (template.submenu ? 'submenu' : 'normal');
      if (this.type !== 'separator' && this.label === '')
        throw new TypeError("Required property 'label' or 'role' is missing");
      this.accelerator = template.accelerator;
      this.enabled = template.enabled ?? true;
      this.visible = template.visible ?? true;
      this.isChecked = template.checked ?? false;
      this.onClick = template.click;
      this.submenu = Array.isArray(template.submenu)
        ? StandinMenu.buildFromTemplate(template.submenu)
        : template.submenu;
    }

    get checked(): boolean {
      return this.isChecked;
    }

    set checked(checked: boolean) {
      if (this.type === 'radio') for (const item of this.menu.groupOf(this)) item.isChecked = false;
      this.isChecked = this.type === 'radio' ? true : checked;
    }

    readonly click = (event?: Electron.KeyboardEvent, focusedWindow?: Electron.BaseWindow): void => {
      if (this.type === 'checkbox' || this.type === 'radio') this.checked = !this.checked;
      if (this.role !== undefined) {
        const run = ROLES[this.role]?.run;
        if (!run) throw new Error(`The Electron stand-in cannot do what the menu role '${this.role}' does.`);
        run(runtime.focused?.api ?? null, quit);
      } else this.onClick?.(this as unknown as Electron.MenuItem, focusedWindow, event as Electron.KeyboardEvent);
    };
  }

  class StandinMenu extends StrictEmitter implements MenuApi {
    items: Electron.MenuItem[] = [];

    constructor() {
      super('Menu', ['menu-will-show', 'menu-will-close']);
      return strict('Menu', this);
    }

    static buildFromTemplate(template: Template[]): Electron.Menu {
      if (!Array.isArray(template)) throw new TypeError('Invalid template for Menu: Menu template must be an array');
      const menu = new StandinMenu();
      menu.items = template.map(
        (item) => strict('MenuItem', new StandinMenuItem(menu, item)) as unknown as Electron.MenuItem,
      );
      return menu as unknown as Electron.Menu;
    }

    static setApplicationMenu(menu: Electron.Menu | null): void {
      applicationMenu = menu;
    }

    static getApplicationMenu(): Electron.Menu | null {
      return applicationMenu;
    }

    getMenuItemById(id: string): Electron.MenuItem | null {
      for (const item of this.items) {
        if (item.id === id) return item;
        const inside = item.submenu?.getMenuItemById(id);
        if (inside) return inside;
      }
      return null;
    }

    append(menuItem: Electron.MenuItem): void {
      this.items.push(menuItem);
    }

    popup(): void {
      this.emit('menu-will-show');
    }

    closePopup(): void {
      this.emit('menu-will-close');
    }

    /** Radio items next to one another, with no separator between, exclude one another. */
    groupOf(item: StandinMenuItem): StandinMenuItem[] {
      const items = this.items as unknown as StandinMenuItem[];
      const groups: StandinMenuItem[][] = [[]];
      for (const entry of items) {
        if (entry.type === 'radio') groups.at(-1)?.push(entry);
        else groups.push([]);
      }
      return groups.find((group) => group.some((entry) => entry.click === item.click)) ?? [];
    }
  }

  return strict('Menu', StandinMenu) as unknown as typeof Electron.Menu;
}
