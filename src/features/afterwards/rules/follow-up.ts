import { Temporal } from 'temporal-polyfill';
import { DAY_MS } from '../../../time/durations.ts';
import { localDate } from '../../../time/hours.ts';
import type { ClaimState } from './claim.ts';

/** [default] The one reminder, where nothing was answered. */
export const REMIND_DAYS = 14;
/** [default] By when somebody may look back for themselves and change what they wrote; so long the card stands on home. */
export const SOFT_DAYS = 28;
/** [default] What ended longer ago is not written about: it was over before the bot was there to ask, or was down. */
export const LATEST_DAYS = 14;

/** What has come of a card’s four ways. */
export interface Ways {
  ended: boolean;
  gaveFeedback: boolean;
  claim: ClaimState;
  hasAssessment: boolean;
  hasAsked: boolean;
}

/** Nothing was answered, and nothing ended. */
export const isUntouched = ({ ended, gaveFeedback, claim, hasAssessment, hasAsked }: Ways): boolean =>
  !ended && !gaveFeedback && claim === 'to-claim' && !hasAssessment && !hasAsked;

/** Nothing is left that its peer could do here. */
export const isDone = ({ ended, gaveFeedback, claim, hasAssessment, hasAsked }: Ways): boolean =>
  ended || (gaveFeedback && hasAssessment && hasAsked && (claim === 'approved' || claim === 'nothing'));

/** Until then the card stands on home. */
export const standsUntil = (askedAt: Date): Date => new Date(askedAt.getTime() + SOFT_DAYS * DAY_MS);

/** The last day of it, where the peer is. */
export const softDay = (askedAt: Date, timeZone: string): string =>
  Temporal.PlainDate.from(localDate(askedAt, timeZone)).add({ days: SOFT_DAYS }).toString();

/** A18: what was written may be changed until that day is over; it may be deleted at any time. */
export const isChangeable = (askedAt: Date, timeZone: string, now: Date): boolean =>
  localDate(now, timeZone) <= softDay(askedAt, timeZone);

/** What a message may not have brought stands on home for so long. */
export const SAID_DAYS = 14;
export const saidUntil = (at: Date): Date => new Date(at.getTime() + SAID_DAYS * DAY_MS);
