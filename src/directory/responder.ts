import type { MemberId } from '../chat/message.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { Tx } from '../store/database.ts';
import { type Due, oneDue } from '../store/due.ts';

/** Whether somebody may be asked to ring people, and beyond their own hours (D51). */
export interface Responder {
  agreed: boolean;
  outOfHours: boolean;
  /** How many calls out of hours in a month at the most; null is no limit. */
  monthlyCap: number | null;
  /** What they last said; null is nothing yet. */
  answer: 'yes' | 'no' | null;
}

/** Of who has said nothing yet. */
export const UNANSWERED: Responder = { agreed: false, outOfHours: false, monthlyCap: null, answer: null };

export async function readResponders(
  tx: Tx,
  members: readonly MemberId[],
): Promise<Map<MemberId, Responder>> {
  const rows = await tx.responder.findMany({ where: { memberId: { in: [...members] } } });
  const known = new Map(rows.map((row) => [row.memberId, row]));
  return new Map(
    members.map((member) => {
      const row = known.get(member);
      if (!row) return [member, UNANSWERED];
      const { outOfHours, monthlyCap } = row;
      const answer = row.answer as Responder['answer'];
      return [member, { agreed: answer === 'yes', outOfHours, monthlyCap, answer }];
    }),
  );
}

export async function readResponder(tx: Tx, member: MemberId): Promise<Responder> {
  return (await readResponders(tx, [member])).get(member) ?? UNANSWERED;
}

/** Locks the person, whose own card shows what they answered; of who never answered there may be no row. */
export async function lockResponder(tx: Tx, member: MemberId): Promise<void> {
  await tx.$queryRaw`SELECT 1 AS locked FROM member WHERE id = ${member}::uuid FOR NO KEY UPDATE`;
}

/** Whether somebody who had joined before everybody was asked is still to be asked. */
export const unasked: Due = (now) =>
  oneDue('unasked', now, Prisma.sql`SELECT FROM responder WHERE NOT asked`);

/** As many as are asked at once. They are the bot's to ask, and marked as asked. */
export async function takeUnasked(tx: Tx, limit: number): Promise<MemberId[]> {
  const rows = await tx.$queryRaw<{ member: MemberId; waits: boolean }[]>`
    UPDATE responder r SET asked = true FROM (
      SELECT member_id FROM responder WHERE NOT asked ORDER BY member_id LIMIT ${limit} FOR UPDATE SKIP LOCKED) AS one,
      member m
    WHERE r.member_id = one.member_id AND m.id = r.member_id
    RETURNING r.member_id AS member, m.standing = 'member' AND r.answer IS NULL AS waits`;
  return rows.flatMap(({ member, waits }) => (waits ? [member] : []));
}

export async function writeResponder(
  tx: Tx,
  member: MemberId,
  { agreed, outOfHours, monthlyCap }: Pick<Responder, 'agreed' | 'outOfHours' | 'monthlyCap'>,
): Promise<void> {
  const data = {
    asked: true,
    answer: agreed ? 'yes' : 'no',
    outOfHours: agreed && outOfHours,
    monthlyCap: agreed && outOfHours ? monthlyCap : null,
  };
  await tx.responder.upsert({
    where: { memberId: member },
    create: { memberId: member, ...data },
    update: data,
  });
}
