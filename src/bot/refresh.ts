import { type CardDraft, shownSlots } from '../outbox/enqueue/cards.ts';
import { withdraw } from '../outbox/enqueue/withdraw.ts';
import type { Work } from './feature.ts';

/** Where a card was seen it is changed; where not, it comes as it is now, or not at all. */
export async function refreshShown(
  { tx, enqueue }: Work,
  cards: readonly CardDraft[],
  isDone: boolean,
): Promise<void> {
  const slots = cards.map(({ slot }) => slot);
  const shown = await shownSlots(tx, slots);
  const waiting = await withdraw(
    tx,
    slots.filter((slot) => !shown.has(slot)),
  );
  enqueue(...cards.filter(({ slot }) => shown.has(slot) || (!isDone && waiting.has(slot))));
}
