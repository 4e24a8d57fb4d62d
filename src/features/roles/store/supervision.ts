import type { MemberId } from '../../../chat/message.ts';
import type { Named } from '../../../directory/circle.ts';
import { tellApart } from '../../../directory/namesakes.ts';
import type { Tx } from '../../../store/database.ts';

/** Whom this supervisor supports, by name. */
export async function readSupervised(tx: Tx, supervisor: MemberId): Promise<Named[]> {
  const rows = await tx.supervision.findMany({
    where: { supervisorId: supervisor, member: { standing: 'member' } },
    orderBy: [{ member: { name: 'asc' } }, { memberId: 'asc' }],
    select: { memberId: true, member: { select: { name: true } } },
  });
  return tellApart(
    tx,
    rows.map(({ memberId, member }) => ({ member: memberId, name: member.name })),
  );
}

/** Who supports this person: only those whose role as a supervisor holds now. */
export async function readSupervisorsOf(tx: Tx, member: MemberId, now: Date): Promise<MemberId[]> {
  const rows = await tx.supervision.findMany({
    where: {
      memberId: member,
      supervisor: {
        standing: 'member',
        roles: {
          some: {
            role: 'supervisor',
            startsAt: { lte: now },
            OR: [{ endsAt: null }, { endsAt: { gt: now } }],
          },
        },
      },
    },
    select: { supervisorId: true },
  });
  return rows.map(({ supervisorId }) => supervisorId);
}

export async function addSupervised(
  tx: Tx,
  supervisor: MemberId,
  members: readonly MemberId[],
): Promise<void> {
  await tx.supervision.createMany({
    data: members.map((memberId) => ({ supervisorId: supervisor, memberId })),
    skipDuplicates: true,
  });
}

export async function removeSupervised(
  tx: Tx,
  supervisor: MemberId,
  members: readonly MemberId[],
): Promise<number> {
  const { count } = await tx.supervision.deleteMany({
    where: { supervisorId: supervisor, memberId: { in: [...members] } },
  });
  return count;
}
