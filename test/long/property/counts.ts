import type { ProjectProgress } from '../../../src/features/projects/rules/progress.ts';
import type { PlacementRow } from './view.ts';

const LIVE = ['chosen', 'released', 'confirmed'];

/** What a project's card counts, counted again from plain rows. */
export function countAgain(all: readonly PlacementRow[]): ProjectProgress {
  const count = (is: (one: PlacementRow) => boolean): number => all.filter(is).length;
  const inState = (...states: string[]) => count(({ state }) => states.includes(state));
  const isLive = ({ state }: PlacementRow) => LIVE.includes(state);
  const isCleared = ({ ruling }: PlacementRow) => ruling === 'clear' || ruling === 'conditions';
  return {
    interested: inState('interested'),
    choosable: inState('interested', 'thanked', 'reserve', 'offered'),
    toThank: inState('interested', 'chosen'),
    open: count((one) => one.state === 'chosen' && one.isOpen),
    unreached: count((one) => isLive(one) && one.unreached),
    toRule: count((one) => isLive(one) && !one.isOpen && one.ruling === null),
    awaitsEmployer: count((one) => isLive(one) && !one.isOpen && one.needsEmployer),
    ready: count(
      (one) =>
        one.state === 'chosen' && !one.isOpen && isCleared(one) && !one.needsEmployer && !one.daysAsked,
    ),
    released: inState('released'),
    confirmed: inState('confirmed', 'completed'),
    declined: inState('declined'),
    withdrawn: inState('withdrawn'),
    reserve: inState('reserve'),
    offered: inState('offered'),
    daysAsked: count((one) => isLive(one) && one.daysAsked),
  };
}
