import { readFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personOf } from '../../src/playground/gather.ts';
import { chromiumPath, startBrowser } from './chromium.ts';
import { type House, openHouse } from './house.ts';
import { openPage } from './open-page.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

let house: House;
let browser: Browser;

beforeAll(async () => {
  house = await openHouse();
  if (chromiumPath) browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

/** What a browser would never send by itself: any headers at all. */
function send(
  path: string,
  method: string,
  headers: Record<string, string>,
  body = '',
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const url = new URL(path, house.url);
    const request = httpRequest(url, { method, headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

describe('the page is this machine’s alone', () => {
  const act = JSON.stringify({ do: 'say', person: 'slack:UANN', text: 'nobody may say this' });
  const json = { 'content-type': 'application/json' };
  const token = async () =>
    (JSON.parse((await send('/playground/token', 'GET', {})).body) as { token: string }).token;
  const origin = () => new URL(house.url).origin;

  it('takes an act from its own page', async () => {
    const headers = { ...json, origin: origin(), 'x-playground-token': await token() };
    const said = JSON.stringify({ do: 'say', person: 'slack:UANN', text: 'home' });
    expect(await send('/playground/act', 'POST', headers, said)).toMatchObject({ status: 200 });
  });

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a page of nowhere', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a form that sends plain text', { 'content-type': 'text/plain' }],
    ['whoever has no token', { 'x-playground-token': 'guessed' }],
  ])('refuses an act of %s, and nothing happens', async (_who, spoilt) => {
    const good = { ...json, origin: origin(), 'x-playground-token': await token() };
    expect((await send('/playground/act', 'POST', { ...good, ...spoilt }, act)).status).toBe(403);
    expect(JSON.stringify(house.stage.slack.ledger)).not.toContain('nobody may say this');
  });

  it.each(['/', '/playground/token', '/playground/events', '/playground/main.js'])(
    'answers %s to no name but its own, so that nobody’s name can be pointed at it',
    async (path) => {
      expect(await send(path, 'GET', { host: 'evil.example' })).toMatchObject({ status: 403 });
      expect((await send(path, 'GET', { host: '127.0.0.1.evil.example' })).status).toBe(403);
    },
  );

  it('sends no page without a policy that forbids scripts and frames of others', async () => {
    const response = await fetch(house.url);
    expect(response.headers.get('content-security-policy')).toContain(
      "default-src 'none'; script-src 'self'",
    );
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(await response.text()).not.toMatch(/<script>|onclick/);
  });
});

describe.skipIf(!chromiumPath)('the page in a browser', () => {
  it.each([
    ['light, on a desk', { colorScheme: 'light' }],
    ['dark, on a desk', { colorScheme: 'dark' }],
    ['light, on a phone', { colorScheme: 'light', viewport: { width: 390, height: 844 } }],
    ['dark, on a phone', { colorScheme: 'dark', viewport: { width: 390, height: 844 } }],
  ] as const)('has nothing for axe to complain of: %s', async (_how, about) => {
    const page = await openPage(browser, house.url, 'slack:UPRIYA,teams:eli', about);
    for (const summary of await page.locator('.desk summary').all())
      if (!(await summary.evaluate((one: { parentElement: { open: boolean } }) => one.parentElement.open)))
        await summary.click();
    const ann = personOf(house.stage, 'priya');
    await ann.command('availability new');
    await page.locator('.slack .modal').waitFor();
    await personOf(house.stage, 'eli').say('profile');
    await page.locator('.teams .card input').first().waitFor();
    await page.evaluate(await readFile(AXE, 'utf8'));
    const found = await page.evaluate<{ id: string; nodes: { html: string }[] }[]>(
      `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => ({ html: html.slice(0, 200), why: failureSummary })) })))`,
    );
    ann.dismiss();
    expect(found).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  it('shows whom its address asks for, also when news comes at that moment, and keeps them for the skip link', async () => {
    const page = await openPage(browser, house.url, 'slack:UPRIYA,teams:eli');
    // What news about anybody does to the address, before the browser has told of the one that was asked for.
    await page.evaluate(
      `location.hash = '#slack:UANN'; history.replaceState(null, '', '#slack:UPRIYA,teams:eli')`,
    );
    await page.locator('[data-person="slack:UANN"]').waitFor();
    await page.locator('.skip').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(`document.activeElement.closest('[data-person]')?.dataset.person`)).toBe(
      'slack:UANN',
    );
    expect(await page.locator('.pane').count()).toBe(1);
  });

  it('draws what people type as words, never as markup', async () => {
    const page = await openPage(browser, house.url, 'slack:UHAMID,teams:omar');
    const nasty = '<img src=x onerror=alert(1)> **bold** [x](javascript:alert(1)) *b*';
    for (const id of ['slack:UHAMID', 'teams:omar']) {
      const pane = page.locator(`[data-person="${id}"]`);
      await pane.locator('.composer input').fill(nasty);
      await pane.locator('.composer button').click();
      await pane.locator('.item.me', { hasText: nasty }).waitFor();
    }
    expect(await page.locator('.pane img, .pane [onerror], .pane a[href^="javascript"]').count()).toBe(0);
  });

  it('brings what is to be mended into view, and under the hands of whoever sent the form', async () => {
    const page = await openPage(browser, house.url, 'slack:UPRIYA,teams:eli');
    const priya = page.locator('[data-person="slack:UPRIYA"]');
    await priya.locator('.composer input').fill('/availability new');
    await priya.locator('.composer button').click();
    await priya.locator('.modal-body').evaluate((body: { scrollTop: number }) => {
      body.scrollTop = 10_000;
    });
    await priya.locator('.modal footer .primary').click();
    await priya.locator('[data-wrong]').first().waitFor();
    await expect
      .poll(() => page.evaluate(`document.activeElement.closest('[data-wrong]')?.textContent`))
      .toContain('What is it about?');
    const inView = `(() => { const [body, field] = ['.modal-body', '[data-wrong]'].map((name) => document.querySelector(name).getBoundingClientRect()); return field.top >= body.top - 1 && field.bottom <= body.bottom + 1; })()`;
    expect(await page.evaluate(inView)).toBe(true);
    await page.keyboard.press('Escape');
    await priya.locator('.modal').waitFor({ state: 'detached' });
  });

  it('keeps what was typed into a form through a reload, and two screens act side by side', async () => {
    const page = await openPage(browser, house.url, 'slack:UPRIYA,teams:omar');
    const priya = page.locator('[data-person="slack:UPRIYA"]');
    await priya.locator('.composer input').fill('/availability new');
    await priya.locator('.composer button').click();
    const about = priya.getByLabel('What is it about?');
    await about.fill('How libraries stay open');
    const omar = page.locator('[data-person="teams:omar"]');
    await omar.locator('.composer input').fill('help');
    await omar.locator('.composer button').click();
    await omar.locator('.item.me', { hasText: 'help' }).waitFor();
    await expect.poll(() => personOf(house.stage, 'priya').form?.text).toContain('How libraries stay open');
    await page.reload();
    await priya.locator('.modal').waitFor();
    expect(await about.inputValue()).toBe('How libraries stay open');
    await priya.locator('.modal .close').first().click();
    await priya.locator('.modal').waitFor({ state: 'detached' });
  });
});
