import type { Work } from '../../../bot/feature.ts';
import type { Json } from '../../../chat/inbound.ts';
import type { MemberId } from '../../../chat/message.ts';
import { readReach } from '../../../directory/reach.ts';
import { readOwnAudit } from '../../../store/audit.ts';
import { readShares, readSupport } from '../../circle/store/support.ts';
import { readOwnRows } from '../store/own-rows.ts';

/** What somebody is here, and what they keep for themself. */
export async function exportOwn({ tx, vault }: Work, member: MemberId): Promise<Json> {
  const entries = await readOwnAudit(tx, member, 1_000);
  return {
    ...(await readOwnRows(tx, member)),
    'how to reach me': (await readReach(tx, vault, member)) ?? null,
    'how I like to be supported': (await readSupport(tx, vault, member)) ?? null,
    'who may read that': (await readShares(tx, member)).map(({ name }) => name),
    'who did what': entries.map(({ at, actor, action, record, why }) => ({
      at: at.toISOString(),
      by: actor === member ? 'me' : actor,
      action,
      record,
      why,
    })),
  };
}
