import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import type { PairState } from '../rules/pair.ts';
import type { RoundState } from '../rules/rounds.ts';

export interface Round {
  id: string;
  state: RoundState;
  openedBy: MemberId | null;
  sentAt: Date | null;
}

/** Of two coordinators who open a round at once, one is first, and the other is shown that one. */
export async function lockRounds(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('buddies:round', 0))`;
}

export async function lockRound(tx: Tx, id: string): Promise<Round | undefined> {
  await lockRounds(tx);
  return ((await tx.buddyRound.findUnique({ where: { id } })) as Round | null) ?? undefined;
}

/** Moves a round if it is still what we think. False: somebody was quicker. */
export async function moveRound(
  tx: Tx,
  id: string,
  from: RoundState,
  to: RoundState,
  times: { sentAt?: Date } = {},
): Promise<boolean> {
  const { count } = await tx.buddyRound.updateMany({
    where: { id, state: from },
    data: { state: to, ...times },
  });
  return count === 1;
}

/** Moves all pairs of a round that are still in `from`. */
export async function movePairsOf(
  tx: Tx,
  round: string,
  from: PairState,
  to: PairState,
  dueAt: Date | null,
): Promise<void> {
  await tx.buddyPair.updateMany({ where: { roundId: round, state: from }, data: { state: to, dueAt } });
}

/** Lets everybody go whose pair of this round is in this state. */
export async function releaseRound(tx: Tx, round: string, state: PairState): Promise<void> {
  await tx.buddySide.updateMany({ where: { pair: { roundId: round, state } }, data: { live: false } });
}
