import { DAY_MS, MINUTE_MS } from '../../../time/durations.ts';
export type EventState = 'draft' | 'asking' | 'announced' | 'ended' | 'cancelled' | 'lapsed';
export type EventStep =
  | 'ask'
  | 'announce'
  | 'take-back'
  | 'back-to-vote'
  | 'cancel'
  | 'restore'
  | 'end'
  | 'lapse';

/**
 * An event is drafted, its times are voted on (or it has one fixed time), it is announced, and it ends. A vote whose
 * times have all passed lapses. What was sent by mistake goes one step back.
 */
const TRANSITIONS: Record<EventState, Partial<Record<EventStep, EventState>>> = {
  draft: { ask: 'asking', announce: 'announced' },
  asking: { announce: 'announced', 'take-back': 'draft', cancel: 'cancelled', lapse: 'lapsed' },
  announced: { 'take-back': 'draft', 'back-to-vote': 'asking', cancel: 'cancelled', end: 'ended' },
  cancelled: { restore: 'announced' },
  ended: {},
  lapsed: {},
};

/** `undefined`: this step is not possible from here; somebody was quicker. */
export const nextState = (from: EventState, step: EventStep): EventState | undefined =>
  TRANSITIONS[from][step];

/** How long feedback is asked for; after it, who was invited and who came is deleted [default]. */
export const FEEDBACK_MS = 14 * DAY_MS;
/** A calendar file can be fetched this long after the event, so that a cancelled one can be taken out [default]. */
export const CALENDAR_MS = 7 * DAY_MS;

/** D16: what an event is made of. Ours by default: 90 minutes of learning, then 90 minutes of social time. */
export const PART_MINUTES = 90;
export type Parts = 'both' | 'learning' | 'social';

export interface Length {
  learningMinutes: number;
  socialMinutes: number;
}

/** The answers that an event of this make-up offers. */
export function partsOf({ learningMinutes, socialMinutes }: Length): Parts[] {
  if (learningMinutes > 0 && socialMinutes > 0) return ['both', 'learning', 'social'];
  return [learningMinutes > 0 ? 'learning' : 'social'];
}

export interface Span {
  from: Date;
  until: Date;
}

const later = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * MINUTE_MS);

/** From when until when somebody is there who comes to these parts; the whole of it for whoever has not said. Learning comes first. */
export function spanOf(
  startsAt: Date,
  { learningMinutes, socialMinutes }: Length,
  parts: Parts | 'no' | null,
): Span {
  const middle = later(startsAt, learningMinutes);
  const end = later(middle, socialMinutes);
  if (parts === 'learning') return { from: startsAt, until: middle };
  return { from: parts === 'social' ? middle : startsAt, until: end };
}

export const endOf = (startsAt: Date, length: Length): Date => spanOf(startsAt, length, 'both').until;

export const isComing = (parts: Parts | 'no' | null): boolean => parts !== null && parts !== 'no';

/** Answers are taken until it is over. */
export const takesAnswers = (
  event: Length & { state: EventState; startsAt: Date | null },
  now: Date,
): boolean => event.state === 'announced' && event.startsAt !== null && now < endOf(event.startsAt, event);
