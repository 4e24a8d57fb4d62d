import type { Sweep } from '../../bot/feature.ts';
import { deleteFeedback, oldFeedback } from './store/feedback.ts';

/** What nobody took up in a year. */
export const forgetFeedback: Sweep = {
  name: 'forum.forget-feedback',
  due: oldFeedback,
  advance: ({ tx }, id) => deleteFeedback(tx, id),
};
