import type { PageParts, Work } from '../../bot/feature.ts';
import { readSafety } from '../../directory/safety.ts';
import { errorLine } from '../../log.ts';
import type { Tx } from '../../store/database.ts';
import { keepPage } from '../../web/kept-page.ts';
import { readLines, readOwnWords } from './store.ts';
import type { Page } from './views/page.ts';
import { webPage } from './views/web.ts';

export const FILE = 'when-something-is-wrong.html';

export async function readPage(tx: Tx, now: Date): Promise<Page> {
  const { nation, there } = await readSafety(tx, now);
  return { own: await readOwnWords(tx), line: (await readLines(tx)).standing, nation, there };
}

/** The page as it is from now on, as a file. Where none can be written, the page that was kept before is served meanwhile. */
export async function keepWebPage({ tx, now, settings, log }: Work): Promise<void> {
  await keep(webPage(await readPage(tx, now)), { settings, log });
}

/** Where no folder is set up, nothing is kept. */
export async function keep(
  html: string,
  { settings: { keptPages }, log }: Pick<PageParts, 'settings' | 'log'>,
) {
  if (keptPages === undefined) return;
  await keepPage(keptPages, FILE, html).catch((error: unknown) =>
    log({ level: 'warn', event: 'page.not-kept', error: errorLine(error) }),
  );
}
