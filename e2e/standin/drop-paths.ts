import type { Page } from '@playwright/test';

/**
 * Drops files and folders of the disk on the middle of the element, as from the system's file manager: the page's File
 * objects carry their paths. Works on the real Electron too, which is Chromium as well.
 */
export async function dropPaths(page: Page, selector: string, paths: readonly string[]): Promise<void> {
  const element = page.locator(selector);
  await element.scrollIntoViewIfNeeded();
  const box = await element.boundingBox();
  if (!box) throw new Error(`${selector} is not visible, nothing can be dropped on it`);
  const session = await page.context().newCDPSession(page);
  try {
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const data = { items: [], files: [...paths], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', { type, ...at, data });
    }
  } finally {
    await session.detach();
  }
}
