import type { Locator, Page } from 'playwright-core';
import { withHands } from '../../src/playground/hands.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import type { PersonAtScreen } from '../../src/playground/window.ts';

/** Keeps pictures of what was on somebody's screen. */
export type Shoot = (pane: Locator, what: string) => Promise<void>;

/**
 * Somebody whose hands are in a browser: they type and press what stands on the page, by its words. What they see is
 * asked of the platform, which the page is drawn from.
 */
export function browserHands(page: Page, id: string, person: PersonAtScreen, shoot: Shoot): SimulatedPerson {
  const pane = page.locator(`[data-person="${id}"]`);
  const isSlack = id.startsWith('slack');
  const named = (label: string) => ({ name: label, exact: true });

  async function come(): Promise<void> {
    await page.evaluate(`location.hash = ${JSON.stringify(`#${id}`)}`);
    await pane.waitFor().catch(async (error: Error) => {
      throw new Error(
        `${error.message}\nThe page: ${(await page.locator('body').innerText()).slice(0, 400)}`,
      );
    });
  }

  /** Waits until the page shows what the platform has: what is pressed is what stands there. */
  async function settled(): Promise<boolean> {
    const { form, chat } = person.window.look();
    const newest = chat.at(-1);
    if (newest) await pane.locator(`[data-item="${newest.id}"]`).waitFor({ state: 'attached' });
    if (form) await pane.locator(`.modal[data-form="${form.id}"]`).waitFor();
    else await pane.locator('.modal').waitFor({ state: 'detached' });
    if (form) await shoot(pane, `form ${form.title}`);
    return form !== undefined;
  }

  /** Waits for the answer to what the page sends. */
  async function acting(act: () => Promise<unknown>): Promise<void> {
    const answered = page.waitForResponse(
      (response) =>
        response.url().endsWith('/playground/act') &&
        !/"do":"(type|suggest)"/.test(response.request().postData() ?? ''),
    );
    await act();
    const response = await answered;
    if (!response.ok()) throw new Error(`${person.name}: ${await response.text()}`);
  }

  async function tab(name: 'Home' | 'Messages'): Promise<void> {
    if (!isSlack) return;
    const button = pane.locator('.tabs').getByRole('button', named(name));
    if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
  }

  async function say(text: string): Promise<void> {
    await come();
    while (await settled()) await acting(() => pane.locator('.modal .close').click());
    await pane.locator('.composer input').fill(text);
    await acting(() => pane.getByRole('button', { name: /^Send as/ }).click());
  }

  async function press(label: string, on?: string): Promise<void> {
    await come();
    await settled();
    const modal = pane.locator('.modal');
    const inModal = modal.getByRole('button', named(label));
    if ((await inModal.count()) > 0) return acting(() => inModal.last().click());
    while (await settled()) await acting(() => modal.locator('.close').click());
    const newest = person.seen.findLast(
      ({ buttons, text }) => buttons.includes(label) && text.includes(on ?? ''),
    );
    if (!newest) {
      const there = person.seen.flatMap(({ buttons }) => buttons).slice(-12);
      throw new Error(`${person.name} sees no button “${label}”. The last ones were: ${there.join(', ')}`);
    }
    if (isSlack && newest.kind === 'home') {
      if ((await pane.getAttribute('data-tab')) !== 'home') await acting(() => tab('Home'));
    } else await tab('Messages');
    const where =
      newest.kind === 'home' ? pane.locator('.home') : pane.locator('.item', on ? { hasText: on } : {});
    const button = where.getByRole('button', named(label)).last();
    await button.waitFor({ timeout: 15_000 });
    await shoot(pane, `card ${newest.text.split('\n')[0]}`);
    await acting(() => button.click());
  }

  async function fillOne(label: string, value: string | readonly string[]): Promise<void> {
    const scope =
      (await pane.locator('.modal').count()) > 0 ? pane.locator('.modal') : pane.locator('.items');
    const exact = new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}( \\(optional\\))?$`);
    if (Array.isArray(value)) {
      const boxes = scope.getByRole('group', { name: exact }).last().getByRole('checkbox');
      await boxes.first().waitFor();
      for (const box of await boxes.all()) await box.setChecked(value.includes(await nameOfBox(box)));
      return;
    }
    const control = scope.getByLabel(exact).last();
    const tag = await control.evaluate((element: { tagName: string }) => element.tagName);
    const given = typeof value === 'string' ? value : value.join(', ');
    if (tag === 'SELECT') await control.selectOption({ label: given });
    else if ((await control.getAttribute('role')) === 'combobox') {
      await control.fill(given);
      await scope.getByRole('option', named(given)).click();
    } else await control.fill(given);
  }

  return withHands(person, {
    say,
    command: (text) => say(isSlack ? `/${text.replace(/^\//, '')}` : text),
    press,
    async fill(values) {
      await come();
      await settled();
      for (const [label, value] of Object.entries(values)) await fillOne(label, value);
      await shoot(pane, `filled ${person.form?.title ?? ''}`);
    },
    async submit() {
      await come();
      await settled();
      const label = person.form?.submit ?? '';
      const scope =
        (await pane.locator('.modal').count()) > 0 ? pane.locator('.modal') : pane.locator('.items');
      await acting(() => scope.getByRole('button', named(label)).last().click());
      await shoot(pane, 'after sending');
    },
    async openHome() {
      await come();
      if (isSlack) await acting(() => pane.locator('.tabs').getByRole('button', named('Home')).click());
      else await say('home');
    },
  });
}

interface Box {
  labels: readonly { textContent: string | null }[] | null;
  getAttribute(name: string): string | null;
}
const nameOfBox = (box: Locator): Promise<string> =>
  box.evaluate((one: Box) => (one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? '').trim());
