import type { MemberId } from '../../chat/message.ts';
import type { Tx } from '../../store/database.ts';
import { NEVER_AGAIN, pairKey } from '../buddies/rules/pair.ts';
import type { Round } from '../buddies/store/rounds.ts';
import type { Match } from './rules/matching.ts';

export async function readProposedRound(tx: Tx): Promise<Round | undefined> {
  return ((await tx.buddyRound.findFirst({ where: { state: 'proposed' } })) as Round | null) ?? undefined;
}

export async function createRound(
  tx: Tx,
  round: { openedBy: MemberId; openedAt: Date; seed: number },
  pairs: readonly Match[],
): Promise<Round> {
  const row = await tx.buddyRound.create({ data: round });
  const made = await tx.buddyPair.createManyAndReturn({
    data: pairs.map(({ farApart, inCommon }) => ({ roundId: row.id, farApart, inCommon: [...inCommon] })),
    select: { id: true },
  });
  await tx.buddySide.createMany({
    data: made.flatMap(({ id: pairId }, i) => {
      const { a, b } = pairs[i] as Match;
      return [a, b].map((memberId) => ({ pairId, memberId }));
    }),
  });
  return row as Round;
}

/** Everybody who must not be paired: former buddies, and those of whom one keeps the other away. */
export async function readApart(tx: Tx, members: readonly MemberId[]): Promise<Set<string>> {
  const rows = await tx.buddySide.findMany({
    where: { pair: { state: { in: [...NEVER_AGAIN] } }, memberId: { in: [...members] } },
    select: { pairId: true, memberId: true },
  });
  const apart = new Set<string>();
  const byPair = new Map<string, MemberId>();
  for (const { pairId, memberId } of rows) {
    const other = byPair.get(pairId);
    if (other) apart.add(pairKey(other, memberId));
    byPair.set(pairId, memberId);
  }
  return apart;
}

/** People who left, or who no longer want a buddy, are not asked; nor is the one they were proposed to. */
export async function dropUnwilling(tx: Tx, round: string): Promise<void> {
  const willing = { member: { standing: 'member', buddyWish: { wish: 'yes' } } };
  const rows = await tx.buddyPair.findMany({
    where: { roundId: round, state: 'proposed', sides: { some: { NOT: willing } } },
    select: { id: true },
  });
  const ids = rows.map(({ id }) => id);
  await tx.buddyPair.updateMany({
    where: { id: { in: ids }, state: 'proposed' },
    data: { state: 'dropped' },
  });
  await tx.buddySide.updateMany({ where: { pairId: { in: ids } }, data: { live: false } });
}

/** Somebody else prepares it from now on. */
export async function changeOpener(tx: Tx, id: string, openedBy: MemberId): Promise<void> {
  await tx.buddyRound.update({ where: { id }, data: { openedBy } });
}
