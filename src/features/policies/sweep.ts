import type { Sweep } from '../../bot/feature.ts';
import { readRoleHolders } from '../../directory/roles.ts';
import { remindOfReview } from './operations.ts';
import { dueReviews } from './store.ts';

/** E24: a document whose review date has come. */
export const reviewPolicies: Sweep = {
  name: 'members.review-policies',
  due: dueReviews,
  advance: async (work, id) =>
    remindOfReview(work, id, await readRoleHolders(work.tx, 'coordinator', work.now)),
};
