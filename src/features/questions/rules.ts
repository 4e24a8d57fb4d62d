import { Temporal } from 'temporal-polyfill';
import type { MemberId } from '../../chat/message.ts';
import type { Capacity } from '../../directory/capacity.ts';
import { type Calendar, isOnBreak, usualCalendar } from '../../time/calendar.ts';
import { addAllowedTime, instantOf, localDate, nextAllowed, nextWorkingDay } from '../../time/hours.ts';

export type State = 'offered' | 'taken' | 'waiting' | 'answered' | 'unanswered' | 'taken-back';
export type Step = 'offer' | 'wait' | 'give-up' | 'take' | 'answer' | 'take-back';

/** To the next person; to the asker, who thinks about a suggestion; or nobody is left, and people are told. */
const ONWARD = { offer: 'offered', wait: 'waiting', 'give-up': 'unanswered' } as const;

/**
 * A question is with one person at a time. Whoever has read it may take it while nobody else has, also when everybody
 * else was tried. An answered one goes on when the asker needs more; one that was taken back by
 * mistake goes on as well.
 */
const TRANSITIONS: Record<State, Partial<Record<Step, State>>> = {
  offered: { ...ONWARD, take: 'taken', 'take-back': 'taken-back' },
  taken: { ...ONWARD, answer: 'answered', 'take-back': 'taken-back' },
  waiting: { ...ONWARD, take: 'taken', 'take-back': 'taken-back' },
  answered: ONWARD,
  unanswered: { offer: 'offered', take: 'taken', 'take-back': 'taken-back' },
  'taken-back': ONWARD,
};

/** `undefined`: this step is not possible from here; somebody was quicker. */
export const nextState = (from: State, step: Step): State | undefined => TRANSITIONS[from][step];

export const isUnderWay = (state: State): boolean =>
  state === 'offered' || state === 'taken' || state === 'waiting';

export type Sharing = 'kept' | 'agreed' | 'declined' | 'published';
export type SharingStep = 'agree' | 'change-mind' | 'decline' | 'publish' | 'take-down';

/** The asker agrees first, the answerer edits and publishes; each may change their mind (no press is no). */
const SHARING: Record<Sharing, Partial<Record<SharingStep, Sharing>>> = {
  kept: { agree: 'agreed' },
  agreed: { 'change-mind': 'kept', decline: 'declined', publish: 'published' },
  declined: {},
  published: { 'change-mind': 'kept', 'take-down': 'declined' },
};
export const nextSharing = (from: Sharing, step: SharingStep): Sharing | undefined => SHARING[from][step];

// --- whose turn ----------------------------------------------------------------------------------------------------

/** Somebody who may be asked. `from`: the first moment at which that is welcome; undefined, never. */
export interface Candidate {
  member: MemberId;
  stretched: boolean;
  from: Date | undefined;
}

/**
 * Whoever said "not now" is left alone until the day on which they are back, and without such a day for good. Whoever
 * takes a break is passed over (D51).
 */
export function toCandidate(member: MemberId, calendar: Calendar, capacity: Capacity, now: Date): Candidate {
  const start = capacity.level !== 'not-now' ? now : capacity.backAt;
  const isHere = start !== null && !isOnBreak(calendar, now);
  const from = isHere ? nextAllowed(start > now ? start : now, calendar) : undefined;
  return { member, stretched: capacity.level === 'stretched', from };
}

/** Those inside their hours and able come first; after them whoever can be asked soonest. Equals keep their order. */
export function chooseReader(
  candidates: readonly Candidate[],
  now: Date,
): (Candidate & { from: Date }) | undefined {
  const askable = candidates.flatMap((one) => (one.from ? [{ ...one, from: one.from }] : []));
  const rank = ({ from, stretched }: { from: Date; stretched: boolean }) =>
    from <= now ? Number(stretched) : from.getTime();
  return askable.sort((a, b) => rank(a) - rank(b))[0];
}

/** How long a question waits for one person: 2 working hours [default, E6]; a newcomer's has half of it (D19). */
const TURN_MINUTES = 120;
/** Ours: who has taken it may need a break in between. */
const ANSWER_MINUTES = 240;
/** Ours: a working day, of which the asker may be out for most. */
const DECIDE_MINUTES = 540;

export const turnMinutes = (isNew: boolean): number => (isNew ? TURN_MINUTES / 2 : TURN_MINUTES);

/** When a turn that begins at `from` is over. Without a name the full hour stands, for the minute would tell. */
export const turnEnds = (from: Date, minutes: number, hours: Calendar, unnamed: boolean): Date =>
  roundUp(addWorkingTime(from, minutes, hours), unnamed ? 60 : 15);
export const answerEnds = (now: Date, hours: Calendar, unnamed: boolean): Date =>
  turnEnds(now, ANSWER_MINUTES, hours, unnamed);
export const decisionEnds = (now: Date, unnamed: boolean): Date =>
  turnEnds(now, DECIDE_MINUTES, usualCalendar, unnamed);

/** The moment after so many minutes inside somebody's hours; who has none any more is counted as working in the day. */
export const addWorkingTime = (from: Date, minutes: number, hours: Calendar): Date =>
  addAllowedTime(from, minutes, hours) ?? addAllowedTime(from, minutes, usualCalendar) ?? from;

const roundUp = (at: Date, minutes: number): Date =>
  new Date(Math.ceil(at.getTime() / (minutes * 60_000)) * minutes * 60_000);

// --- how long words are kept -----------------------------------------------------------------------------------------

/** Ours: long enough to come back to an answer, and said before anything is typed. */
export const KEPT_DAYS = 30;
/** Midnight, so that the row does not tell when it ended. */
export const keptUntil = (now: Date): Date =>
  instantOf(londonDay(now).add({ days: KEPT_DAYS + 1 }), '00:00', 'Europe/London');

/** Every press can be undone for ten minutes. */
export const undoUntil = (now: Date): Date => new Date(now.getTime() + 10 * 60_000);

const londonDay = (at: Date) =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO('Europe/London').toPlainDate();

/**
 * The working day that a question without a name counts for: the hour, and whether it was a weekend, would say something about who
 * asks. So would their own holidays, which is why it is everybody's usual calendar.
 */
export const workingDay = (now: Date): string =>
  nextWorkingDay(localDate(now, usualCalendar.timeZone), usualCalendar);

// --- how many without a name ------------------------------------------------------------------------------------------

/** Ours: as many in a week as one person asks another about one thing; with a name, and about support, there is no limit. */
export const UNNAMED_MOST = 5;
/** A midnight, as the question itself keeps no moment. */
export const countedUntil = (now: Date): Date =>
  instantOf(Temporal.PlainDate.from(workingDay(now)).add({ days: 8 }), '00:00', usualCalendar.timeZone);

// --- who may read ----------------------------------------------------------------------------------------------------

export interface Plan {
  /** Those whom the asker left ticked and who have not been asked, in order. */
  left: readonly MemberId[];
  /** Those whom the asker unticked: never asked, whoever suggests them. */
  out: readonly MemberId[];
}

/** Whether it needs the asker's yes to ask this person, or it is pointless to ask for it. */
export function judgeSuggestion(
  suggested: MemberId,
  { left, out }: Plan,
  known: { asker: MemberId; asked: readonly MemberId[]; never: boolean },
): 'next' | 'ask' | 'drop' {
  if (suggested === known.asker || known.never || out.includes(suggested) || known.asked.includes(suggested))
    return 'drop';
  return left.includes(suggested) ? 'next' : 'ask';
}

export const putFirst = (members: readonly MemberId[], first: MemberId): MemberId[] => [
  first,
  ...members.filter((member) => member !== first),
];

export type Access = 'open' | 'writing' | 'other' | 'answered' | 'gone';
export interface ReaderTurn {
  /** It is with this person now. */
  isTheirs: boolean;
  /** This person has read it before. */
  opened: boolean;
  /** Whoever has it now has read it. */
  holderOpened: boolean;
}

/**
 * What somebody who was asked may do now. Only one can read it at a time: whoever was asked before gets it back while
 * the next has not opened it (a slip of the finger), and may still answer what they have read while nobody has taken it.
 */
export function judgeAccess(wish: 'read' | 'take', state: State, who: ReaderTurn): Access {
  const isFree = who.isTheirs || (wish === 'read' ? !who.holderOpened : who.opened);
  switch (state) {
    case 'taken':
      return who.isTheirs ? 'writing' : 'other';
    case 'offered':
    case 'waiting':
    case 'unanswered':
      return isFree ? 'open' : 'other';
    case 'answered':
      return 'answered';
    case 'taken-back':
      return 'gone';
  }
}
