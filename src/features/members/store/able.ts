import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { type Able, ableNow } from '../rules.ts';

/** Whether each of these has space to listen now (D28). Who never said may be asked. */
export async function readAble(
  tx: Tx,
  members: readonly MemberId[],
  now: Date,
): Promise<Map<MemberId, Able>> {
  const rows = await tx.able.findMany({ where: { memberId: { in: [...members] } } });
  const said = new Map(rows.map(({ memberId, ...able }) => [memberId, able as Able]));
  return new Map(members.map((member) => [member, ableNow(said.get(member), now)]));
}

export async function writeAble(tx: Tx, member: MemberId, { able, backAt }: Able): Promise<void> {
  const data = { able, backAt: able === 'space' ? null : backAt };
  await tx.able.upsert({ where: { memberId: member }, create: { memberId: member, ...data }, update: data });
}
