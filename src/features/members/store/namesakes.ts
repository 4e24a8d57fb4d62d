import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';

export type NamesakeState = 'waiting' | 'two' | 'asked';

export async function readLooks(
  tx: Tx,
  memberId: MemberId,
): Promise<{ looks: string; state: NamesakeState } | undefined> {
  const row = await tx.namesake.findUnique({ where: { memberId } });
  return row ? { looks: row.looks, state: row.state as NamesakeState } : undefined;
}

/** It is asked about this name from now on, and no longer about one that they had before. */
export async function writeWaiting(tx: Tx, memberId: MemberId, looks: string, since: Date): Promise<void> {
  const data = { looks, since, state: 'waiting' };
  await tx.namesake.upsert({ where: { memberId }, create: { memberId, ...data }, update: data });
}

export async function deleteNamesake(tx: Tx, memberId: MemberId): Promise<void> {
  await tx.namesake.deleteMany({ where: { memberId } });
}

/** False: it was answered before, or they go by another name now. */
export async function answerNamesake(
  tx: Tx,
  memberId: MemberId,
  looks: string,
  state: Exclude<NamesakeState, 'waiting'>,
): Promise<boolean> {
  const where = { memberId, looks, state: 'waiting' };
  return (await tx.namesake.updateMany({ where, data: { state } })).count === 1;
}
