import blossom from 'edmonds-blossom';
import type { MemberId } from '../../../chat/message.ts';
import { mayPair, type Placed } from '../../buddies/rules/pair.ts';

/** Somebody who is looking for a buddy. What they have lived through is not among what is known here, on purpose. */
export interface Candidate extends Placed {
  /** As it is compared: no capitals, single spaces. */
  area: string | null;
  /** Skills and interests, out of the lists that everybody chooses from. */
  things: readonly string[];
  /** Rounds that had nobody for them. */
  missed: number;
}

export interface Match {
  a: MemberId;
  b: MemberId;
  farApart: boolean;
  inCommon: readonly string[];
}
export interface Matching {
  pairs: readonly Match[];
  left: readonly MemberId[];
}

/** The work grows with the third power of this: 400 people keep one core busy for a second or two. */
export const MOST_CANDIDATES = 400;
/** Up to here every possible pair is weighed, and the best is found exactly; beyond, everybody's 40 best ones are. */
const WEIGH_ALL = 200;
const BEST = 40;
/** More in common, or longer waiting, than this makes no further difference; it keeps the weights whole and exact. */
const MOST_COMMON = 9;
const MOST_MISSED = 3;
const TIES = 1_000;

export const inCommon = (a: Candidate, b: Candidate): string[] =>
  a.things.filter((thing) => b.things.includes(thing)).slice(0, MOST_COMMON);

const farApart = (a: Candidate, b: Candidate): boolean =>
  a.area !== null && b.area !== null && a.area !== b.area;

/**
 * The best pairs for everybody together. What comes first outweighs all that follows, over all pairs: as many people
 * as can be; those whom an earlier round left out; different areas; things in common; then a coin, tossed by `seed`,
 * so that the same round comes out the same again.
 */
export function matchBuddies(
  people: readonly Candidate[],
  apart: ReadonlySet<string>,
  seed: number,
): Matching {
  const known = [...people].sort((a, b) => (a.member < b.member ? -1 : 1));
  const edges = weighPairs(known, apart, randomFrom(seed));
  const few = known.length > WEIGH_ALL ? solve(known, bestOfEach(edges, known.length)) : undefined;
  // With few pairs weighed, somebody may be left who has a buddy among all of them.
  return few && few.left.length < 2 ? few : solve(known, edges);
}

/** `merit` is what speaks for the pair itself, without how long the two have waited. */
interface Edge {
  i: number;
  j: number;
  weight: number;
  merit: number;
}

/** Each weight is larger than everything below it can add up to over all pairs; all stay far below 2^53. */
function weighPairs(known: readonly Candidate[], apart: ReadonlySet<string>, toss: () => number): Edge[] {
  const pairs = Math.ceil(known.length / 2);
  const common = pairs * TIES;
  const area = pairs * (MOST_COMMON + 1) * common;
  const missed = pairs * 2 * area;
  const waited = (one: Candidate) => Math.min(one.missed, MOST_MISSED);
  const edges: Edge[] = [];
  for (const [i, a] of known.entries()) {
    for (const [ahead, b] of known.slice(i + 1).entries()) {
      const coin = Math.floor(toss() * TIES);
      if (!mayPair(a, b, apart)) continue;
      const merit = (farApart(a, b) ? area : 0) + inCommon(a, b).length * common + coin;
      edges.push({ i, j: i + 1 + ahead, merit, weight: (waited(a) + waited(b)) * missed + merit });
    }
  }
  return edges;
}

function bestOfEach(edges: readonly Edge[], people: number): Edge[] {
  const taken = Array.from({ length: people }, () => 0);
  const byMerit = [...edges].sort((a, b) => b.merit - a.merit);
  return byMerit.filter(({ i, j }) => {
    const keeps = Math.min(taken[i] ?? 0, taken[j] ?? 0) < BEST;
    if (keeps) for (const one of [i, j]) taken[one] = (taken[one] ?? 0) + 1;
    return keeps;
  });
}

function solve(known: readonly Candidate[], edges: readonly Edge[]): Matching {
  const mates = blossom(
    edges.map(({ i, j, weight }) => [i, j, weight]),
    true,
  );
  const mateOf = (i: number): Candidate | undefined => known[mates[i] ?? -1];
  const pairs = known.flatMap((a, i): Match[] => {
    const b = mateOf(i);
    if (!b || b.member < a.member) return [];
    return [{ a: a.member, b: b.member, farApart: farApart(a, b), inCommon: inCommon(a, b) }];
  });
  return { pairs, left: known.filter((_, i) => !mateOf(i)).map(({ member }) => member) };
}

/** mulberry32: the same numbers for the same seed, on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
