import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import type { Usual } from '../rules/times.ts';

export async function readUsual(tx: Tx, memberId: MemberId): Promise<Usual[]> {
  return ((await tx.forumUsual.findUnique({ where: { memberId } }))?.usual ?? []) as Usual[];
}

export async function writeUsual(tx: Tx, memberId: MemberId, usual: readonly Usual[]): Promise<void> {
  const data = { usual: [...usual] };
  await tx.forumUsual.upsert({ where: { memberId }, create: { memberId, ...data }, update: data });
}

/** For how many of these members each usually works. */
export async function countUsual(
  tx: Tx,
  members: readonly MemberId[],
): Promise<{ usual: Usual; people: number }[]> {
  const rows = await tx.$queryRaw<{ usual: Usual; people: number }[]>`
    SELECT u AS usual, count(*)::int AS people FROM forum_usual, unnest(usual) AS u
    WHERE member_id = ANY(${[...members]}::uuid[]) GROUP BY u ORDER BY people DESC, u`;
  return rows;
}
