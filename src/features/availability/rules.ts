import { UNDO_MS } from '../../bot/undo.ts';
import { dateAlone } from '../../time/spoken.ts';
import { checkDays } from '../placements/rules/days.ts';
import { isOver, type ProjectState } from '../placements/rules/project.ts';
import type { Brief } from './routes.ts';

export type CallOutState = 'draft' | 'open' | 'closed' | 'withdrawn';
export type CallOutStep = 'send' | 'close' | 'take-back' | 'extend';

/** A call-out is drafted, sent, and closes, and may open again; one that was sent by mistake is taken back. */
const TRANSITIONS: Record<CallOutState, Partial<Record<CallOutStep, CallOutState>>> = {
  draft: { send: 'open' },
  open: { close: 'closed', 'take-back': 'withdrawn', extend: 'open' },
  closed: { extend: 'open' },
  withdrawn: {},
};

export const nextState = (from: CallOutState, step: CallOutStep): CallOutState | undefined =>
  TRANSITIONS[from][step];

export const mayTakeBack = (openedAt: Date | null, now: Date): boolean =>
  openedAt !== null && now.getTime() - openedAt.getTime() <= UNDO_MS;

export const takesReplies = (
  callOut: { state: CallOutState; closesAt: Date; project: { state: ProjectState } },
  now: Date,
): boolean => callOut.state === 'open' && now < callOut.closesAt && !isOver(callOut.project.state);

/** A late no is taken, and useful, until the last day of the project is over. `today` is a date where the manager is. */
export const takesLateNo = (
  {
    state,
    project,
  }: { state: CallOutState; project: { state: ProjectState; days: readonly { day: string }[] } },
  today: string,
): boolean => state === 'closed' && !isOver(project.state) && project.days.some(({ day }) => day >= today);

/** The days of a brief, as far as they are dates at all. */
export type Days = Partial<Pick<Brief, 'day1' | 'day2' | 'day3' | 'day4' | 'day5' | 'replyBy'>>;

/** What does not hold together in a brief, by field. `today` is the writer's local date. */
export function checkBrief(brief: Days, today: string): Record<string, string> {
  const errors = checkDays(brief, today);
  if (brief.replyBy === undefined) return errors;
  if (brief.replyBy < today) errors.replyBy = 'Please choose today or a later day.';
  else if (brief.day1 !== undefined && brief.replyBy >= brief.day1)
    errors.replyBy = 'Please choose a day before the first day of the project.';
  return errors;
}

/** One reminder, half-way between sending and closing (A9). */
export const halfTime = (openedAt: Date, closesAt: Date): Date =>
  new Date((openedAt.getTime() + closesAt.getTime()) / 2);

/** What is wrong with a later reply-by, if anything. `today` is the manager’s local date. */
export function checkReplyBy(
  replyBy: string,
  before: { state: CallOutState; replyBy: string; project: { days: readonly { day: string }[] } },
  today: string,
): string | undefined {
  if (replyBy < today) return 'Please choose today or a later day.';
  if (before.state === 'open' && replyBy < before.replyBy)
    return `Please choose a later day than ${dateAlone(before.replyBy)}, which people have read.`;
  const first = before.project.days.map(({ day }) => day).sort()[0];
  return first !== undefined && replyBy >= first
    ? 'Please choose a day before the first day of the project.'
    : undefined;
}

export type Answer = 'yes' | 'maybe' | 'no';

/** How many invitations of a call-out stand alike. */
export interface Count {
  reply: Answer | null;
  undelivered: boolean;
  count: number;
}

export interface Tally {
  asked: number;
  yes: number;
  maybe: number;
  no: number;
  silent: number;
  unreached: number;
  /** For each day how many said that it suits them, in the order of the calendar. */
  days: readonly { day: string; suits: number }[];
}

export function tally(
  counts: readonly Count[],
  suits: ReadonlyMap<string, number>,
  days: readonly string[],
): Tally {
  const sum = (which: (one: Count) => boolean) =>
    counts.filter(which).reduce((total, { count }) => total + count, 0);
  return {
    asked: sum(() => true),
    yes: sum(({ reply }) => reply === 'yes'),
    maybe: sum(({ reply }) => reply === 'maybe'),
    no: sum(({ reply }) => reply === 'no'),
    silent: sum(({ reply, undelivered }) => reply === null && !undelivered),
    unreached: sum(({ reply, undelivered }) => reply === null && undelivered),
    days: [...days].sort().map((day) => ({ day, suits: suits.get(day) ?? 0 })),
  };
}

/** The days by how many can come, the earlier first where equal. */
export const rankDays = (days: Tally['days']): Tally['days'] =>
  [...days].sort((a, b) => b.suits - a.suits || a.day.localeCompare(b.day));

export const isInterested = (reply: Answer | null): reply is 'yes' | 'maybe' =>
  reply === 'yes' || reply === 'maybe';

/** All that a call-out's card shows. */
export interface CallOutProgress {
  tally: Tally;
}
