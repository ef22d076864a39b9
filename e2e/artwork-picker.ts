import { expect, type Locator, type Page } from '@playwright/test';

/** The artwork picker as a person sees it: opened from a film's artwork, and what is in it. */
export class ArtworkPicker {
  readonly page: Page;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog');
  }

  /** Opens the images of a type (as it is labelled) for the item that is open, and waits until there are some. */
  async open(type: string): Promise<void> {
    await this.page.getByRole('tab', { name: /^Artwork/ }).click();
    await this.page.getByRole('button', { name: `Choose ${type}`, exact: true }).click();
    await expect(this.options(type).first()).toBeVisible();
  }

  async show(type: string): Promise<void> {
    await this.dialog.getByRole('tab', { name: type, exact: true }).click();
    await expect(this.options(type).first()).toBeVisible();
  }

  images(type: string): Locator {
    return this.dialog.getByRole('listbox', { name: `Images for ${type}` });
  }

  options(type: string): Locator {
    return this.images(type).getByRole('option');
  }

  /** The image that the keys act on. */
  async active(type: string): Promise<{ id: number; name: string }> {
    const id = (await this.images(type).getAttribute('aria-activedescendant')) ?? '';
    const name = (await this.dialog.locator(`[id="${id}"]`).getAttribute('aria-label')) ?? '';
    return { id: Number(id.replace('candidate-', '')), name };
  }

  /** What stands beside the images about the one that the keys act on. */
  get panel(): Locator {
    return this.dialog.getByRole('complementary');
  }

  toast(text: string): Locator {
    return this.page.getByRole('status').filter({ hasText: text });
  }

  async close(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Close', exact: true }).click();
    await expect(this.dialog).toHaveCount(0);
  }
}
