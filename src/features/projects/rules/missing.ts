import type { Missing } from '../../placements/rules/gate.ts';

/** What stands between somebody and the host, in words for whoever runs the project. */
export const MISSING: Record<Missing, string> = {
  'project-over': 'the project is over',
  'not-chosen': 'they aren’t going forward',
  answer: 'they haven’t answered about the host',
  ruling: 'you haven’t decided about them',
  employer: 'their employer hasn’t said yes yet',
  days: 'they haven’t said yet whether the new days suit them',
  excluded: 'you decided: not for this one',
};
