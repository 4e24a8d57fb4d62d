import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { MemberId } from '../../../chat/message.ts';
import { NATIONS, type Nation } from '../../../directory/helplines.ts';
import { NATION_NAMES, type OwnNumber } from '../../../directory/own-helplines.ts';
import { phoneKey, unbroken } from '../../../text/phone.ts';
import { usualCalendar } from '../../../time/calendar.ts';
import { DAY_MS } from '../../../time/durations.ts';
import { addAllowedTime } from '../../../time/hours.ts';

const ownWords = z.object({
  name: z.string(),
  number: z.string(),
  hours: z.string().nullable(),
  nation: z.string().nullable(),
  rungAt: z.iso.datetime(),
});

/** A change to whom people turn to when somebody is not safe, as it is kept until it takes effect. */
export const safetyChange = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('seat'),
    which: z.enum(['lead', 'deputy']),
    name: z.string(),
    number: z.string(),
    member: z.uuid().optional(),
  }),
  z.object({ kind: z.literal('out-of-hours'), words: z.string() }),
  z.object({ kind: z.literal('nation'), nation: z.enum(NATIONS) }),
  z.object({ kind: z.literal('number'), id: z.uuid().optional(), to: ownWords.nullable() }),
]);
export type SafetyChange = z.output<typeof safetyChange>;
export type OwnWords = z.output<typeof ownWords>;

interface Person {
  name: string;
  number: string;
  member?: MemberId | undefined;
  hasLeft?: true;
}
/** As much of the set-up as a change is compared with. */
interface SetUp {
  nation: Nation;
  lead?: Person;
  deputy?: Person;
  outOfHours?: string;
  own: readonly OwnNumber[];
  wasOpen: boolean;
}

/** What it is about: of two changes to one thing the later takes the place of the earlier. */
export function subjectOf(change: SafetyChange): string {
  if (change.kind === 'seat') return change.which;
  if (change.kind === 'number') return `number:${change.id ?? phoneKey(change.to?.number ?? '')}`;
  return change.kind;
}

const isSamePerson = (one: Person | undefined, { name, number, member }: Person): boolean =>
  one?.name === name && one.member === member && phoneKey(one.number) === phoneKey(number);
const isSameNumber = (one: OwnNumber | undefined, to: OwnWords): boolean =>
  one?.name === to.name &&
  phoneKey(one.digits) === phoneKey(to.number) &&
  one.hours === to.hours &&
  one.nation === to.nation;

/** Whether people would read the same as before; that a number was rung again is no change. */
export function isSame(safety: SetUp, change: SafetyChange): boolean {
  switch (change.kind) {
    case 'seat':
      return isSamePerson(safety[change.which], change);
    case 'out-of-hours':
      return safety.outOfHours === change.words;
    case 'nation':
      return safety.nation === change.nation;
    case 'number':
      return (
        change.to !== null &&
        isSameNumber(
          safety.own.find(({ id }) => id === change.id),
          change.to,
        )
      );
  }
}

/**
 * One coordinator is enough while it is set up for the first time, to fill what is empty, and to take a dead number away:
 * none of it sends anybody somewhere else than before.
 */
export function needsYes(safety: SetUp, change: SafetyChange): boolean {
  if (!safety.wasOpen || isSame(safety, change)) return false;
  switch (change.kind) {
    case 'seat': {
      const before = safety[change.which];
      return before !== undefined && !before.hasLeft;
    }
    case 'out-of-hours':
      return safety.outOfHours !== undefined;
    case 'nation':
      return true;
    case 'number':
      return change.to !== null;
  }
}

/** Both sides in the words in which people read them. */
export function wordsOf(safety: SetUp, change: SafetyChange): { was: string; will: string } {
  const person = (one: Person | undefined) => (one ? `${one.name}, ${unbroken(one.number)}` : 'nobody');
  switch (change.kind) {
    case 'seat':
      return { was: person(safety[change.which]), will: person(change) };
    case 'out-of-hours':
      return { was: safety.outOfHours ?? 'not said', will: change.words };
    case 'nation':
      return { was: NATION_NAMES[safety.nation], will: NATION_NAMES[change.nation] };
    case 'number': {
      const { to } = change;
      const before = safety.own.find(({ id }) => id === change.id);
      return {
        was: before ? ownWordsOf({ ...before, number: before.digits }) : 'not there',
        will: to ? ownWordsOf(to) : 'taken off',
      };
    }
  }
}

const ownWordsOf = ({ name, number, hours, nation }: Omit<OwnWords, 'rungAt'>): string => {
  const about = [hours, nation && NATION_NAMES[nation as Nation]].filter(Boolean).join('; ');
  return `${name}, ${unbroken(number)}${about ? ` (${about})` : ''}`;
};

export const WEEK_MS = 7 * DAY_MS;
/** Whoever coordinated then may say yes: nobody can be made one, or stop being one, for the sake of a change. */
export const coordinatedAt = (proposedAt: Date): Date => new Date(proposedAt.getTime() - WEEK_MS);
/** How long it stands in status, and is kept. */
export const shownSince = coordinatedAt;

const WORKING_DAY_MINUTES = 9 * 60;
/** Three working days [everybody's usual ones]: unanswered it takes effect then. */
export const answerBy = (proposedAt: Date): Date =>
  addAllowedTime(proposedAt, 3 * WORKING_DAY_MINUTES, usualCalendar) ??
  new Date(Temporal.Instant.from(proposedAt.toISOString()).add({ hours: 120 }).epochMilliseconds);

interface Outcome {
  state: string;
  former: MemberId | null;
  next: MemberId | null;
}

/** Whom people were shown, and whom they are shown now: as a change took effect they are told in words of their own. */
export const sideOf = ({ state, former, next }: Outcome, member: MemberId): 'former' | 'next' | undefined => {
  if (state !== 'done') return undefined;
  if (member === next) return 'next';
  return member === former ? 'former' : undefined;
};

/** Everybody whom it concerns, each once. */
export const concernedBy = (change: Outcome, coordinators: readonly MemberId[]): MemberId[] => [
  ...new Set([
    ...coordinators,
    ...[change.former, change.next].filter((one) => one !== null && sideOf(change, one) !== undefined),
  ] as MemberId[]),
];
