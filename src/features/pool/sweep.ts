import type { Sweep } from '../../bot/feature.ts';
import { arrangeReview } from './operations.ts';
import { dueToArrange } from './store/review.ts';

/** Once there are people in the pool. */
export const arrangeReviews: Sweep = {
  name: 'pool.arrange-review',
  due: dueToArrange,
  advance: (work) => arrangeReview(work),
};
