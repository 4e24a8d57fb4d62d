import type { MemberId } from '../../../chat/message.ts';
import { DAY_MS } from '../../../time/durations.ts';
import type { Mode } from './pair.ts';

/** What a pair's clock has seen, oldest first. */
export interface Moment {
  kind:
    | 'offer-reminded'
    | 'nudged'
    | 'reminded'
    | 'asked'
    | 'skipped'
    | 'resumed'
    | 'called-off'
    | 'visit-asked'
    | 'ended';
  at: Date;
}

/** All that decides when a pair hears from me. E-mail is not in it: it never counts as a meeting (C10). */
export interface Clock<M extends Moment = Moment> {
  introducedAt: Date;
  lastHeld: { at: Date; mode: Mode } | undefined;
  /** A date that was set, whether it is still to come or has passed without a word. */
  plannedAt: Date | undefined;
  paused: boolean;
  moments: readonly M[];
}

export type Nudge = 'nudged' | 'reminded' | 'asked';

/** C11: the window opens after four weeks, its middle is the reminder, and after six weeks it is asked once. */
const AFTER_DAYS: Record<Nudge, number> = { nudged: 28, reminded: 35, asked: 42 };
const ORDER: readonly Nudge[] = ['nudged', 'reminded', 'asked'];
/** How long a nudge that waits for somebody's hours is still worth sending: until the next one would come. */
const FRESH_DAYS = 7;
export const freshUntil = (now: Date): Date => daysAfter(now, FRESH_DAYS);
/** However late the clock is, two nudges are never closer than this. */
const APART_DAYS = 7;

const latest = (times: readonly (Date | undefined)[]): Date =>
  new Date(Math.max(...times.map((at) => at?.getTime() ?? 0)));
const daysAfter = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY_MS);

/** From when the days are counted: the last meeting, the date that was set, the skipped month, the end of a pause. */
export function countedFrom({ introducedAt, lastHeld, plannedAt, moments }: Clock): Date {
  const fresh = moments.filter(({ kind }) => kind === 'skipped' || kind === 'resumed');
  return latest([introducedAt, lastHeld?.at, plannedAt, ...fresh.map(({ at }) => at)]);
}

/** When the other one has called a date off, where no word about one has come after it. */
export function calledOffAt(
  { moments }: { moments: readonly (Moment & { byId: MemberId | null })[] },
  member: MemberId,
): Date | undefined {
  const last = moments.at(-1);
  return last?.kind === 'called-off' && last.byId !== member ? last.at : undefined;
}

/** So long home says that a date is off, or that a pairing has ended: a message may not have reached them. */
const TOLD_DAYS = 14;
export const toldUntil = (at: Date): Date => daysAfter(at, TOLD_DAYS);
export const toldSince = (now: Date): Date => daysAfter(now, -TOLD_DAYS);

export const isNudge = <M extends Moment>(moment: M): moment is M & { kind: Nudge } =>
  ORDER.includes(moment.kind as Nudge);
const nudgesOf = <M extends Moment>({ moments }: Clock<M>): (M & { kind: Nudge })[] =>
  moments.filter(isNudge);

/**
 * The nudges of this window, oldest first. One that came before the window opened belongs to the last one, also where
 * the meeting was noted only after it.
 */
export function sentSince<M extends Moment>(clock: Clock<M>): (M & { kind: Nudge })[] {
  const opens = daysAfter(countedFrom(clock), AFTER_DAYS.nudged);
  return nudgesOf(clock).filter(({ at }) => at >= opens);
}

/** The nudge that stands until one of the two does something; nothing is asked of a pair that is paused. */
export const standingNudge = <M extends Moment>(clock: Clock<M>): (M & { kind: Nudge }) | undefined =>
  clock.paused ? undefined : sentSince(clock).at(-1);

/** What the pair hears next, and when. `undefined`: nothing more, until they do something themselves. */
export function nextNudge(clock: Clock): { step: Nudge; at: Date } | undefined {
  if (clock.paused) return undefined;
  const sent = sentSince(clock);
  const step = ORDER[1 + Math.max(-1, ...sent.map(({ kind }) => ORDER.indexOf(kind as Nudge)))];
  if (!step) return undefined;
  // A date that was called off is no reason to be asked for another one in the same minute.
  const off = clock.moments.findLast(({ kind }) => kind === 'called-off');
  const spaced = [nudgesOf(clock).at(-1), off].map((last) => last && daysAfter(last.at, APART_DAYS));
  return { step, at: latest([daysAfter(countedFrom(clock), AFTER_DAYS[step]), ...spaced]) };
}

/** C9: the other way than last time. Nothing was held yet: as they like. */
export const suggestedMode = ({ lastHeld }: Clock): Mode | undefined =>
  lastHeld && (lastHeld.mode === 'face' ? 'phone' : 'face');

/** C13: at three and at five months [default]. */
const VISIT_DAYS = [91, 152];

export interface Visits {
  introducedAt: Date;
  /** At whose organisation they have met. */
  hosts: ReadonlySet<MemberId>;
  off: boolean;
  asked: number;
}

/** Whether this nudge invites to a visit, and to whose organisation: those who have not been visited yet. */
export function visitsToSuggest(visits: Visits, sides: readonly MemberId[], now: Date): readonly MemberId[] {
  const days = VISIT_DAYS[visits.asked];
  if (visits.off || days === undefined || now < daysAfter(visits.introducedAt, days)) return [];
  return sides.filter((member) => !visits.hosts.has(member));
}
