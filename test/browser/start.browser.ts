import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, startBrowser } from './chromium.ts';
import { openPage } from './open-page.ts';

let browser: Browser;
let folder: string;
let bot: ChildProcess | undefined;

/** What `npm start` runs, in a folder where nothing is yet; resolves with the one link that it prints. */
function startFresh(): Promise<string> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [resolve('dist/main.js')], {
    cwd: folder,
    env: { PATH, HOME, DATA_DIR: folder, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  bot = child;
  let said = '';
  return new Promise((found, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk;
      const [link, ...more] = said.match(/http:\/\/\S+\n/g) ?? [];
      if (more.length > 0) reject(new Error(`More than one link: ${said}`));
      if (link) found(link.trim());
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', (code) => reject(new Error(`It ended with ${code}: ${said}`)));
  });
}

describe.skipIf(!chromiumPath)('a newcomer', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'alongside-newcomer-'));
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    if (bot && bot.exitCode === null) {
      const ended = new Promise((resolve) => bot?.once('exit', resolve));
      bot.kill('SIGTERM');
      await ended;
    }
    await rm(folder, { recursive: true, force: true });
  });

  it('can use the page within 3 s of opening it, and sees a call-out answered from Slack and from Teams within a minute', async () => {
    const since = performance.now();
    const link = await startFresh();
    const linkMs = performance.now() - since;

    const arrived = performance.now();
    const page = await openPage(browser, link);
    const play = page.locator('#told').getByRole('button', { name: 'Play', exact: true });
    await page.locator('.pane.slack .item').first().waitFor();
    await page.locator('.pane.teams .item').first().waitFor();
    expect(await play.isEnabled()).toBe(true);
    const usableMs = performance.now() - arrived;

    await play.click();
    await page.locator('.pane.slack').getByText('You replied: yes').first().waitFor({ timeout: 90_000 });
    await page.locator('.pane.teams').getByText('You replied: maybe').first().waitFor({ timeout: 90_000 });
    const answeredMs = performance.now() - arrived;
    process.stdout.write(
      `link after ${(linkMs / 1_000).toFixed(1)} s; usable ${Math.round(usableMs)} ms after opening; answered from both ${(answeredMs / 1_000).toFixed(1)} s after opening\n`,
    );
    expect(usableMs).toBeLessThan(3_000);
    expect(answeredMs).toBeLessThan(60_000);
  });
});
