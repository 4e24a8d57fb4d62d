import type { ExpectedCard } from '../../../bot/messages/declare.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { runners } from '../../placements/store/projects.ts';

/** What is under way has its card with whoever runs it, and who stands in. */
export async function readExpectedCallOuts(
  tx: Tx,
  now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const today = now.toISOString().slice(0, 10);
  // Once people are chosen the project's own card stands on home.
  const rows = await tx.$queryRaw<{ record: string; reader: string; isChoosing: boolean }[]>`
    SELECT c.id::text AS record, r.member::text AS reader,
      c.state <> 'draft' AND p.state NOT IN ('pencilled', 'calling') AS "isChoosing"
    FROM call_out c JOIN project p ON p.id = c.project_id, LATERAL (${runners}) r
    WHERE c.state IN ('draft', 'open', 'closed')
      AND (p.state = 'pencilled' OR EXISTS (SELECT FROM project_day d WHERE d.project_id = p.id AND d.day >= ${today}))
      AND r.member IS NOT NULL AND (${reader ?? null}::uuid IS NULL OR r.member = ${reader ?? null}::uuid)
    ORDER BY c.opened_at DESC LIMIT ${limit}`;
  return rows.map(({ isChoosing, ...card }) => ({
    ...card,
    ...(isChoosing && { asksNothing: true as const }),
  }));
}

/** Each peer of an open call-out was asked, and whoever has longer to answer. */
export async function readExpectedInvitations(
  tx: Tx,
  now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const rows = await tx.invitation.findMany({
    where: {
      OR: [
        { callOut: { state: 'open' } },
        // Asked by hand, for longer than the others.
        {
          callOut: { state: 'closed', project: { state: { notIn: ['ended', 'cancelled'] } } },
          until: { gt: now.toISOString().slice(0, 10) },
        },
      ],
      ...(reader && { peerId: reader }),
    },
    select: { id: true, peerId: true, reply: true, edition: true },
    orderBy: { callOut: { openedAt: 'desc' } },
    take: limit,
  });
  return rows.map(({ id, peerId, reply, edition }) => ({
    record: id,
    reader: peerId,
    edition,
    ...(reply !== null && { asksNothing: true }),
  }));
}
