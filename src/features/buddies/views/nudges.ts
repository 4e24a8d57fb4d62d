import {
  type Block,
  type Card,
  type Message,
  message,
  paragraph,
  row,
  small,
} from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { plain } from '../../../chat/words.ts';
import * as routes from '../routes.ts';
import { type Clock, countedFrom, type Nudge, suggestedMode } from '../rules/clock.ts';
import type { Pair } from '../store/pairs.ts';
import { dateButton, metButton } from './pair.ts';
import { buddyName, openBuddies, WAY, weeksBetween } from './words.ts';

const TITLES: Record<Nudge, string> = {
  nudged: 'Time to find a date?',
  reminded: 'Still time to find a date',
  asked: 'Pause, or help finding a time?',
};
const ENDINGS: Record<Nudge, string | undefined> = {
  nudged: undefined,
  reminded: 'This is the only reminder. If now isn’t the time, there’s no need to do anything.',
  asked: 'If life is full just now, that’s fine: I’ll stay quiet until one of you presses something.',
};

export interface NudgeParts {
  pair: Pair;
  member: string;
  clock: Clock;
  step: Nudge;
  /** Whose organisation they have not met at yet, where this is the time to say so (C13). */
  visits: readonly string[];
  now: Date;
}

export function nudgeCard({ pair, member, clock, step, visits, now }: NudgeParts): Card {
  const name = buddyName(pair, member);
  const ending = ENDINGS[step];
  const asking =
    step === 'asked'
      ? [button(routes.askForHelp, 'Help us find a time', { pair: pair.id })]
      : [button(routes.skip, 'Skip this month', { pair: pair.id })];
  return {
    title: TITLES[step],
    body: [
      paragraph(`${since(clock, name, now)} ${perhaps(clock)}`),
      ...(visits.length > 0 ? [visitRow(pair, visits, member)] : []),
      ...(ending ? [small(ending)] : []),
    ],
    actions: [dateButton(pair), metButton(pair), ...asking, button(routes.pause, 'Pause', { pair: pair.id })],
  };
}

function since(clock: Clock, name: string, now: Date): string {
  const { lastHeld, plannedAt, introducedAt } = clock;
  if (plannedAt && plannedAt.getTime() === countedFrom(clock).getTime())
    return `It’s ${weeksBetween(plannedAt, now)} since the date you and ${name} had set.`;
  if (lastHeld) return `It’s ${weeksBetween(lastHeld.at, now)} since you and ${name} met.`;
  return `It’s ${weeksBetween(introducedAt, now)} since you and ${name} were introduced.`;
}

/** C9: a suggestion; the two may do as they like. */
function perhaps(clock: Clock): string {
  const mode = suggestedMode(clock);
  if (!mode || !clock.lastHeld) return 'A first meeting can be short, in person or by phone.';
  const next = mode === 'phone' ? 'a phone call' : 'in person';
  return `Last time was ${WAY[clock.lastHeld.mode]}; perhaps ${next} this time?`;
}

function visitRow(pair: Pair, visits: readonly string[], member: string): Block {
  const [first] = visits;
  const whose = first === member ? 'your' : `${buddyName(pair, member)}’s`;
  const text =
    visits.length > 1
      ? 'If you’d both like to: in the first six months, buddies often visit each other’s organisation once.'
      : `If you’d both like to: you could meet at ${whose} organisation once, too.`;
  return row(text, button(routes.noVisits, 'Not possible for us', { pair: pair.id }));
}

const undoable = (title: string, words: string, undo: ReturnType<typeof button>): Message =>
  message({ title, body: [paragraph(words)], actions: [undo] });

export const visitsOff = (pair: Pair): Message =>
  undoable(
    'That’s fine',
    'I won’t bring up visits again, with either of you. You don’t have to say why.',
    button(routes.visitsAgain, 'That was a mistake', { pair: pair.id }),
  );
export const visitsBack = plain('That’s undone', 'I may bring up a visit again, once or twice at the most.');

/** What stands where a nudge stood, once one of the two has answered it; `undo` for the one who pressed. */
export const skipped = (pair: Pair, mine: boolean): Card => ({
  title: 'Skipped for this month',
  body: [paragraph('That’s fine. I’ll ask again in about four weeks.')],
  actions: [
    ...(mine ? [button(routes.undoSkip, 'That was a mistake', { pair: pair.id })] : []),
    dateButton(pair),
  ],
});
export const unskipped = (pair: Pair): Message =>
  message({
    title: 'That’s undone',
    body: [paragraph('This month counts as it did before.')],
    actions: [dateButton(pair), metButton(pair)],
  });
export const answered: Card = {
  title: 'Thank you, that’s sorted',
  body: [paragraph('Nothing is needed here any more. Type “buddy” to see how it stands.')],
};

export const paused = (pair: Pair, member: string): Card => ({
  title: 'Paused for now',
  body: [
    paragraph(
      `No nudges come to either of you. ${buddyName(pair, member)} hears in ten minutes that it’s paused, and nothing else. You don’t have to say why.`,
    ),
  ],
  actions: [button(routes.resume, 'Pick it up again', { pair: pair.id })],
});
export const pausedByBuddy = (pair: Pair, member: string): Card => ({
  title: 'A pause, for now',
  body: [
    paragraph(
      `Your pairing with ${buddyName(pair, member)} is paused. This happens for all sorts of reasons; we don’t ask why. You’ll hear from me when it’s picked up again.`,
    ),
  ],
  actions: [openBuddies],
});
export const resumed = (pair: Pair, stillPaused: boolean): Message =>
  message({
    title: 'Good to have you back',
    body: [
      paragraph(
        stillPaused
          ? 'Your own pause is over. It stays quiet until your buddy’s is, too.'
          : 'You can set a date whenever you like. If you don’t, I’ll ask in about four weeks.',
      ),
    ],
    actions: stillPaused ? [] : [dateButton(pair), metButton(pair)],
  });
export const resumedByBuddy = (pair: Pair, member: string): Card => ({
  title: 'The pause is over',
  body: [paragraph(`You and ${buddyName(pair, member)} can set a date whenever you both like.`)],
  actions: [dateButton(pair), metButton(pair)],
});

export const helpAsked = (pair: Pair): Message =>
  message({
    title: 'I’ve asked for help',
    body: [
      paragraph(
        'The coordinators can see that the two of you would like help finding a time, and nothing else. One of them will get in touch.',
      ),
    ],
    actions: [button(routes.noHelp, 'That was a mistake', { pair: pair.id })],
  });
export const nobodyToHelp = (pair: Pair): Message =>
  message({
    title: 'There’s nobody whom I could ask',
    body: [paragraph('No coordinator but one of you two. Nothing was changed; a pause is always possible.')],
    actions: [dateButton(pair), button(routes.pause, 'Pause', { pair: pair.id })],
  });
export const helpUndone = plain('That’s undone', 'The coordinators no longer see that you’d like help.');
/** To the coordinators: who it is stands in the reading view. */
export const helpWanted: Card = {
  title: 'A pair would like help finding a time',
  body: [paragraph('Please get in touch with both. What they’ve done or written so far stays between them.')],
  actions: [button(routes.openPairs, 'See which pair', {})],
};
/** To the coordinators, once. */
export const pairUnreached: Card = {
  title: 'Somebody in a buddy pair can’t be reached',
  body: [paragraph('My messages to them don’t arrive. Please ask them to open Alongside.')],
  actions: [button(routes.openPairs, 'See which pair', {})],
};
export const pausedAlready: Message = message({
  title: 'It’s paused at the moment',
  body: [paragraph('Nothing was changed.')],
  actions: [openBuddies],
});
export const tooLate: Message = message({
  title: 'It can’t be taken back any more',
  body: [paragraph('That’s possible for ten minutes. Nothing was changed.')],
  actions: [openBuddies],
});
