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

/** Members about whose name a coordinator has not answered, while somebody else's still looks the same. */
export async function readWaiting(tx: Tx, except: MemberId): Promise<MemberId[]> {
  const rows = await tx.$queryRaw<{ id: MemberId }[]>`
    SELECT m.id FROM namesake n JOIN member m ON m.id = n.member_id AND m.name_looks = n.looks
    WHERE n.state = 'waiting' AND m.standing = 'member' AND m.id <> ${except}::uuid
      AND EXISTS (SELECT 1 FROM member o WHERE o.name_looks = n.looks AND o.id <> m.id AND o.standing = 'member')
    ORDER BY n.since, m.id LIMIT 20`;
  return rows.map(({ id }) => id);
}
