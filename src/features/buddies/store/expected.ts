import type { ExpectedCard, ReadExpected } from '../../../bot/messages/declare.ts';
import type { MemberId } from '../../../chat/message.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { DAY_MS } from '../../../time/durations.ts';
import { calledOffAt, isNudge, standingNudge, toldSince } from '../rules/clock.ts';
import { forClock, type PairClock, theDate, toClock } from './meetings.ts';
import type { Pair } from './pairs.ts';

const NUDGES = ['nudged', 'reminded', 'asked'];
/** What was sent longer ago is not looked for in the outbox: it has been answered by the passing of time. */
const RECENT_MS = 14 * DAY_MS;

const sides = { select: { memberId: true } } as const;
const moments = { orderBy: { at: 'asc' } } as const;
const ofReader = (reader: MemberId | undefined) => reader && { sides: { some: { memberId: reader } } };

/** Both of a pair that is offered have the offer. */
export const readExpectedOffers: ReadExpected = async (tx, _now, limit, reader) => {
  const rows = await tx.buddySide.findMany({
    where: { live: true, pair: { state: 'offered' }, ...(reader && { memberId: reader }) },
    select: { pairId: true, memberId: true, answer: true },
    orderBy: { pair: { round: { sentAt: 'desc' } } },
    take: limit,
  });
  return rows.map(({ pairId, memberId, answer }) => ({
    record: pairId,
    reader: memberId,
    ...(answer !== null && { asksNothing: true }),
  }));
};

/** Both of a pair that was nudged have the nudge; the last one waits until one of the two does something. */
export const readExpectedNudges: ReadExpected = async (tx, now, limit, reader) => {
  const rows = await tx.buddyPair.findMany({
    where: { state: 'active', moments: { some: { kind: { in: NUDGES } } }, ...ofReader(reader) },
    select: { state: true, introducedAt: true, sides, moments, meetings: forClock },
    orderBy: { introducedAt: 'desc' },
    take: limit,
  });
  return rows.flatMap(({ meetings, ...row }) => {
    const pair = row as Pick<Pair, 'state' | 'introducedAt' | 'moments'>;
    const clock = toClock(pair, meetings as Parameters<typeof toClock>[1]);
    const nudges = expectedOf(clock, new Date(now.getTime() - RECENT_MS));
    return row.sides.flatMap(({ memberId }) => nudges.map((nudge) => ({ ...nudge, reader: memberId })));
  });
};

function expectedOf(clock: PairClock, recent: Date): ExpectedCard[] {
  const standing = standingNudge(clock);
  return clock.moments
    .filter((moment) => moment === standing || (isNudge(moment) && moment.at > recent))
    .map((nudge) => ({
      record: nudge.id,
      ...(nudge !== standing && { asksNothing: true }),
      ...(nudge.at <= recent && { unsent: true }),
    }));
}

/**
 * A date that lies ahead is on both homes, and one that is off on that of the other one. Whether it was sent depends on
 * who kept whom away at the time.
 */
export const readExpectedDates: ReadExpected = async (tx, now, limit, reader) => {
  const since = toldSince(now);
  const rows = await tx.buddyPair.findMany({
    where: {
      state: { in: ['active', 'paused'] },
      ...ofReader(reader),
      OR: [
        { meetings: { some: { state: 'planned', at: { gt: now } } } },
        { moments: { some: { kind: 'called-off', at: { gt: since } } } },
      ],
    },
    select: { sides, moments, meetings: theDate },
    orderBy: { introducedAt: 'desc' },
    take: limit,
  });
  return rows.flatMap(({ meetings: [date], ...row }) => {
    if (!date) return [];
    const pair = row as Pick<Pair, 'moments'>;
    const isAhead = date.state === 'planned' && date.at > now;
    const isToldTo = (member: MemberId) =>
      date.state === 'cancelled' && (calledOffAt(pair, member) ?? since) > since;
    return row.sides
      .filter(({ memberId }) => isAhead || isToldTo(memberId))
      .map(({ memberId }) => ({ record: date.id, reader: memberId, edition: date.sequence, unsent: true }));
  });
};

/**
 * A pairing that has ended is told for a while to whoever wants no new buddy yet. That they have answered so is not told
 * from no answer, so what is missing from their home stays missing.
 */
export const readExpectedEnded: ReadExpected = async (tx, now, limit, reader) => {
  const rows = await tx.buddySide.findMany({
    where: {
      pair: { state: 'ended', moments: { some: { kind: 'ended', at: { gt: toldSince(now) } } } },
      member: { buddyWish: { wish: 'not-now' } },
      ...(reader && { memberId: reader }),
    },
    select: { pairId: true, memberId: true },
    orderBy: { pair: { introducedAt: 'desc' } },
    take: limit,
  });
  return rows.map(({ pairId, memberId }) => ({
    record: pairId,
    reader: memberId,
    asksNothing: true,
    unsent: true,
  }));
};

/** Of whatever pairs want help, each coordinator has one card on home. */
export const readExpectedHelp: ReadExpected = async (tx, now, _limit, reader) => {
  if (!(await tx.buddyPair.findFirst({ where: { state: 'active', wantsHelp: true }, select: { id: true } })))
    return [];
  const coordinators = await readRoleHolders(tx, 'coordinator', now);
  return coordinators
    .filter((one) => reader === undefined || one === reader)
    .map((one) => ({ record: 'pairs', reader: one, unsent: true }));
};
