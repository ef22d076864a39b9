import { app, Menu, nativeTheme } from 'electron';
import type { Core } from '../../core.ts';
import type { Logger } from '../ports.ts';
import { menuTemplate, type Theme } from './menu-template.ts';
import { openLink } from './security.ts';

type MenuCore = Pick<Core, 'dispatch' | 'onEvent' | 'events'>;

/** The convention that what we publish follows; our own guide comes with the application. */
const DOCUMENTATION = 'https://kodi.wiki/view/NFO_files';
const THEMES: readonly unknown[] = ['system', 'light', 'dark'] satisfies Theme[];

/**
 * Sets the application's menu and keeps it, the title bar and the system's own dialogs in the theme that is set. Answers a
 * function that stops following. The first theme is set before it resolves, so that the window opens in it.
 */
export async function followTheme(core: MenuCore, logger: Logger): Promise<() => void> {
  const life = new AbortController();
  const apply = async (): Promise<void> => {
    const theme = await readTheme(core, life.signal);
    if (life.signal.aborted) return;
    nativeTheme.themeSource = theme;
    Menu.setApplicationMenu(buildMenu(core, theme, logger));
  };
  const stop = core.onEvent(({ name }) => {
    if (name === 'settings.changed') void apply();
  });
  await apply();
  return () => {
    life.abort();
    stop();
  };
}

function buildMenu(core: MenuCore, theme: Theme, logger: Logger): Electron.Menu {
  return Menu.buildFromTemplate(
    menuTemplate({
      platform: process.platform,
      theme,
      isDevelopment: !app.isPackaged,
      choose: (item) => {
        core.events.publish({ name: 'menu.chosen', payload: { item } });
      },
      openDocumentation: () => {
        openLink(DOCUMENTATION, logger);
      },
    }),
  );
}

async function readTheme(core: MenuCore, signal: AbortSignal): Promise<Theme> {
  const reply = await core.dispatch('settings.get', {}, { principal: 'window', signal });
  const theme = reply.ok ? (reply.value as { theme?: unknown }).theme : undefined;
  return THEMES.includes(theme) ? (theme as Theme) : 'system';
}
