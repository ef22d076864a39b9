import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'renderer',
  base: '/',
  plugins: [svelte({ configFile: false })],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    // The tokens use light-dark() and oklch(); lowering them would triple the style sheet for browsers nobody runs here.
    target: 'esnext',
    cssTarget: 'chrome130',
    // The content security policy forbids inline images and modules written into the page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
