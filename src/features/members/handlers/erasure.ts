import type { PageParts, Work } from '../../../bot/feature.ts';
import { runWork } from '../../../bot/work.ts';
import type { HttpRoute } from '../../../chat/adapter.ts';
import type { Json } from '../../../chat/inbound.ts';
import type { MemberId } from '../../../chat/message.ts';
import { readOwnAudit } from '../../../store/audit.ts';
import { readNow } from '../../../store/database.ts';
import type { Retention } from '../../../store/retention.ts';
import { downloadPages } from '../../../web/download.ts';
import * as erasures from '../store/erasure.ts';
import { forgetDownloads, isDownload, readOwnRows, takeDownload } from '../store/my-data.ts';
import { readReach } from '../store/reach.ts';
import { forgetChanges } from '../store/safety-changes.ts';
import { readShares, readSupport } from '../store/support.ts';
import { joinPage } from './invited.ts';
import { gatherData } from './privacy.ts';
import { emptySeat } from './seats.ts';

/** Lists, settings and the profile go with their rows; who looked after safety has to be replaced by a person. */
export const erase = (work: Work, member: MemberId): Promise<void> => emptySeat(work, member);

export async function exportOwn({ tx, vault }: Work, member: MemberId): Promise<Json> {
  const deeds = await readOwnAudit(tx, member, 1_000);
  return {
    ...(await readOwnRows(tx, member)),
    'how to reach me': (await readReach(tx, vault, member)) ?? null,
    'how I like to be supported': (await readSupport(tx, vault, member)) ?? null,
    'who may read that': (await readShares(tx, member)).map(({ name }) => name),
    'who did what': deeds.map(({ at, actor, action, record, why }) => ({
      ...{ at: at.toISOString(), by: actor === member ? 'me' : actor, action, record, why },
    })),
  };
}

export const retention: readonly Retention[] = [
  {
    name: 'guests',
    keeps: 'a year after a guest last wrote; then they are forgotten',
    purge: erasures.askForOldGuests,
  },
  {
    name: 'forgotten',
    keeps: 'that it was done, two years, without a name',
    purge: erasures.forgetErasures,
  },
  {
    name: 'invited',
    keeps:
      'somebody who was invited and did not come, half a year; that somebody said no, half a year from then',
    purge: erasures.forgetInvited,
  },
  { name: 'download', keeps: '15 minutes', purge: forgetDownloads },
  {
    name: 'safety-changes',
    keeps: 'a change to whom people turn to, a week after it was decided',
    purge: forgetChanges,
  },
];

/** One's own data as a file: made at the moment of the press, and kept nowhere. Beside it, how to join. */
export function pages(about: PageParts): readonly HttpRoute[] {
  const { database, ...parts } = about;
  const download = downloadPages({
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
  return [...download, ...joinPage(about)];
}
