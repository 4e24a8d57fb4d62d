import { setTimeout as sleep } from 'node:timers/promises';
import { CONCERN_PATH } from '../../../bot/concern-page.ts';
import type { PageParts } from '../../../bot/feature.ts';
import type { Settings } from '../../../bot/settings.ts';
import type { HttpRoute } from '../../../chat/adapter.ts';
import { readNow } from '../../../store/database.ts';
import { readKeptPage } from '../../../web/kept-page.ts';
import { send } from '../../../web/page.ts';
import { FILE, keep, readPage } from '../operations.ts';
import { DEFAULT_PAGE, webPage } from '../views/web.ts';

/** A database that is away is not waited for: somebody is reading. */
const PATIENCE_MS = 1_500;

/** Needs no account, and no database: it is kept whenever it was drawn, and the last one is served while it can't be. */
export function pages(parts: PageParts): HttpRoute[] {
  const { database, settings } = parts;
  const draw = async (): Promise<string> => {
    const { now } = await readNow(database.prisma);
    const html = webPage(await readPage(database.prisma, now));
    await keep(html, parts);
    return html;
  };
  // Those of another machine's process may have changed it while this one was away.
  if (settings.keptPages !== undefined) void draw().catch(() => {});
  return [
    {
      method: 'GET',
      path: CONCERN_PATH,
      async handle(_request, response) {
        const drawn = draw().catch(() => undefined);
        const html = await Promise.race([drawn, sleep(PATIENCE_MS, undefined, { ref: false })]);
        send(response, 200, 'text/html', html ?? (await kept(settings)) ?? webPage(DEFAULT_PAGE));
      },
    },
  ];
}

const kept = async ({ keptPages }: Settings): Promise<string | undefined> =>
  keptPages === undefined ? undefined : readKeptPage(keptPages, FILE);
