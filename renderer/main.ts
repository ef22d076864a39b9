import { mount } from 'svelte';
import App from './app/App.svelte';
import { rememberedTheme } from './app/theme.ts';

document.documentElement.dataset['theme'] = rememberedTheme();
const target = document.getElementById('app');
if (target) mount(App, { target });
