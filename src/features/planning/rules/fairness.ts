import type { MemberId } from '../../../chat/message.ts';
import type { ForWhom } from '../../../directory/participant-kinds.ts';

/** One decided vote: of those who answered, who could come at the chosen time and who could not. */
export interface Outcome {
  served: readonly MemberId[];
  leftOut: readonly MemberId[];
}

/** Who could come at one of the times. */
export interface Choice {
  time: string;
  supporters: readonly MemberId[];
}

/** Everybody begins with this weight. */
const FRESH = 1;

/**
 * Perpetual consensus (Martin Lackner, "Perpetual Voting: Fairness in Long-Term Decision Making", AAAI 2020). After
 * each vote everybody who answered gains 1, and those who got their way and had weight left pay for it together, as
 * much as all gained. Whoever did not answer neither gains nor pays: silence is not held against anyone.
 */
export function weigh(history: readonly Outcome[]): Map<MemberId, number> {
  const weights = new Map<MemberId, number>();
  const of = (member: MemberId) => weights.get(member) ?? FRESH;
  for (const { served, leftOut } of history) {
    const paying = served.filter((member) => of(member) > 0);
    const price = paying.length === 0 ? 0 : (served.length + leftOut.length) / paying.length;
    for (const member of paying) weights.set(member, of(member) - price);
    for (const member of [...served, ...leftOut]) weights.set(member, of(member) + 1);
  }
  return weights;
}

/** How many of the last votes that somebody answered left them out, without a break. */
export function missedInARow(history: readonly Outcome[]): Map<MemberId, number> {
  const missed = new Map<MemberId, number>();
  for (const { served, leftOut } of history) {
    for (const member of served) missed.set(member, 0);
    for (const member of leftOut) missed.set(member, (missed.get(member) ?? 0) + 1);
  }
  return missed;
}

/** What an organiser sees of a time: numbers, never who. */
export interface RankedTime {
  time: string;
  score: number;
  canCome: number;
  /** How many of them were left out the last time that they answered. */
  leftOut: number;
  /** The longest row of votes that at least two of them missed, and how many did; for one person alone only that. */
  longest: { people: number; votes: number } | undefined;
}

/** The times, the fairest first; of equals the one at which more can come, then the earlier one. */
export function rank(choices: readonly Choice[], history: readonly Outcome[]): RankedTime[] {
  const weights = weigh(history);
  const missed = missedInARow(history);
  const standings = choices.map(({ time, supporters }, place) => ({
    time,
    place,
    canCome: supporters.length,
    score: scoreOf(supporters, weights),
    ...leftOutAmong(supporters.map((member) => missed.get(member) ?? 0)),
  }));
  standings.sort((a, b) => b.score - a.score || b.canCome - a.canCome || a.place - b.place);
  return standings.map(({ place: _, ...standing }) => standing);
}

/** Those whose weight is used up do not count until they were left out again. Rounded, so that equals are equal. */
function scoreOf(supporters: readonly MemberId[], weights: ReadonlyMap<MemberId, number>): number {
  const sum = supporters.reduce((total, member) => total + Math.max(0, weights.get(member) ?? FRESH), 0);
  return Math.round(sum * 1e6) / 1e6;
}

/**
 * A row of missed votes can be known of a person, so it is told only when two or more share it; of one person alone
 * it says that they missed the last one.
 */
function leftOutAmong(rows: readonly number[]): Pick<RankedTime, 'leftOut' | 'longest'> {
  const missing = rows.filter((votes) => votes > 0).sort((a, b) => b - a);
  const votes = missing[1] ?? (missing.length === 1 ? 1 : 0);
  if (votes === 0) return { leftOut: 0, longest: undefined };
  const people = missing.filter((row) => row >= votes).length;
  return { leftOut: missing.length, longest: { people, votes } };
}

/** The first of those that can still be chosen, if somebody can come. */
export const suggested = ([best]: readonly RankedTime[]): RankedTime | undefined =>
  best && best.canCome > 0 ? best : undefined;

/** What is written down when a time is chosen. */
export function outcomeOf(answered: readonly MemberId[], supporters: readonly MemberId[]): Outcome {
  const could = new Set(supporters);
  return {
    served: answered.filter((member) => could.has(member)),
    leftOut: answered.filter((member) => !could.has(member)),
  };
}

/** Who answered, and who of them could come when. */
export interface Votes {
  choices: readonly Choice[];
  answered: readonly MemberId[];
}

/** What choosing this time means for everybody who answered, and whether it lets somebody in who was left out before. */
export function decide(
  { choices, answered }: Votes,
  history: readonly Outcome[],
  time: string,
): { outcome: Outcome; includesLeftOut: boolean } {
  const supporters = choices.find((choice) => choice.time === time)?.supporters ?? [];
  const chosen = rank(choices, history).find((standing) => standing.time === time);
  return { outcome: outcomeOf(answered, supporters), includesLeftOut: (chosen?.leftOut ?? 0) > 0 };
}

/**
 * Of which events the past counts for this one. What happened among peers only counts among peers only: else a number
 * would tell a manager that there was something.
 */
export const historyOf = (audience: ForWhom): readonly ForWhom[] =>
  audience === 'everyone' ? ['everyone'] : ['everyone', audience];
