import { UNDO_MS } from '../../bot/undo.ts';
import type { MemberId } from '../../chat/message.ts';
import type { Actor } from '../../directory/actor.ts';
import { NAMELESS } from '../../directory/arrival.ts';
import { helplinesOf, NATIONS, type Nation } from '../../directory/helplines.ts';
import { type Called, callingName } from '../../text/name.ts';
import { oneLine, plainly, unaccented } from '../../text/normalise.ts';
import { phoneKey } from '../../text/phone.ts';
import { DAY_MS } from '../../time/durations.ts';

type Standing = Actor['standing'];
type Step = 'ask' | 'admit' | 'decline';

/** How somebody comes into the network: a guest asks, a coordinator admits or not; who was not admitted may ask again. */
const TRANSITIONS: Record<Standing, Partial<Record<Step, Standing>>> = {
  guest: { ask: 'asked' },
  asked: { admit: 'member', decline: 'guest' },
  member: {},
  left: { ask: 'asked' },
};

/** `undefined`: this step is not possible from here; somebody was quicker. */
export const nextStanding = (from: Standing, step: Step): Standing | undefined => TRANSITIONS[from][step];
/** A greeting; without a name where the platform did not say one. */
export const hello = (person: Called): string =>
  person.name === NAMELESS && !person.called ? 'Hello' : `Hello ${callingName(person)}`;

// --- profile -------------------------------------------------------------------------------------------------------

export const KINDS = ['officer', 'councillor', 'volunteer', 'paid-peer', 'manager'] as const;
export type Kind = (typeof KINDS)[number];

/** Somebody may be both; who has not said what they are is neither, and sees only what is for everyone. */
export const isPeer = (kinds: readonly Kind[]): boolean => kinds.some((kind) => kind !== 'manager');
export const isManager = (kinds: readonly Kind[]): boolean => kinds.includes('manager');

/** D19: how long somebody counts as new [default]. */
const NEW_FOR_MS = 90 * DAY_MS;
export const isNewcomer = (joinedAt: Date | null, now: Date): boolean =>
  joinedAt !== null && now.getTime() - joinedAt.getTime() < NEW_FOR_MS;

/** Ours: enough to be found by, and short enough to read on a phone. */
export const LIST_ITEMS = 10;
export const LIST_ITEM_LENGTH = 40;

/** "housing, debt advice": each once, in the order in which they were typed. */
export function readShortList(typed: string): string[] {
  const items = typed.split(/[,;\n]/).map(oneLine);
  return [...new Map(items.filter(Boolean).map((item) => [plainly(item), item] as const)).values()];
}

// --- able to listen ------------------------------------------------------------------------------------------------

export const ABLE = ['space', 'stretched', 'not-now'] as const;
export interface Able {
  able: (typeof ABLE)[number];
  backAt: Date | null;
}

/** What somebody said holds until the day on which they are back; who said nothing may be asked. */
export const ableNow = (said: Able | undefined, now: Date): Able =>
  !said || (said.backAt && said.backAt <= now) ? { able: 'space', backAt: null } : said;

// --- roles ---------------------------------------------------------------------------------------------------------
export const hasStarted = ({ startsAt }: { startsAt: Date }, now: Date): boolean => startsAt <= now;

/** A network never ends up without a coordinator, also not on the day when somebody's term ends. */
export const keepsCoordinator = (
  grants: readonly { member: MemberId; startsAt: Date; endsAt: Date | null }[],
  member: MemberId,
  now: Date,
): boolean =>
  grants.some((grant) => grant.member !== member && grant.endsAt === null && hasStarted(grant, now));

// --- safety --------------------------------------------------------------------------------------------------------

const ALL_NUMBERS = NATIONS.flatMap((nation) => helplinesOf(nation));
/** As words alone: a `Samaritans!` or `Ｓamaritans` is the Samaritans. */
const asWords = (typed: string): string =>
  ` ${unaccented(typed)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
const NATIONAL_NAMES = new Set(
  ALL_NUMBERS.flatMap(({ name, digits }) => {
    const [first = name] = name.split(',');
    return [asWords(first), asWords(`${first} ${digits}`), ...(digits.length === 3 ? [asWords(digits)] : [])];
  }),
);
const isMixed = (word: string): boolean =>
  /\p{Script=Latin}/u.test(word) && /(?!\p{Script=Latin})\p{L}/u.test(word);

/**
 * Whether a number of the network's own would be taken for a national one by its name. "NHS" may be a part of a name, as
 * local lines are the NHS's; letters of two alphabets in one word are there to look like others.
 */
export function bearsNationalName(typed: string): boolean {
  const name = asWords(typed);
  if (name.split(' ').some(isMixed)) return true;
  const squeezed = name.replaceAll(' ', '');
  return [...NATIONAL_NAMES].some((one) =>
    one.trim().length > 3 || /\d/.test(one)
      ? name.includes(one) || squeezed === one.replaceAll(' ', '')
      : name === one,
  );
}

/** When the list was last confirmed whole: the day of its oldest number. `undefined`: not every number is confirmed. */
export function confirmedAt(nation: Nation, checks: ReadonlyMap<string, { at: Date }>): Date | undefined {
  const times = helplinesOf(nation).map(({ id }) => checks.get(id)?.at.getTime());
  return times.includes(undefined) ? undefined : new Date(Math.min(...(times as number[])));
}

/** Numbers are rung again every six months. Stale ones are still shown: coordinators are told. */
const FRESH_FOR_MS = 183 * DAY_MS;
export const isStale = (checkedAt: Date | undefined, now: Date): boolean =>
  checkedAt !== undefined && now.getTime() - checkedAt.getTime() > FRESH_FOR_MS;

/** `somebody`: both seats were filled once, and neither has anybody in it who is there now. */
export type GateStep = 'lead' | 'deputy' | 'somebody' | 'out-of-hours' | 'numbers';

/** Somebody who looks after safety: a member, or a name and a number, who does not leave by themself. */
export interface Seat {
  hasLeft?: true;
  /** Their break ends then. */
  pausedUntil?: Date;
}

/** Whether people can turn to whoever is named here now. */
export const isThere = <S extends Seat>(seat: S | undefined, now: Date): seat is S =>
  seat !== undefined && !seat.hasLeft && !isAway(seat, now);
export const isAway = ({ pausedUntil }: Seat, now: Date): boolean =>
  pausedUntil !== undefined && now < pausedUntil;

interface SetUp {
  lead?: Seat;
  deputy?: Seat;
  outOfHours?: string;
  numbersCheckedAt?: Date;
  /** It was complete when somebody left their seat: from then on one of the two is enough. */
  wasSetUp?: boolean;
}

/**
 * What is still to do before questions, escalations and wellbeing are switched on (D49). Opening takes a lead and a
 * deputy; it stays open while one of the two is there.
 */
export function stepsToOpen(safety: SetUp, now: Date): GateStep[] {
  const { lead, deputy } = safety;
  const steps: GateStep[] = [];
  if (!safety.wasSetUp && !lead) steps.push('lead');
  if (!safety.wasSetUp && !deputy) steps.push('deputy');
  if (steps.length === 0 && !isThere(lead, now) && !isThere(deputy, now)) steps.push('somebody');
  if (!safety.outOfHours) steps.push('out-of-hours');
  if (!safety.numbersCheckedAt) steps.push('numbers');
  return steps;
}

/** Whether all of it was ever done: both seats filled, and the rest as it is now. */
export const isComplete = ({ lead, deputy, outOfHours, numbersCheckedAt, wasSetUp }: SetUp): boolean =>
  wasSetUp === true || (lead && deputy && outOfHours && numbersCheckedAt) !== undefined;

/** Every press can be undone for ten minutes; after that a number stays confirmed, for taking one back switches support off. */
export const mayUnconfirm = (checkedAt: Date, now: Date): boolean =>
  now.getTime() - checkedAt.getTime() <= UNDO_MS;

/** The lead and the deputy are two people who answer two phones. */
export const isOnePerson = (
  one: { name: string; number: string; member?: MemberId },
  other: { name: string; number: string; member?: MemberId },
): boolean =>
  (one.member !== undefined && one.member === other.member) ||
  plainly(one.name) === plainly(other.name) ||
  phoneKey(one.number) === phoneKey(other.number);

// --- days ------------------------------------------------------------------------------------------------------------
