import type { ExpectedCard } from '../../../bot/messages/declare.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { toAllowId } from './to-allow.ts';

const RUNNING = { state: { notIn: ['ended', 'cancelled'] } };

/** Whoever was put forward for a project that is not over, or thanked for offering, has a card. */
export async function readExpectedPlacements(
  tx: Tx,
  _now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const rows = await tx.placement.findMany({
    where: {
      OR: [
        { state: { in: ['chosen', 'released', 'confirmed', 'thanked', 'offered'] } },
        { state: { in: ['interested', 'reserve'] }, daysAsked: true },
      ],
      project: RUNNING,
      ...(reader && { peerId: reader }),
    },
    select: {
      id: true,
      peerId: true,
      state: true,
      edition: true,
      ruling: true,
      project: { select: { conflicts: { select: { peerId: true, reopenedAt: true } } } },
    },
    orderBy: { id: 'asc' },
    take: limit,
  });
  return rows.map(({ id, peerId, state, edition, ruling, project }) => {
    const answer = project.conflicts.find((one) => one.peerId === peerId);
    const asks = state !== 'chosen' || answer === undefined || answer.reopenedAt !== null;
    const asksNothing = !asks && ruling !== 'conditions';
    return { record: id, reader: peerId, edition, ...(asksNothing && { asksNothing: true as const }) };
  });
}

/** Whoever told something to somebody who no longer runs the project is asked about who does. */
export async function readExpectedToAllow(
  tx: Tx,
  _now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const rows = await tx.$queryRaw<{ placement: string; next: string; peer: string }[]>`
    SELECT l.id::text AS placement, c.next_id::text AS next, l.peer_id::text AS peer
    FROM conflict c JOIN placement l ON l.project_id = c.project_id AND l.peer_id = c.peer_id
      JOIN project p ON p.id = c.project_id AND p.state NOT IN ('ended', 'cancelled')
    WHERE c.words_sealed IS NOT NULL AND c.next_id IS NOT NULL AND c.next_may IS NULL
      AND (${reader ?? null}::uuid IS NULL OR c.peer_id = ${reader ?? null}::uuid) LIMIT ${limit}`;
  return rows.map(({ placement, next, peer }) => ({ record: toAllowId(placement, next), reader: peer }));
}
