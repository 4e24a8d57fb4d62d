import type { PageParts } from '../../../bot/feature.ts';
import { runWork } from '../../../bot/work.ts';
import type { HttpRoute } from '../../../chat/adapter.ts';
import { readNow } from '../../../store/database.ts';
import { downloadPages } from '../../../web/download.ts';
import { isDownload, takeDownload } from '../store/my-data.ts';
import { gatherData } from './privacy.ts';

/** One's own data as a file: made at the moment of the press, and kept nowhere. */
export function pages(about: PageParts): readonly HttpRoute[] {
  const { database, ...parts } = about;
  return downloadPages({
    isOpen: (hash) => database.transaction(async (tx) => isDownload(tx, hash, (await readNow(tx)).now)),
    take: (hash) =>
      database.transaction(async (tx) => {
        const { now } = await readNow(tx);
        const member = await takeDownload(tx, hash, now);
        if (member === undefined) return undefined;
        const { result } = await runWork(parts, tx, now, (work) => gatherData(work, member));
        return JSON.stringify(result, undefined, 2);
      }),
  });
}
