import type { Sweep } from '../../../bot/feature.ts';
import { forgetOldCodes, hasOldCodes } from '../store/linking.ts';

/** Link codes are of no use after ten minutes; what became of them is gone after a day. */
export const forgetCodes: Sweep = {
  name: 'members.forget-codes',
  due: async (tx, now, _, deferred) =>
    !deferred.includes('codes') && (await hasOldCodes(tx, now)) ? ['codes'] : [],
  advance: ({ tx, now }) => forgetOldCodes(tx, now),
};
