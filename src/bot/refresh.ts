import { shownSlots } from '../outbox/enqueue/cards.ts';
import type { Draft } from '../outbox/enqueue/draft.ts';
import { withdraw } from '../outbox/enqueue/withdraw.ts';
import type { Work } from './feature.ts';

/** Where it was seen it is changed; where not, it comes as it is now, or not at all. */
export async function refreshShown(
  { tx, enqueue }: Work,
  draft: Draft & { slot: string },
  isDone: boolean,
): Promise<void> {
  if ((await shownSlots(tx, [draft.slot])).size > 0) enqueue(draft);
  else if ((await withdraw(tx, draft.slot)) > 0 && !isDone) enqueue(draft);
}
