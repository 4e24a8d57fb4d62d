import { UNDO_MS } from '../../../bot/undo.ts';
import type { MemberId } from '../../../chat/message.ts';
import { DAY_MS } from '../../../time/durations.ts';
import { instantOf, localDate } from '../../../time/hours.ts';

export type PairState =
  | 'proposed'
  | 'dropped'
  | 'offered'
  | 'declined'
  | 'lapsed'
  | 'withdrawn'
  | 'active'
  | 'paused'
  | 'ended';
export type PairStep =
  | 'drop'
  | 'offer'
  | 'decline'
  | 'lapse'
  | 'take-back'
  | 'introduce'
  | 'pause'
  | 'resume'
  | 'end'
  | 'reopen';

/** A pair is proposed to the coordinator, offered to both, active once both said yes, and ends when one of them wants it. */
const PAIR: Record<PairState, Partial<Record<PairStep, PairState>>> = {
  proposed: { drop: 'dropped', offer: 'offered' },
  offered: { introduce: 'active', decline: 'declined', lapse: 'lapsed', 'take-back': 'withdrawn' },
  active: { pause: 'paused', end: 'ended' },
  paused: { resume: 'active', end: 'ended' },
  ended: { reopen: 'active' },
  dropped: {},
  declined: {},
  lapsed: {},
  withdrawn: {},
};
export const nextPair = (from: PairState, step: PairStep): PairState | undefined => PAIR[from][step];

/** What decides whether somebody may be paired at all. */
export interface Placed {
  member: MemberId;
  /** The same for colleagues, however they write it; null is not known. */
  organisation: string | null;
}

/** Two people as one word, whichever comes first. */
export const pairKey = (a: MemberId, b: MemberId): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

/**
 * C4: never within one organisation, nor where one is not known; never a former buddy or somebody whom one of them
 * keeps away (`apart`).
 */
export const mayPair = (a: Placed, b: Placed, apart: ReadonlySet<string>): boolean =>
  a.organisation !== null &&
  b.organisation !== null &&
  a.organisation !== b.organisation &&
  !apart.has(pairKey(a.member, b.member));

/** After these, the two are never proposed to each other again. */
export const NEVER_AGAIN = ['declined', 'active', 'paused', 'ended'] as const satisfies PairState[];
/** In these, both are spoken for. */
export const isRunning = (state: PairState): boolean => state === 'active' || state === 'paused';

/** Every press can be undone for ten minutes: so long the other side hears nothing. */
export const undoUntil = (now: Date): Date => new Date(now.getTime() + UNDO_MS);

/** One reminder after a week, to those who have not answered; after two weeks the offer goes, and counts for nothing. */
const REMIND_OFFER_DAYS = 7;
const LAPSE_DAYS = 14;

/** When an offer goes, whoever has not answered it. */
export const offerEnds = (sentAt: Date): Date => new Date(sentAt.getTime() + LAPSE_DAYS * DAY_MS);

/** What an offer waits for. One that somebody said no to closes once that can no longer be undone. */
export function nextOfferStep(sentAt: Date, reminded: boolean): { step: 'remind' | 'lapse'; at: Date } {
  return reminded
    ? { step: 'lapse', at: offerEnds(sentAt) }
    : { step: 'remind', at: new Date(sentAt.getTime() + REMIND_OFFER_DAYS * DAY_MS) };
}

export type Mode = 'face' | 'phone';

/** C12, at its longer end, so that nothing else is put into that time. */
export const MINUTES: Record<Mode, number> = { face: 120, phone: 60 };

/** Further ahead than this is a slip of the year. */
const FURTHEST_DAYS = 183;

/** What does not hold in a date for a meeting to come, by field. */
export function checkDate(
  values: { day: string; time: string },
  now: Date,
  timeZone: string,
): Record<string, string> {
  const at = instantOf(values.day, values.time, timeZone);
  if (values.day < localDate(now, timeZone)) return { day: 'Please choose today or a later day.' };
  if (at <= now) return { time: 'Please choose a time that is still to come.' };
  if (at.getTime() - now.getTime() > FURTHEST_DAYS * DAY_MS)
    return { day: 'Please choose a day within the next six months.' };
  return {};
}

/** What does not hold in the day of a meeting that was held. */
export function checkHeld(
  day: string,
  introducedAt: Date,
  now: Date,
  timeZone: string,
): Record<string, string> {
  if (day > localDate(now, timeZone))
    return { day: 'That day is still to come. Press “We have a date” for it.' };
  if (day < localDate(introducedAt, timeZone))
    return { day: 'That is before the two of you were introduced.' };
  return {};
}

/** When a meeting was held: at the time that was set for that day, else at its noon, and never in the future. */
export function heldAt(
  day: string,
  planned: { day: string; at: Date } | undefined,
  now: Date,
  timeZone: string,
): Date {
  const at = planned?.day === day ? planned.at : instantOf(day, '12:00', timeZone);
  return at < now ? at : now;
}

export interface Totals {
  count: number;
  pairs: number;
}
/** C6: a total is shown from five on, and only where it speaks of five people or more. */
export const showTotal = ({ count, pairs }: Totals): string =>
  count >= 5 && pairs * 2 >= 5 ? String(count) : 'fewer than five, or from too few people to say';
