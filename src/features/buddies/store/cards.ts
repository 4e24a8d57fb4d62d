import type { MemberId } from '../../../chat/message.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import type { Tx } from '../../../store/database.ts';
import { isNudge, type Nudge } from '../rules/clock.ts';
import { forClock, type Meeting, type PairClock, theDate, toClock } from './meetings.ts';
import { type Pair, type PairMoment, toPair, whole } from './pairs.ts';
import { readWishes, type Wish } from './people.ts';

/** What the cards of a pair show, read for one of the two: many at once, and nothing that is not theirs to see. */
type ReadCards<S> = (tx: Tx, records: readonly string[], reader: MemberId) => Promise<ReadonlyMap<string, S>>;

/** Offers that stand. */
export const readOffers: ReadCards<Pair> = async (tx, pairs, reader) => {
  const rows = await tx.buddyPair.findMany({
    where: { id: { in: [...pairs] }, state: 'offered', sides: { some: { memberId: reader, live: true } } },
    include: whole,
  });
  return new Map(rows.map((row) => [row.id, toPair(row)]));
};

/** A nudge, and the clock that it came from. */
export interface Nudged {
  pair: Pair;
  clock: PairClock;
  nudge: PairMoment & { kind: Nudge };
  /** Whose organisation they have not met at yet, where this is the time to say so (C13). */
  visits: readonly string[];
}

export const readNudges: ReadCards<Nudged> = async (tx, moments, reader) => {
  const rows = await tx.buddyMoment.findMany({
    where: { id: { in: [...moments] }, pair: { state: 'active', sides: { some: { memberId: reader } } } },
    include: { pair: { include: { ...whole, meetings: forClock } } },
  });
  return new Map(
    rows.flatMap(({ id, pair: { meetings, ...row } }) => {
      const pair = toPair(row);
      const nudge = pair.moments.find((moment) => moment.id === id);
      if (!nudge || !isNudge(nudge)) return [];
      return [[id, { pair, clock: toClock(pair, meetings as Meeting[]), nudge, visits: [] }]];
    }),
  );
};

export interface Dated {
  pair: Pair;
  date: Meeting;
}

/** Of each pair only the date as it is now: what was set or called off before says nothing any more. */
export const readDates: ReadCards<Dated> = async (tx, meetings, reader) => {
  const ids = { id: { in: [...meetings] } };
  const rows = await tx.buddyPair.findMany({
    where: {
      state: { in: ['active', 'paused'] },
      sides: { some: { memberId: reader } },
      meetings: { some: ids },
    },
    include: { ...whole, meetings: theDate },
  });
  return new Map(
    rows.flatMap(({ meetings: [date], ...row }) =>
      date ? [[date.id, { pair: toPair(row), date: date as Meeting }]] : [],
    ),
  );
};

export interface Ended {
  pair: Pair;
  /** What each of the two would like now. */
  wishes: ReadonlyMap<MemberId, Wish>;
}

/** Not of whoever wants a new buddy by now: they have no need to be told of the one before. */
export const readEnded: ReadCards<Ended> = async (tx, pairs, reader) => {
  const wishes = await readWishes(tx, [reader]);
  if (wishes.get(reader) !== 'not-now') return new Map();
  const rows = await tx.buddyPair.findMany({
    where: { id: { in: [...pairs] }, state: 'ended', sides: { some: { memberId: reader } } },
    include: whole,
  });
  return new Map(rows.map((row) => [row.id, { pair: toPair(row), wishes }]));
};

/** How many pairs want help, for a coordinator; for anybody else none. */
export async function countHelpWanted(tx: Tx, reader: MemberId, now: Date): Promise<number> {
  const count = await tx.buddyPair.count({ where: { state: 'active', wantsHelp: true } });
  return count > 0 && (await readRoleHolders(tx, 'coordinator', now)).includes(reader) ? count : 0;
}
