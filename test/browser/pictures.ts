import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';

/** Looked through by a person, and kept out of the repository. */
export const PICTURES = new URL('pictures/', import.meta.url).pathname;
/** Every card and form is taken in light, in dark and on a phone: slow, so only when asked for. */
export const withPictures = process.env.PICTURES === 'all';

/** The first is always taken. The dark ones are tall enough for whole forms. */
const LOOKS = [
  { name: 'desk', colorScheme: 'light', width: 1280, height: 800 },
  { name: 'desk-dark', colorScheme: 'dark', width: 1280, height: 1_700 },
  { name: 'phone', colorScheme: 'light', width: 390, height: 844 },
  { name: 'phone-dark', colorScheme: 'dark', width: 390, height: 1_700 },
] as const;

/** So many of one title, whoever it names, show how it changes; forty of them would show no more. */
const MOST_ALIKE = 4;

const taken = new Set<string>();
const alike = new Map<string, number>();

export async function clearPictures(): Promise<void> {
  await rm(PICTURES, { recursive: true, force: true });
  await mkdir(PICTURES, { recursive: true });
}

/** Takes a picture of something that is called `what`, once; what reads otherwise is another picture. */
export async function shoot(page: Page, subject: Locator, what: string): Promise<void> {
  const words = (await subject.innerText()).replace(/[\d\s]+/g, ' ');
  const mark = createHash('sha256').update(`${what} ${words}`).digest('hex').slice(0, 4);
  const title = what.replace(/[^\w ’-]+/g, '').slice(0, 70);
  const file = `${title} ${mark}`.replaceAll(' ', '-');
  const kind = title.replace(/\p{Lu}\S+ \p{Lu}\S+/gu, 'Somebody');
  const before = alike.get(kind) ?? 0;
  if (taken.has(file) || before >= MOST_ALIKE) return;
  taken.add(file);
  alike.set(kind, before + 1);
  for (const look of withPictures ? LOOKS : LOOKS.slice(0, 1)) {
    await lookAs(page, look);
    await subject.screenshot({ path: `${PICTURES}${file}.${look.name}.png` });
  }
  await lookAs(page, LOOKS[0]);
}

async function lookAs(page: Page, { colorScheme, width, height }: (typeof LOOKS)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height });
}
