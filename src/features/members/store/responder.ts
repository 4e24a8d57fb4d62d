import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';

/** Whether somebody may be asked to ring people, and beyond their own hours (D51). */
export interface Responder {
  agreed: boolean;
  outOfHours: boolean;
  /** How many calls out of hours in a month at the most; null is no limit. */
  monthlyCap: number | null;
  /** What they last said; null is nothing yet. */
  answer: 'yes' | 'no' | null;
  /** Asked, and not answered yet. */
  waits: boolean;
}

const neverAsked: Responder = {
  ...{ agreed: false, outOfHours: false, monthlyCap: null, answer: null, waits: false },
};

export async function readResponders(
  tx: Tx,
  members: readonly MemberId[],
): Promise<Map<MemberId, Responder>> {
  const rows = await tx.responder.findMany({ where: { memberId: { in: [...members] } } });
  const known = new Map(rows.map((row) => [row.memberId, row]));
  return new Map(
    members.map((member) => {
      const row = known.get(member);
      if (!row) return [member, neverAsked];
      const { outOfHours, monthlyCap } = row;
      const answer = row.answer as Responder['answer'];
      return [member, { agreed: answer === 'yes', outOfHours, monthlyCap, answer, waits: answer === null }];
    }),
  );
}

export async function readResponder(tx: Tx, member: MemberId): Promise<Responder> {
  return (await readResponders(tx, [member])).get(member) ?? neverAsked;
}

/** Locks what the person's own card shows. */
export async function lockResponder(tx: Tx, member: MemberId): Promise<Responder> {
  await tx.$queryRaw`SELECT 1 AS locked FROM responder WHERE member_id = ${member}::uuid FOR UPDATE`;
  return readResponder(tx, member);
}

/** Those of them who were never asked before: to ask them is ours, once, whoever else names them at this moment. */
export async function markAsked(tx: Tx, members: readonly MemberId[], now: Date): Promise<MemberId[]> {
  const rows = await tx.responder.createManyAndReturn({
    data: [...members].sort().map((memberId) => ({ memberId, askedAt: now })),
    skipDuplicates: true,
    select: { memberId: true },
  });
  return rows.map((row) => row.memberId);
}

export async function writeResponder(
  tx: Tx,
  member: MemberId,
  { agreed, outOfHours, monthlyCap }: Pick<Responder, 'agreed' | 'outOfHours' | 'monthlyCap'>,
  now: Date,
): Promise<void> {
  const data = {
    answer: agreed ? 'yes' : 'no',
    outOfHours: agreed && outOfHours,
    monthlyCap: agreed && outOfHours ? monthlyCap : null,
  };
  await tx.responder.upsert({
    where: { memberId: member },
    create: { memberId: member, askedAt: now, ...data },
    update: data,
  });
}
