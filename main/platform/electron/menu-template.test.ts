import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { events } from '../../../contract/events.ts';
import { type MenuOptions, menuTemplate } from './menu-template.ts';

function items(template: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])]);
}

function build(overrides: Partial<MenuOptions> = {}) {
  const chosen: string[] = [];
  const template = menuTemplate({
    platform: 'linux',
    theme: 'system',
    isDevelopment: false,
    choose: (item) => chosen.push(item),
    openDocumentation: () => chosen.push('documentation'),
    ...overrides,
  });
  const byId = (id: string): MenuItemConstructorOptions | undefined => items(template).find((item) => item.id === id);
  const click = (id: string): void => (byId(id)?.click as (() => void) | undefined)?.();
  return { template, chosen, byId, click };
}

describe('menuTemplate', () => {
  it('tells the window what was chosen, in the contract’s words', () => {
    const { chosen, click } = build();
    for (const id of ['add-library', 'create-sample', 'show-keys', 'theme-system', 'theme-light', 'theme-dark'])
      click(id);
    expect(chosen).toEqual(['addLibrary', 'createSample', 'showKeys', 'theme:system', 'theme:light', 'theme:dark']);
    for (const item of chosen) expect(events['menu.chosen'].safeParse({ item }).success).toBe(true);
    click('documentation');
    expect(chosen.at(-1)).toBe('documentation');
  });

  it.each(['system', 'light', 'dark'] as const)('marks the theme in use: %s', (theme) => {
    const { byId } = build({ theme });
    expect(['system', 'light', 'dark'].filter((name) => byId(`theme-${name}`)?.checked)).toEqual([theme]);
  });

  it('has developer tools only in development', () => {
    const roles = (isDevelopment: boolean) => items(build({ isDevelopment }).template).map(({ role }) => role);
    expect(roles(false)).not.toContain('toggleDevTools');
    expect(roles(true)).toContain('toggleDevTools');
  });

  it('follows the manners of each system', () => {
    expect(build({ platform: 'darwin' }).template[0]?.role).toBe('appMenu');
    expect(items(build({ platform: 'win32' }).template).map(({ role }) => role)).toContain('quit');
    expect(items(build({ platform: 'darwin' }).template).map(({ role }) => role)).not.toContain('quit');
  });

  it('has no id twice', () => {
    const ids = items(build({ isDevelopment: true }).template).flatMap(({ id }) => id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
