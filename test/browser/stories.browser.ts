import { mkdir, readdir, rm } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personOf } from '../../src/playground/gather.ts';
import { accountOf, RESIDENTS } from '../../src/playground/residents.ts';
import { openScene } from '../../src/playground/story.ts';
import { stories } from '../../src/playground/tour.ts';
import { chromiumPath, startBrowser } from './chromium.ts';
import { browserHands } from './hands.ts';
import { type House, openHouse } from './house.ts';

/** Looked through by a person, and kept out of the repository. */
const PICTURES = new URL('pictures/', import.meta.url).pathname;
/** Every card and form is taken in light, in dark and on a phone: slow, so only when asked for. */
const withPictures = process.env.PICTURES === 'all';

let house: House;
let browser: Browser;
let page: Page;
const faults: string[] = [];

describe.skipIf(!chromiumPath)('the stories, by hands in a browser', () => {
  beforeAll(async () => {
    [house, browser] = await Promise.all([openHouse(), startBrowser()]);
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (line) => line.type() === 'error' && faults.push(line.text()));
    await page.goto(house.url);
    await rm(PICTURES, { recursive: true, force: true });
    await mkdir(PICTURES, { recursive: true });
  });
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });

  it.each(stories.map((story) => [story.name, story] as const))(
    '%s is played to its end by typing and pressing what stands on the page',
    async (name, story) => {
      await house.playground.perform({ do: 'fresh' });
      const scene = openScene(house.stage, () => {}, {
        settled: true,
        direction: {
          begin: async () => {},
          cast: (key) => {
            const id = `${RESIDENTS[key]?.platform}:${accountOf(key)}`;
            return browserHands(page, id, personOf(house.stage, key), shoot(`${name} ${key}`));
          },
        },
      });
      await story.play(scene);
      expect([...house.stage.slack.refusals, ...house.stage.teams.refusals]).toEqual([]);
      expect(house.problems).toEqual([]);
      expect(faults).toEqual([]);
    },
  );

  it('leaves pictures of what was on the screens, to be looked through', async () => {
    expect((await readdir(PICTURES)).length).toBeGreaterThan(20);
  });
});

const taken = new Set<string>();

/** One picture of each card and form: in light, and when asked for also in dark and on a phone. */
function shoot(who: string) {
  return async (pane: Locator, what: string): Promise<void> => {
    const file = `${who} ${what}`
      .replace(/[^\w ’-]+/g, '')
      .slice(0, 80)
      .replaceAll(' ', '-');
    if (taken.has(file)) return;
    taken.add(file);
    await pane.screenshot({ path: `${PICTURES}${file}.png` });
    if (!withPictures) return;
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 390, height: 800 });
    await pane.waitFor();
    await pane.screenshot({ path: `${PICTURES}${file}.dark-phone.png` });
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1280, height: 800 });
    await pane.waitFor();
  };
}
