import { messagesOf, nameOf, type Reader } from '../../bot/messages/declare.ts';
import { RANK } from '../../bot/messages/rank.ts';
import type { Card, MemberId } from '../../chat/message.ts';
import { calledOffAt, freshUntil, standingNudge, toldUntil } from './rules/clock.ts';
import { offerEnds } from './rules/pair.ts';
import type { Dated, Ended, Nudged } from './store/cards.ts';
import * as cards from './store/cards.ts';
import * as expected from './store/expected.ts';
import { bothOf, type Pair, readersOf, sideOf } from './store/pairs.ts';
import type { Round } from './store/rounds.ts';
import * as ending from './views/ending.ts';
import * as home from './views/home.ts';
import * as meetings from './views/meetings.ts';
import * as nudges from './views/nudges.ts';
import * as offers from './views/offers.ts';
import { introduction as introductionCard } from './views/pair.ts';

const { card, news } = messagesOf('buddies');

/** All of these go to members, and say nothing of their buddy on a lock screen. */
const whose = (reader: Reader): MemberId => nameOf(reader) ?? '';
const aboutPair = (pair: Pair): string => pair.id;
const toBoth = ({ pair }: { pair: Pair }) => bothOf(pair);
export const toMembers = (members: readonly MemberId[]) => members.map((member) => ({ member }));

/** One for each of the two: it shows their own answer, whatever the other one has said. */
export const offerCard = card<Pair>('offer', {
  record: aboutPair,
  to: bothOf,
  preview: 'vague',
  draw: (pair, { reader }) => offers.offerNow(pair, whose(reader)),
  expires: ({ state, sentAt }) => (state === 'offered' && sentAt ? offerEnds(sentAt) : undefined),
  waits: (pair, reader) =>
    pair.state === 'offered' && sideOf(pair, reader)?.answer === null ? { rank: RANK.invitation } : undefined,
  read: ({ tx }, pairs, reader) => cards.readOffers(tx, pairs, reader),
  personal: true,
  expected: expected.readExpectedOffers,
  lost: 'handled',
});

/** The only one, for an edited card rings no bell. It is a card: what it asks is answered on the offer as well. */
export const reminderCard = card<Pair>('reminder', {
  record: aboutPair,
  to: bothOf,
  preview: 'vague',
  draw: (pair, { reader }) => offers.reminderNow(pair, whose(reader)),
  lost: 'handled',
  slot: ({ record, reader }) => `buddies:again:${record}:${reader}`,
});

/** To whoever said yes: the same words whatever came in between. */
export const noMatch = news<Pair>('no-match', {
  record: aboutPair,
  to: ({ sides }) => readersOf(sides.filter(({ answer }) => answer === 'yes')),
  preview: 'vague',
  draw: () => offers.notAMatch,
  lost: 'home',
});

/** To those for whom a round had nobody (C21). */
export const leftOut = news<{ round: string; members: readonly MemberId[] }>('left-out', {
  record: ({ round }) => round,
  to: ({ members }) => toMembers(members),
  preview: 'vague',
  draw: () => offers.firstNextTime,
  lost: 'home',
  key: ({ record, reader }) => `buddies:left:${record}:${reader}`,
});

export const introduction = news<{ pair: Pair; withReach: ReadonlySet<MemberId> }>('introduction', {
  record: ({ pair }) => pair.id,
  to: toBoth,
  preview: 'vague',
  draw: ({ pair, withReach }, { reader }) =>
    introductionCard(pair, whose(reader), withReach.has(whose(reader))),
  lost: 'handled',
});

/** Each nudge is a card of its own; the last one stands until one of the two does something. */
export const nudgeCard = card<Nudged>('nudge', {
  record: ({ nudge }) => nudge.id,
  to: toBoth,
  preview: 'vague',
  draw: ({ nudge, ...parts }, { reader, now }) =>
    nudges.nudgeCard({ ...parts, member: whose(reader), step: nudge.kind, now }),
  expires: (_, now) => freshUntil(now),
  waits: ({ clock, nudge }) =>
    standingNudge(clock)?.id === nudge.id ? { rank: RANK.invitation } : undefined,
  read: ({ tx }, moments, reader) => cards.readNudges(tx, moments, reader),
  personal: true,
  expected: expected.readExpectedNudges,
  lost: 'handled',
});

/** A date that was called off: who did is asked to tell the other one, too, if it is soon. */
export const dateOff = ({ pair }: Dated, reader: Reader) =>
  meetings.dateOff(pair, whose(reader), pair.moments.at(-1)?.byId === whose(reader));

/** A date that moved, or is off, is a card of its own, for an edit rings no bell. After the date it would be no news. */
export const dateCard = card<Dated>('date', {
  record: ({ date }) => date.id,
  to: toBoth,
  preview: 'vague',
  edition: { of: ({ date }) => date.sequence },
  draw: (seen, { reader, now }) =>
    seen.date.state === 'cancelled'
      ? dateOff(seen, reader)
      : meetings.dateCard(seen.pair, whose(reader), seen.date, now),
  expires: ({ date }) => date.at,
  waits: ({ pair, date }, reader, now) => {
    const until = date.state === 'cancelled' ? calledOffAt(pair, reader) : undefined;
    return until && toldUntil(until) > now ? { rank: RANK.news, until: toldUntil(until) } : undefined;
  },
  comes: ({ pair, date }, reader) =>
    date.state === 'planned' ? { at: date.at, ...meetings.coming(pair, reader, date) } : undefined,
  read: ({ tx }, dates, reader) => cards.readDates(tx, dates, reader),
  personal: true,
  expected: expected.readExpectedDates,
  lost: 'handled',
});

/** To whoever set a date or called it off: the other one could not be told. */
export const dateNotTold = news<Dated & { teller: MemberId }>('date-not-told', {
  record: ({ date }) => date.id,
  to: ({ teller }) => toMembers([teller]),
  preview: 'vague',
  draw: ({ pair, date, teller }) => meetings.dateNotTold(pair, teller, date),
  lost: 'nothing',
});

/** The pause stands: the other one hears that it is one, and not why. */
export const paused = news<Pair>('paused', {
  record: aboutPair,
  to: ({ sides }) => readersOf(sides.filter(({ paused }) => !paused)),
  preview: 'vague',
  draw: (pair, { reader }) => nudges.pausedByBuddy(pair, whose(reader)),
  lost: 'handled',
});

export const resumed = news<Pair>('resumed', {
  record: aboutPair,
  to: bothOf,
  preview: 'vague',
  draw: (pair, { reader }) => nudges.resumedByBuddy(pair, whose(reader)),
  lost: 'handled',
});

/** Sent to whoever did not end it, and on both homes for a while: nothing says any more who wanted it. */
export const endedCard = card<Ended>('ended', {
  record: ({ pair }) => pair.id,
  to: toBoth,
  preview: 'vague',
  draw: ({ pair }, { reader }) => ending.endedCard(pair, whose(reader)),
  waits: ({ pair, wishes }, reader, now) => {
    const at = pair.moments.findLast(({ kind }) => kind === 'ended')?.at;
    return at && toldUntil(at) > now && wishes.get(reader) === 'not-now'
      ? { rank: RANK.news, until: toldUntil(at) }
      : undefined;
  },
  read: ({ tx }, pairs, reader) => cards.readEnded(tx, pairs, reader),
  personal: true,
  expected: expected.readExpectedEnded,
  lost: 'handled',
});

/**
 * A round's one living card, to the one who opened it and to who has pressed something on it. What it shows is drawn where
 * the round is: being prepared in matching, sent here.
 */
export const roundCard = card<{ round: Round; card: Card; readers: readonly MemberId[] }>('round', {
  record: ({ round }) => round.id,
  to: ({ readers }) => toMembers(readers),
  preview: 'vague',
  draw: (seen) => seen.card,
  lost: 'nothing',
});

interface ToCoordinators {
  pair: Pair;
  coordinators: readonly MemberId[];
}
const toCoordinators = ({ coordinators }: ToCoordinators) => toMembers(coordinators);

/** Who it is stands in the reading view. */
export const helpWanted = news<ToCoordinators>('help', {
  record: ({ pair }) => pair.id,
  to: toCoordinators,
  preview: 'vague',
  draw: () => nudges.helpWanted,
  lost: 'home',
});

/** On the homes of coordinators for as long as there are any: how many, and not which. */
export const helpCard = card<{ count: number }>('help-open', {
  record: () => 'pairs',
  to: () => [],
  preview: 'vague',
  draw: ({ count }) => home.helpCard(count),
  waits: ({ count }) => (count > 0 ? { rank: RANK.office } : undefined),
  read: async ({ tx, now }, [record], reader) => {
    const count = record === undefined ? 0 : await cards.countHelpWanted(tx, reader, now);
    return new Map(record === undefined || count === 0 ? [] : [[record, { count }]]);
  },
  expected: expected.readExpectedHelp,
  lost: 'nothing',
});

/** Once, until that person presses something. */
export const unreached = news<ToCoordinators>('unreached', {
  record: ({ pair }) => pair.id,
  to: toCoordinators,
  preview: 'vague',
  draw: () => nudges.pairUnreached,
  lost: 'nothing',
});

export const MESSAGES = [
  offerCard,
  reminderCard,
  noMatch,
  leftOut,
  introduction,
  nudgeCard,
  dateCard,
  dateNotTold,
  paused,
  resumed,
  endedCard,
  roundCard,
  helpWanted,
  helpCard,
  unreached,
];
