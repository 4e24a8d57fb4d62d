import type { Sweep } from '../../bot/feature.ts';
import { carryOutUnanswered } from './operations/changes.ts';
import { dueChanges } from './store/changes.ts';

/** A change to whom people turn to that nobody said yes or no to in three working days. */
export const takeUnanswered: Sweep = {
  name: 'members.safety-changes',
  due: dueChanges,
  advance: carryOutUnanswered,
};
