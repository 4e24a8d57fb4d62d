import { readdir } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personOf } from '../../src/playground/gather.ts';
import { accountOf, RESIDENTS } from '../../src/playground/residents.ts';
import { openScene } from '../../src/playground/story.ts';
import { stories } from '../../src/playground/tour.ts';
import type { PersonAtScreen } from '../../src/playground/window.ts';
import { chromiumPath, startBrowser } from './chromium.ts';
import { browserHands } from './hands.ts';
import { type House, openHouse } from './house.ts';
import { clearPictures, PICTURES, shoot, withPictures } from './pictures.ts';

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
    await clearPictures();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });

  it.each(stories.map((story) => [story.name, story] as const))(
    '%s is played to its end by typing and pressing what stands on the page',
    async (_name, story) => {
      const cast = new Set<string>();
      await house.playground.perform({ do: 'fresh' });
      const scene = openScene(house.stage, () => {}, {
        settled: true,
        direction: {
          begin: async () => {},
          arrive: () => {},
          cast: (key) => {
            cast.add(key);
            return atScreen(key);
          },
        },
      });
      await story.play(scene).catch((error: Error) => {
        throw new Error(`${error.message}\nThe log: ${JSON.stringify(house.problems)}`);
      });
      for (const key of cast) await lookThrough(key);
      expect([...house.stage.slack.refusals, ...house.stage.teams.refusals]).toEqual([]);
      expect(house.problems).toEqual([]);
      expect(faults).toEqual([]);
    },
  );

  it.runIf(withPictures)(
    'every command is typed on both platforms, and every form that its card opens is looked at',
    async () => {
      await house.playground.perform({ do: 'fresh' });
      for (const key of ['priya', 'ann', 'dilys']) await walkThrough(key);
      expect(faults).toEqual([]);
    },
    1_200_000,
  );

  it('leaves pictures of what was on the screens, to be looked through', async () => {
    expect((await readdir(PICTURES)).length).toBeGreaterThan(20);
  });
});

const idOf = (key: string) => `${RESIDENTS[key]?.platform}:${accountOf(key)}`;
const platformOf = (key: string) => RESIDENTS[key]?.platform ?? '';

const atScreen = (key: string) =>
  browserHands(page, idOf(key), personOf(house.stage, key), (pane, what) =>
    shoot(page, pane, `${platformOf(key)} ${what}`),
  );

/** Takes pictures of all that stands on somebody's screen at the end: also of what nobody pressed. */
async function lookThrough(key: string): Promise<void> {
  const person = personOf(house.stage, key);
  while (person.form) person.dismiss();
  await page.evaluate(`location.hash = ${JSON.stringify(`#${idOf(key)}`)}`);
  const pane = page.locator(`[data-person="${idOf(key)}"]`);
  await pane.locator('.modal').waitFor({ state: 'detached' });
  for (const { id, from } of person.window.look().chat) {
    const item = pane.locator(`[data-item="${id}"]`);
    await item.waitFor({ state: 'attached' });
    if (from !== 'bot') continue;
    const [title = ''] = (await item.locator('.content').innerText()).trim().split('\n');
    await shoot(page, item, `${platformOf(key)} item ${title}`);
  }
  if (!person.window.look().home) return;
  await pane.locator('.tabs').getByRole('button', { name: 'Home', exact: true }).click();
  await shoot(page, pane, `${platformOf(key)} home ${key}`);
}

/** Types every command, and presses each button of the card that answers it: what opens is looked at, and put away. */
async function walkThrough(key: string): Promise<void> {
  const person = personOf(house.stage, key);
  for (const { id } of house.stage.commands) {
    const before = person.seen.length;
    await person.command(platformOf(key) === 'slack' ? `alongside ${id}` : id);
    await house.stage.settle();
    await look(person, key, id);
    const answer = person.seen.slice(before).findLast(({ buttons }) => buttons.length > 0);
    for (const label of new Set(answer?.buttons)) {
      if (UNDOING.test(label)) continue;
      await person.press(label).catch(() => {});
      await look(person, key, `${id} ${label}`);
    }
  }
  await lookThrough(key);
}

/** What would end the walk. */
const UNDOING = /forget|leave|stop|end |delete|remove|erase/i;

async function look(person: PersonAtScreen, key: string, what: string): Promise<void> {
  const { form } = person.window.look();
  if (!form) return;
  await page.evaluate(`location.hash = ${JSON.stringify(`#${idOf(key)}`)}`);
  const pane = page.locator(`[data-person="${idOf(key)}"]`);
  await pane.locator(`.modal[data-form="${form.id}"]`).waitFor();
  await shoot(page, pane, `${platformOf(key)} form ${what} ${form.title}`);
  while (person.form && person.window.look().form) person.dismiss();
}
