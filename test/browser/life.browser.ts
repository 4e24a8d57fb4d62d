import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personOf } from '../../src/playground/gather.ts';
import { chromiumPath, startBrowser } from './chromium.ts';
import { type House, openHouse } from './house.ts';
import { openPage } from './open-page.ts';

let house: House;
let browser: Browser;

const FOCUSED = `document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent`;

/** Goes on with the Tab key until something that is called so has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 150; presses++) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(FOCUSED)) === name) return;
  }
  throw new Error(`The Tab key does not lead to “${name}”.`);
}

async function openFaults(page: Page): Promise<void> {
  await page.locator('summary', { hasText: 'Faults' }).click();
}

/** Priya calls out for peers. @param before what happens just before she sends it */
async function callOut(theme: string, before: () => Promise<unknown> = async () => {}): Promise<void> {
  const priya = personOf(house.stage, 'priya');
  const day = async (ahead: number) =>
    new Date((await house.stage.now()).getTime() + ahead * 86_400_000).toISOString().slice(0, 10);
  await priya.command('availability new');
  await priya.fill({
    'What is it about?': theme,
    'Kind of council': 'district council',
    Region: 'the East',
    Where: 'on site',
    'First day': await day(43),
    'How many peers?': '2',
    'Reply by': await day(11),
    'The host, in confidence': 'Secretshire',
  });
  await priya.submit();
  await house.stage.settle();
  const send = priya.seen.flatMap(({ buttons }) => buttons).findLast((label) => /^Send to/.test(label));
  await before();
  await priya.press(send ?? 'Send to …');
}

describe.skipIf(!chromiumPath)('the page through a day', () => {
  beforeAll(async () => {
    [house, browser] = await Promise.all([openHouse(), startBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });

  it('draws each of a hundred messages that come at once a single time', async () => {
    const page = await openPage(browser, house.url, 'teams:maggie,slack:UPRIYA');
    const maggie = personOf(house.stage, 'maggie');
    const items = page.locator('[data-person="teams:maggie"] .item');
    const before = await items.count();
    await page.evaluate(
      `window.drawn = new Set(); new MutationObserver((changes) => { for (const { addedNodes } of changes) for (const row of addedNodes) if (row.parentElement?.matches('.items')) drawn.add(row); }).observe(document.querySelector('[data-person="teams:maggie"] .items'), { childList: true })`,
    );
    await Promise.all(Array.from({ length: 50 }, (_, i) => maggie.say(`words ${i}`)));
    await house.stage.settle();
    const { chat } = maggie.window.look();
    expect(chat.length).toBeGreaterThanOrEqual(before + 100);
    await page.locator(`[data-item="${chat.at(-1)?.id}"]`).waitFor();
    expect(await items.count()).toBe(chat.length);
    // Rows that were there before are laid anew with the others, as they are; none is made again.
    expect(await page.evaluate('drawn.size')).toBe(chat.length);
  });

  it('goes on where it was when the bot is started again, and shows what came meanwhile', async () => {
    const page = await openPage(browser, house.url, 'teams:omar,slack:UPRIYA');
    const omar = page.locator('[data-person="teams:omar"]');
    const before = await omar.locator('.item').count();
    await page.context().setOffline(true);
    await house.restart();
    await personOf(house.stage, 'omar').say('while the page was away');
    await page.context().setOffline(false);
    await omar.locator('.item', { hasText: 'while the page was away' }).waitFor({ timeout: 20_000 });
    await page.locator('#away').waitFor({ state: 'hidden' });
    await omar.locator('.composer input').fill('home');
    await omar.locator('.composer button').click();
    await expect.poll(() => omar.locator('.item').count(), { timeout: 20_000 }).toBeGreaterThan(before + 2);
  });

  it.each([
    ['down: nothing answers', 'Teams is', 'kwame', 'How parks are kept'],
    ['too many requests (429)', 'Slack is', 'hamid', 'How roads are mended'],
  ])(
    '%s: what is sent waits and says so, and arrives once when that is over',
    async (kind, where, key, theme) => {
      const page = await openPage(browser, house.url, 'teams:ines,slack:UZOFIA');
      const peer = personOf(house.stage, key);
      const arrived = () => peer.chat.filter((text) => text.includes(theme)).length;
      await openFaults(page);
      await callOut(theme, async () => {
        await page.getByLabel(where).selectOption({ label: kind });
        await expect.poll(() => page.getByLabel(where).locator('option:checked').innerText()).toBe(kind);
      });
      await page.locator('#lines .waiting', { hasText: 'to be sent; nothing is lost' }).waitFor();
      expect(arrived()).toBe(0);
      await page.getByLabel(where).selectOption({ label: 'as it should be' });
      await expect.poll(arrived, { timeout: 60_000 }).toBe(1);
      await page.locator('#lines .waiting').waitFor({ state: 'detached', timeout: 60_000 });
      await page.getByText('No message waits to be sent.').waitFor();
      expect(arrived()).toBe(1);
    },
  );

  it('not installed: whoever removed the app gets nothing, everybody else does, and they can come back', async () => {
    const page = await openPage(browser, house.url, 'teams:kwame,teams:joel');
    const [kwame, joel] = ['kwame', 'joel'].map((key) => page.locator(`[data-person="teams:${key}"]`));
    await kwame?.getByRole('button', { name: 'Remove the app' }).click();
    await kwame?.getByRole('button', { name: 'Install the app' }).waitFor();
    await callOut('How schools listen');
    await joel?.locator('.item', { hasText: 'How schools listen' }).waitFor();
    expect(await kwame?.locator('.item', { hasText: 'How schools listen' }).count()).toBe(0);
    await kwame?.getByRole('button', { name: 'Install the app' }).click();
    await kwame?.getByRole('button', { name: 'Remove the app' }).waitFor();
    await kwame?.locator('.composer input').fill('availability');
    await kwame?.locator('.composer button').click();
    await kwame?.locator('.item.me', { hasText: 'availability' }).waitFor();
  });

  it('is put back to the start by one button', async () => {
    const page = await openPage(browser, house.url, 'teams:maggie,slack:UPRIYA');
    await page.locator('.item', { hasText: 'words 49' }).first().waitFor();
    await openFaults(page);
    await page.getByRole('button', { name: 'Start fresh' }).click();
    await page.locator('.item', { hasText: 'words 49' }).waitFor({ state: 'detached', timeout: 30_000 });
    expect((await house.stage.now()).getUTCDay()).toBe(1);
  });

  it('is used by keyboard alone: a story step by step, a command completed, a form opened, filled and left', async () => {
    const page = await openPage(browser, house.url, 'slack:UPRIYA,teams:dilys');
    await tabTo(page, 'Step by step: A buddy pair across platforms');
    await page.keyboard.press('Enter');
    const where = page.locator('#told .title small');
    await where.waitFor({ timeout: 30_000 });
    await page.keyboard.press('Home');
    await page.evaluate('document.activeElement.blur()');
    await tabTo(page, 'Next step');
    for (let steps = 0; steps < 60; steps++) {
      const before = await where.innerText();
      if (before === 'the end') break;
      await page.keyboard.press('Enter');
      await expect.poll(() => where.innerText(), { timeout: 30_000 }).not.toBe(before);
    }
    expect(await where.innerText()).toBe('the end');
    // The button that had the focus is gone. The focus is not, and one press too many presses nothing else.
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('told');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(FOCUSED)).toBe('Close');
    await page.keyboard.press('Enter');
    await where.waitFor({ state: 'detached' });

    await page.evaluate(`location.hash = '#slack:UANN'`);
    const ann = page.locator('[data-person="slack:UANN"]');
    await ann.waitFor();
    await ann.locator('.composer input').focus();
    await page.keyboard.type('/alongside prof');
    await ann.locator('.composer .choices li').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await ann.locator('.composer input').inputValue()).toBe('/alongside profile ');
    await page.keyboard.press('Enter');
    await ann.locator('.modal').waitFor();
    await expect.poll(() => page.evaluate(`!!document.activeElement.closest('.modal')`)).toBe(true);
    await page.keyboard.press('Escape');
    await ann.locator('.modal').waitFor({ state: 'detached' });
    expect(await page.evaluate(`document.activeElement.closest('[data-person]')?.dataset.person`)).toBe(
      'slack:UANN',
    );
  });

  it('turns the clock while it is told to, and only then', async () => {
    const page = await openPage(browser, house.url, 'slack:UPRIYA');
    const before = await house.stage.now();
    await page.getByRole('button', { name: '+1 day' }).click();
    await expect
      .poll(async () => (await house.stage.now()).getTime() - before.getTime(), { timeout: 30_000 })
      .toBeGreaterThanOrEqual(86_400_000);
    // That day may still be passing: what is pressed now begins after it.
    const [play, pause] = ['A day a second', 'Pause'].map((name) => page.getByRole('button', { name }));
    await play?.click();
    await pause?.click();
    await page.getByRole('button', { name: 'A day a second' }).waitFor({ timeout: 30_000 });
  });
});
