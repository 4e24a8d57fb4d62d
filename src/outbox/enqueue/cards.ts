import type { Tx } from '../../store/database.ts';
import type { Draft } from './draft.ts';
import { withdraw } from './withdraw.ts';

/** A draft for a card that lives on. */
export type CardDraft = Draft & { slot: string };

/** Of these slots, those of which something was shown already, or may have been, or is on its way. */
export async function shownSlots(tx: Tx, slots: readonly string[]): Promise<Set<string>> {
  const rows = await tx.outbox.findMany({
    where: {
      slot: { in: [...slots] },
      OR: [
        { refId: { not: null } },
        { state: { in: ['claimed', 'sending'] } },
        { state: 'pending', unsure: true },
      ],
    },
    select: { slot: true },
    distinct: ['slot'],
  });
  return new Set(rows.map((row) => row.slot as string));
}

/**
 * For cards that no longer say what is true: those that wait are not sent any more, and those that were shown are
 * changed to these, which rings no bell.
 */
export async function replaceCards(
  { tx, enqueue }: { tx: Tx; enqueue(...drafts: Draft[]): void },
  cards: readonly CardDraft[],
): Promise<void> {
  for (const { slot } of cards) await withdraw(tx, slot);
  const shown = await shownSlots(
    tx,
    cards.map(({ slot }) => slot),
  );
  enqueue(...cards.filter(({ slot }) => shown.has(slot)));
}

/** Takes back what waits in these slots; gives those of which nothing was ever seen. */
export async function withdrawUnseen(tx: Tx, slots: readonly string[]): Promise<Set<string>> {
  const waiting: string[] = [];
  for (const slot of slots) if ((await withdraw(tx, slot)) > 0) waiting.push(slot);
  const shown = await shownSlots(tx, waiting);
  return new Set(waiting.filter((slot) => !shown.has(slot)));
}
