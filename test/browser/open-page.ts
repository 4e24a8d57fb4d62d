import type { Browser, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';

/** The page with these people on it. The test fails when a script of the page did. */
export async function openPage(
  browser: Browser,
  url: string,
  people = '',
  about: Parameters<Browser['newPage']>[0] = {},
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...about });
  onTestFinished(() => page.close());
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  onTestFinished(() => expect(faults).toEqual([]));
  await page.goto(`${url}#${people}`);
  await page.locator('.pane').first().waitFor();
  return page;
}
