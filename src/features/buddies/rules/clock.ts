import type { MemberId } from '../../../chat/message.ts';
import { DAY_MS, type Mode } from './pair.ts';

/** What a pair's clock has seen, oldest first. */
export interface Moment {
  kind: 'offer-reminded' | 'nudged' | 'reminded' | 'asked' | 'skipped' | 'resumed' | 'visit-asked';
  at: Date;
}

/** All that decides when a pair hears from me. E-mail is not in it: it never counts as a meeting (C10). */
export interface Clock {
  introducedAt: Date;
  lastHeld: { at: Date; mode: Mode } | undefined;
  /** A date that was set, whether it is still to come or has passed without a word. */
  plannedAt: Date | undefined;
  paused: boolean;
  moments: readonly Moment[];
}

export type Nudge = 'nudged' | 'reminded' | 'asked';

/** C11: the window opens after four weeks, its middle is the reminder, and after six weeks it is asked once. */
const AFTER_DAYS: Record<Nudge, number> = { nudged: 28, reminded: 35, asked: 42 };
const ORDER: readonly Nudge[] = ['nudged', 'reminded', 'asked'];
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

/** The nudges of this window, oldest first. */
export function sentSince(clock: Clock): Moment[] {
  const from = countedFrom(clock);
  return clock.moments.filter(({ kind, at }) => ORDER.includes(kind as Nudge) && at > from);
}

/** What the pair hears next, and when. `undefined`: nothing more, until they do something themselves. */
export function nextNudge(clock: Clock): { step: Nudge; at: Date } | undefined {
  if (clock.paused) return undefined;
  const sent = sentSince(clock);
  const before = sent.at(-1);
  const step = ORDER[before ? ORDER.indexOf(before.kind as Nudge) + 1 : 0];
  if (!step) return undefined;
  const due = daysAfter(countedFrom(clock), AFTER_DAYS[step]);
  return { step, at: before ? latest([due, daysAfter(before.at, APART_DAYS)]) : due };
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
