import type { Output } from '../../contract/contract.ts';

type Theme = Output<'settings.get'>['theme'];
const KEY = 'metarr.theme';

/** The theme of the last time, so that the first frame is not white before the settings have arrived. */
export function rememberedTheme(): Theme {
  const stored = localStorage.getItem(KEY);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

/** Shows a theme and remembers it for the next start. */
export function showTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
  localStorage.setItem(KEY, theme);
}
