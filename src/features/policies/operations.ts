import type { Work } from '../../bot/feature.ts';
import type { MemberId } from '../../chat/message.ts';
import * as store from './store.ts';
import * as forms from './views/forms.ts';

/** Whose review is due: coordinators hear it once. */
export async function remindOfReview({ tx, enqueue }: Work, id: string, coordinators: readonly MemberId[]) {
  const policy = await store.lockPolicy(tx, id);
  if (!policy || !(await store.markReminded(tx, id))) return;
  for (const member of coordinators) {
    enqueue({
      to: { member },
      ...{ message: forms.reviewDue(policy), key: `members:review:${id}:${member}`, class: 'quiet' },
      origin: { feature: 'policies', id },
    });
  }
}
