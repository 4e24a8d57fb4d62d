import {
  type Choice,
  missedInARow,
  type Outcome,
  outcomeOf,
  rank,
} from '../../src/features/planning/rules/fairness.ts';

/** People who can come at the same times. */
export interface Crowd {
  people: number;
  slots: readonly string[];
}

export interface YearFigures {
  votes: number;
  /** The longest row of votes in which one and the same person could not come. */
  longestLeftOut: number;
  /** How many could come to no meeting in the whole year. */
  neverServed: number;
  /** How many could come to a meeting, on average. */
  meanCanCome: number;
}

const SLOTS = ['tue-lunch', 'thu-lunch', 'wed-evening', 'fri-morning', 'sat-morning'] as const;

/** Thirty people: most are free at lunch, and some never are, for they work, care or live far away. */
const NETWORK: readonly Crowd[] = [
  { people: 16, slots: ['tue-lunch', 'thu-lunch'] },
  { people: 7, slots: ['wed-evening', 'sat-morning'] },
  { people: 4, slots: ['fri-morning'] },
  { people: 3, slots: ['sat-morning'] },
];

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A meeting every fortnight. Somebody who is free at a time can really manage it nine times in ten, and one in ten is silent. */
export function simulateYear(
  policy: 'most-popular' | 'perpetual-consensus',
  {
    seed = 1,
    network = NETWORK,
    votes = 26,
  }: { seed?: number; network?: readonly Crowd[]; votes?: number } = {},
): YearFigures {
  const random = randomFrom(seed);
  const members = network.flatMap(({ people, slots }, crowd) =>
    Array.from({ length: people }, (_, index) => ({ member: `${crowd}-${index}`, slots })),
  );
  const slots = [...new Set([...SLOTS, ...network.flatMap((crowd) => crowd.slots)])];
  const history: Outcome[] = [];
  let longest = 0;
  for (let vote = 0; vote < votes; vote += 1) {
    const answered = members.filter(() => random() < 0.9);
    const free = answered.map(({ member, slots: known }) => ({
      member,
      slots: known.filter(() => random() < 0.9),
    }));
    const choices: Choice[] = slots.map((time) => ({
      time,
      supporters: free.filter((one) => one.slots.includes(time)).map(({ member }) => member),
    }));
    // Without a past every weight is the same, and the rule is "most popular".
    const [best] = rank(choices, policy === 'most-popular' ? [] : history);
    const supporters = choices.find(({ time }) => time === best?.time)?.supporters ?? [];
    history.push(
      outcomeOf(
        answered.map(({ member }) => member),
        supporters,
      ),
    );
    longest = Math.max(longest, ...missedInARow(history).values());
  }
  const served = new Set(history.flatMap((outcome) => outcome.served));
  const total = history.reduce((sum, outcome) => sum + outcome.served.length, 0);
  return {
    votes,
    longestLeftOut: longest,
    neverServed: members.filter(({ member }) => !served.has(member)).length,
    meanCanCome: Math.round((total / votes) * 10) / 10,
  };
}

/** Both policies side by side, as lines to print. */
export function fairnessFigures(seed = 1): string[] {
  return (['most-popular', 'perpetual-consensus'] as const).map((policy) => {
    const { votes, longestLeftOut, neverServed, meanCanCome } = simulateYear(policy, { seed });
    return `${policy}: longest left out ${longestLeftOut} of ${votes} votes in a row, ${neverServed} of 30 people never served, ${meanCanCome} can come on average`;
  });
}
