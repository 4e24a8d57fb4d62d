import { UNDO_MS } from '../../bot/undo.ts';
import { dateAlone } from '../../time/spoken.ts';
import { checkDays, DAY_FIELDS, daysIn } from '../placements/rules/days.ts';
import {
  endOfDay,
  isBeforeChoice,
  isOver,
  lastDay,
  nextProjectState,
  type ProjectState,
} from '../placements/rules/project.ts';
import type { Brief } from './routes.ts';

/** A20: a pencil is a heads-up before dates are fixed; the call-out follows it. */
export type CallOutKind = 'call-out' | 'pencil';
export type CallOutState = 'draft' | 'open' | 'closed' | 'withdrawn' | 'fixed';
export type CallOutStep = 'send' | 'close' | 'take-back' | 'extend' | 'fix' | 'unfix';

/**
 * A call-out is drafted, sent, and closes, and may open again; one that was sent by mistake is taken back. A pencil is fixed
 * when its call-out goes out, and stands as it stood where that is taken back.
 */
const TRANSITIONS: Record<CallOutState, Partial<Record<CallOutStep, CallOutState>>> = {
  draft: { send: 'open' },
  open: { close: 'closed', 'take-back': 'withdrawn', extend: 'open', fix: 'fixed' },
  closed: { extend: 'open', fix: 'fixed' },
  withdrawn: {},
  fixed: { unfix: 'closed' },
};

export const nextState = (from: CallOutState, step: CallOutStep): CallOutState | undefined =>
  TRANSITIONS[from][step];

/** It was sent, and its dates can be fixed. */
export const mayFix = (callOut: {
  kind: CallOutKind;
  state: CallOutState;
  project: { state: ProjectState };
}): boolean =>
  callOut.kind === 'pencil' &&
  nextState(callOut.state, 'fix') !== undefined &&
  nextProjectState(callOut.project.state, 'fix') !== undefined;

/** A pencil whose dates nobody has fixed for so long is called off: nobody keeps a spring free for it. */
export const PENCIL_DAYS = 365;

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

/** Days without words are a call-out’s, words without days a pencil’s. */
export const kindOf = (brief: Pick<Brief, 'roughly'>): CallOutKind =>
  brief.roughly === undefined ? 'call-out' : 'pencil';

/** What is missing, or too much, of when it is to be, by field. */
export function checkWhen(brief: Days & Pick<Brief, 'roughly'>): Record<string, string> {
  const days = daysIn(brief);
  if (brief.roughly !== undefined)
    return days.length > 0
      ? { roughly: 'Please give days, or words, and not both: with days it’s a call-out.' }
      : {};
  return brief.day1 === undefined
    ? { day1: 'Please give the first day. If there are no dates yet, say roughly when.' }
    : {};
}

/** These days as a form holds them. */
export const asFields = (days: readonly string[]): Days =>
  Object.fromEntries(days.map((day, index) => [DAY_FIELDS[index] ?? '', day]));

/** What does not hold together in a brief, by field. `today` is the writer's local date. */
export function checkBrief(brief: Days, today: string): Record<string, string> {
  const errors = checkDays(brief, today);
  if (brief.replyBy === undefined) return errors;
  if (brief.replyBy < today) errors.replyBy = 'Please choose today or a later day.';
  else if (brief.day1 !== undefined && brief.replyBy >= brief.day1)
    errors.replyBy = 'Please choose a day before the first day of the project.';
  return errors;
}

/**
 * A call-out as one peer is asked: whoever was added by hand may have longer than the others, and so has whoever’s reply
 * was noted for them.
 */
export function asAsked<
  C extends {
    state: CallOutState;
    replyBy: string;
    closesAt: Date;
    project: { manager: { timeZone: string } };
  },
>(callOut: C, until: string | null): C {
  const { state, replyBy, project } = callOut;
  if (until === null || (state !== 'closed' && (state !== 'open' || until <= replyBy))) return callOut;
  const closesAt = endOfDay(until, project.manager.timeZone);
  return { ...callOut, state: 'open', replyBy: until, closesAt };
}

/** Until when one person may be asked alone: while the project lasts. `today` is the manager’s local date. */
export const isOneWindow = (until: string, project: { days: readonly { day: string }[] }, today: string) =>
  until >= today && until <= lastDay(project);

/** Somebody can be added while the project is ahead, or lasts. */
export const takesOne = (
  about: {
    kind: CallOutKind;
    state: CallOutState;
    project: { state: ProjectState; days: readonly { day: string }[] };
  },
  today: string,
): boolean =>
  about.kind === 'call-out' &&
  (about.state === 'open' || about.state === 'closed') &&
  !isOver(about.project.state) &&
  lastDay(about.project) >= today;

/** Why an invitation is not sent once more; silence is never chased twice. */
export function noAgain(
  { reply, sentAgain, undelivered }: { reply: Answer | null; sentAgain: boolean; undelivered: boolean },
  remindedAt: Date | null,
): 'answered' | 'twice' | 'reminded' | undefined {
  if (reply !== null) return 'answered';
  if (sentAgain) return 'twice';
  return remindedAt !== null && !undelivered ? 'reminded' : undefined;
}

/** What is put right in place once it was sent. The host, the days and the reply-by have acts of their own. */
export const CORRECTABLE = [
  'theme',
  'councilKind',
  'region',
  'placeKind',
  'skills',
  'sector',
  'politicalGroup',
  'peers',
] as const;
export type Correctable = (typeof CORRECTABLE)[number];
/** As a form holds them: what is empty is no words. */
export type InBrief = Readonly<Record<Correctable, string>>;

/** Until people are chosen: from then on they go by what they read. */
export const mayCorrect = ({
  state,
  project,
}: {
  state: CallOutState;
  project: { state: ProjectState };
}): boolean => (state === 'open' || state === 'closed') && isBeforeChoice(project.state);

export const differing = (before: InBrief, after: InBrief): Correctable[] =>
  CORRECTABLE.filter((field) => before[field] !== after[field]);

/** What was typed on what stands now: a field that was left as it was `opened` is as somebody else has it meanwhile. */
export const typedOver = (current: InBrief, opened: InBrief, typed: InBrief): InBrief => {
  const own = differing(opened, typed);
  return { ...current, ...Object.fromEntries(own.map((field) => [field, typed[field]])) };
};

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

/** `keen`: a pencil could be for them. It is no yes, and nothing is counted by it but how many they are. */
export type Answer = 'yes' | 'maybe' | 'no' | 'keen';

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
  /** Of a pencil. */
  keen: number;
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
    keen: sum(({ reply }) => reply === 'keen'),
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
  /** Whom nothing reached, by name, as many as a card holds; nobody of a pencil. */
  unreached: readonly string[];
}
