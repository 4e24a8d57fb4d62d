import type { Tx } from '../../store/database.ts';
import type { Draft } from './draft.ts';
import { withdraw } from './withdraw.ts';

/** A draft for a card that lives on. */
export type CardDraft = Draft & { slot: string };

/** Of these slots, those of which something was shown already, or may have been, or is on its way. */
export async function shownSlots(tx: Tx, slots: readonly string[]): Promise<Set<string>> {
  if (slots.length === 0) return new Set();
  const rows = await tx.$queryRaw<{ slot: string }[]>`
    SELECT DISTINCT slot FROM outbox
    WHERE slot = ANY(${slots}) AND (ref_id IS NOT NULL OR state IN ('claimed', 'sending') OR state = 'pending' AND unsure)`;
  return new Set(rows.map(({ slot }) => slot));
}

/**
 * For cards that no longer say what is true: those that wait are not sent any more, and those that were shown are
 * changed to these, which rings no bell. Two statements however many.
 */
export async function replaceCards(
  { tx, enqueue }: { tx: Tx; enqueue(...drafts: Draft[]): void },
  cards: readonly CardDraft[],
): Promise<void> {
  const slots = cards.map(({ slot }) => slot);
  await withdraw(tx, slots);
  const shown = await shownSlots(tx, slots);
  enqueue(...cards.filter(({ slot }) => shown.has(slot)));
}

/** Takes back what waits in these slots, in two statements however many; gives those of which nothing was ever seen. */
export async function withdrawUnseen(tx: Tx, slots: readonly string[]): Promise<Set<string>> {
  const waiting = [...(await withdraw(tx, slots))];
  const shown = await shownSlots(tx, waiting);
  return new Set(waiting.filter((slot) => !shown.has(slot)));
}
