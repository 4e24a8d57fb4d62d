import type { MemberId } from '../../../chat/message.ts';
import { notOnBreak } from '../../../directory/calendar.ts';
import type { Tx } from '../../../store/database.ts';

export async function isInPool(tx: Tx, member: MemberId): Promise<boolean> {
  return (await tx.poolPeer.count({ where: { memberId: member, leftAt: null } })) > 0;
}

/** Members of the pool; of one person, whether they are in it. */
export async function readPoolMembers(tx: Tx, member?: MemberId): Promise<MemberId[]> {
  const rows = await tx.poolPeer.findMany({
    where: { leftAt: null, ...(member && { memberId: member }) },
    select: { memberId: true },
  });
  return rows.map(({ memberId }) => memberId);
}

export async function enterPool(tx: Tx, member: MemberId, now: Date): Promise<void> {
  const data = { joinedAt: now, leftAt: null };
  await tx.poolPeer.upsert({
    where: { memberId: member },
    create: { memberId: member, ...data },
    update: data,
  });
}

export async function leavePool(tx: Tx, member: MemberId, now: Date): Promise<void> {
  await tx.poolPeer.updateMany({ where: { memberId: member, leftAt: null }, data: { leftAt: now } });
}

/** Members who joined the pool and are confirmed as peers, but for the one who calls out and for those who take a break (D51). */
const inPool = (manager: MemberId, now: Date) =>
  ({
    leftAt: null,
    memberId: { not: manager },
    member: { standing: 'member', profile: { confirmed: { has: 'peer' } }, ...notOnBreak(now) },
  }) as const;

export const countPool = (tx: Tx, manager: MemberId, now: Date): Promise<number> =>
  tx.poolPeer.count({ where: inPool(manager, now) });

export async function readPool(tx: Tx, manager: MemberId, now: Date): Promise<MemberId[]> {
  const rows = await tx.poolPeer.findMany({
    where: inPool(manager, now),
    select: { memberId: true },
    orderBy: { memberId: 'asc' },
  });
  return rows.map((row) => row.memberId);
}
