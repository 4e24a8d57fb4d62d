import type { MemberId } from '../../../chat/message.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import type { Due } from '../../../store/due.ts';
import type { Moment } from '../rules/clock.ts';
import type { PairState } from '../rules/pair.ts';

/** A pair with all that its cards show. */
export const whole = {
  round: { select: { sentAt: true } },
  sides: {
    include: { member: { select: { name: true, called: true, standing: true, timeZone: true } } },
    orderBy: { member: { name: 'asc' } },
  },
  moments: { orderBy: { at: 'asc' } },
} as const;

export interface Side {
  memberId: MemberId;
  name: string;
  called: string | null;
  standing: string;
  timeZone: string;
  answer: 'yes' | 'no' | null;
  paused: boolean;
  rhythm: 'month' | 'six-weeks' | 'see' | null;
  between: 'everything' | 'ask-first' | null;
  undelivered: boolean;
}
export interface Pair {
  id: string;
  roundId: string;
  state: PairState;
  inCommon: readonly string[];
  farApart: boolean;
  introducedAt: Date | null;
  dueAt: Date | null;
  wantsHelp: boolean;
  visitsOff: boolean;
  endedBy: MemberId | null;
  sentAt: Date | null;
  sides: readonly Side[];
  moments: readonly PairMoment[];
}
export interface PairMoment extends Moment {
  id: string;
  byId: MemberId | null;
}

type Person = Pick<Side, 'name' | 'called' | 'standing' | 'timeZone'>;
type Row = Omit<Pair, 'sides' | 'sentAt'> & {
  round: { sentAt: Date | null };
  sides: (Omit<Side, keyof Person> & {
    member: Person;
  })[];
};

export function toPair(row: unknown): Pair {
  const { round, sides, ...pair } = row as Row;
  return {
    ...pair,
    sentAt: round.sentAt,
    sides: sides.map(({ member, ...side }) => ({ ...side, ...member })),
  };
}

/** Locks the pair, which the cards of both show. */
export async function lockPair(tx: Tx, id: string): Promise<Pair | undefined> {
  await tx.$queryRaw`SELECT 1 AS locked FROM buddy_pair WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await tx.buddyPair.findUnique({ where: { id }, include: whole });
  return row ? toPair(row) : undefined;
}

export const sideOf = (pair: Pair, member: MemberId): Side | undefined =>
  pair.sides.find(({ memberId }) => memberId === member);
/** The one whom this person is paired with. */
export const buddyOf = (pair: Pair, member: MemberId): Side =>
  pair.sides.find(({ memberId }) => memberId !== member) ?? (pair.sides[0] as Side);

/** Whom something is for: one of the two, or both. */
export const readersOf = (sides: readonly Side[]): { member: MemberId }[] =>
  sides.map(({ memberId }) => ({ member: memberId }));
export const bothOf = ({ sides }: Pair): { member: MemberId }[] => readersOf(sides);

/** The pair once this person has answered, or taken their answer back. */
export const withAnswer = (pair: Pair, member: MemberId, answer: Side['answer']): Pair => ({
  ...pair,
  sides: pair.sides.map((side) => (side.memberId === member ? { ...side, answer } : side)),
});

/** The pair once its clock has seen this. */
export const withMoment = (pair: Pair, moment: PairMoment): Pair => ({
  ...pair,
  moments: [...pair.moments, moment],
});

/** The pair that somebody is in now, offered ones among them; those that only the coordinator sees are not. */
export async function readOwnPair(tx: Tx, member: MemberId): Promise<Pair | undefined> {
  const row = await tx.buddyPair.findFirst({
    where: {
      state: { in: ['offered', 'active', 'paused'] },
      sides: { some: { memberId: member, live: true } },
    },
    include: whole,
  });
  return row ? toPair(row) : undefined;
}

/** The last pair of somebody that has ended. */
export async function readLastEnded(tx: Tx, member: MemberId): Promise<Pair | undefined> {
  const row = await tx.buddyPair.findFirst({
    where: { state: 'ended', sides: { some: { memberId: member } } },
    include: whole,
    orderBy: { introducedAt: 'desc' },
  });
  return row ? toPair(row) : undefined;
}

/** Pairs that are not introduced yet and would be colleagues, if all these were of one organisation (C4). */
export const countColleagues = (
  tx: Tx,
  moving: readonly MemberId[],
  joining: readonly MemberId[],
): Promise<number> =>
  tx.buddyPair.count({
    where: {
      state: { in: ['proposed', 'offered'] },
      AND: [
        { sides: { some: { memberId: { in: [...moving] } } } },
        { sides: { some: { memberId: { in: [...joining] } } } },
      ],
    },
  });

/** Locks the pair that holds somebody now, whatever its state. */
export async function lockLivePair(tx: Tx, member: MemberId): Promise<Pair | undefined> {
  const side = await tx.buddySide.findFirst({ where: { memberId: member, live: true } });
  return side ? lockPair(tx, side.pairId) : undefined;
}

export async function readPairsOf(tx: Tx, round: string, states: readonly PairState[]): Promise<Pair[]> {
  const rows = await tx.buddyPair.findMany({
    where: { roundId: round, state: { in: [...states] } },
    include: whole,
    orderBy: { id: 'asc' },
  });
  return rows.map(toPair);
}

/** Every pair that is introduced, for the coordinator: that it exists, and no more. */
export async function readRunning(tx: Tx): Promise<Pair[]> {
  const rows = await tx.buddyPair.findMany({
    where: { state: { in: ['active', 'paused'] } },
    include: whole,
    orderBy: { introducedAt: 'asc' },
  });
  return rows.map(toPair);
}

interface Change {
  introducedAt?: Date;
  dueAt?: Date | null;
  endedBy?: MemberId | null;
  wantsHelp?: boolean;
}

/** Moves a pair's state if it is still what we think. False: somebody was quicker. */
export async function movePair(
  tx: Tx,
  id: string,
  from: PairState,
  to: PairState,
  change: Change = {},
): Promise<boolean> {
  const { count } = await tx.buddyPair.updateMany({
    where: { id, state: from },
    data: { state: to, ...change },
  });
  return count === 1;
}

export async function changePair(
  tx: Tx,
  id: string,
  change: Change & { visitsOff?: boolean },
): Promise<void> {
  await tx.buddyPair.update({ where: { id }, data: change });
}

/** Lets both go: they can be matched again, with others. */
export async function releaseSides(tx: Tx, pairs: readonly string[]): Promise<void> {
  await tx.buddySide.updateMany({ where: { pairId: { in: [...pairs] } }, data: { live: false } });
}

/** A pair that nobody has heard of goes. */
export async function dropPair(tx: Tx, id: string): Promise<void> {
  if (await movePair(tx, id, 'proposed', 'dropped')) await releaseSides(tx, [id]);
}

export async function changeSide(
  tx: Tx,
  pairId: string,
  memberId: MemberId,
  change: Partial<Pick<Side, 'answer' | 'paused' | 'rhythm' | 'between' | 'undelivered'>>,
): Promise<void> {
  await tx.buddySide.update({ where: { pairId_memberId: { pairId, memberId } }, data: change });
}

export async function addMoment(
  tx: Tx,
  pairId: string,
  kind: Moment['kind'],
  at: Date,
  byId?: MemberId,
): Promise<PairMoment> {
  const { id } = await tx.buddyMoment.create({ data: { pairId, kind, at, byId: byId ?? null } });
  return { id, kind, at, byId: byId ?? null };
}

/** The pair whose clock has seen this. */
export async function readPairOf(tx: Tx, moment: string): Promise<string | undefined> {
  return (await tx.buddyMoment.findUnique({ where: { id: moment } }))?.pairId;
}

export async function removeMoment(tx: Tx, id: string): Promise<void> {
  await tx.buddyMoment.delete({ where: { id } });
}

/** Pairs whose clock has something to do, the longest due first. */
export const duePairs: Due = (now) =>
  Prisma.sql`SELECT id::text, due_at AS at FROM buddy_pair WHERE due_at <= ${now}`;
