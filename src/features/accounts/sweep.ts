import type { Sweep } from '../../bot/feature.ts';
import { forgetOldCodes, oldCodes } from './store/linking.ts';

/** Link codes are of no use after ten minutes; what became of them is gone after a day. */
export const forgetCodes: Sweep = {
  name: 'members.forget-codes',
  due: oldCodes,
  advance: ({ tx, now }) => forgetOldCodes(tx, now),
};
