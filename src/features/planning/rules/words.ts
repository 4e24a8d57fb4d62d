import { type Block, small } from '../../../chat/message.ts';
import { type RankedTime, suggested } from './fairness.ts';

const SPELT = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const spelt = (count: number): string => SPELT[count] ?? String(count);
const votes = (count: number): string => (count === 1 ? 'the last one' : `the last ${spelt(count)}`);

/** "9 can come, among them two who missed the last three." */
export function standingLine({ canCome, longest }: RankedTime): string {
  if (canCome === 0) return 'nobody can come so far';
  const all = canCome === 1 ? '1 can come' : `${canCome} can come`;
  if (!longest) return all;
  const who = longest.people === 1 ? 'one' : spelt(longest.people);
  return `${all}, among them ${who} who missed ${votes(longest.votes)}`;
}

/** Why the suggested one is not the one that suits most, in words: never who. */
export function suggestionLines(ranked: readonly RankedTime[], nameOf: (time: string) => string): Block[] {
  const best = suggested(ranked);
  const fullest = ranked.toSorted((a, b) => b.canCome - a.canCome)[0];
  if (!best || !fullest || fullest.canCome === best.canCome) return [];
  const more = `${nameOf(fullest.time)} suits more people (${fullest.canCome}). The suggestion leans towards those who were left out before; the choice is yours.`;
  return [small(more)];
}
