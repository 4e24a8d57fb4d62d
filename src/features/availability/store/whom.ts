import type { MemberId } from '../../../chat/message.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import { type Caller, calledBy, inPool } from '../../pool/store/callable.ts';
import { timesAsked } from '../../pool/store/pool.ts';
import type { Whom } from '../routes.ts';

/** Of those whom the call-out goes to, and how many of them were not asked in the last year (A3). */
export async function countCalled(
  tx: Tx,
  callOut: string,
  caller: Caller,
  now: Date,
): Promise<{ people: number; fresh: number }> {
  const [row] = await tx.$queryRaw<{ people: number; fresh: number }[]>`
    SELECT count(*)::int AS people, count(*) FILTER (WHERE ${timesAsked(now)} = 0)::int AS fresh
    FROM (SELECT m.id ${calledBy(Prisma.sql`${callOut}::uuid`, caller, Prisma.sql`${caller.hostKey}`, now)}) o`;
  return row ?? { people: 0, fresh: 0 };
}

/** How many could be asked whom it has not asked. */
export async function countElse(tx: Tx, callOut: string, caller: Caller, now: Date): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count ${inPool(caller, Prisma.sql`${caller.hostKey}`, now)}
      AND NOT EXISTS (SELECT FROM invitation i WHERE i.call_out_id = ${callOut}::uuid AND i.peer_id = q.member_id)`;
  return row?.count ?? 0;
}

export interface Chosen {
  whom: Whom;
  skills: readonly string[];
  areas: readonly string[];
  named: readonly MemberId[];
}

/** The call-out is locked. */
export async function writeWhom(tx: Tx, id: string, { whom, skills, areas, named }: Chosen): Promise<void> {
  const of = { whom, whomSkills: [...skills], whomAreas: [...areas] };
  await tx.callOut.update({ where: { id }, data: of });
  await forgetNamed(tx, id);
  await tx.callOutNamed.createMany({
    data: [...new Set(named)].map((peerId) => ({ callOutId: id, peerId })),
  });
}

/** Once it was sent its invitations say whom it went to. */
export const forgetNamed = (tx: Tx, callOutId: string) =>
  tx.callOutNamed.deleteMany({ where: { callOutId } });

export async function readNamed(tx: Tx, callOutId: string): Promise<{ member: MemberId; name: string }[]> {
  const rows = await tx.callOutNamed.findMany({
    where: { callOutId },
    include: { peer: { select: { name: true } } },
    orderBy: { peer: { name: 'asc' } },
  });
  return rows.map(({ peerId, peer }) => ({ member: peerId, name: peer.name }));
}
