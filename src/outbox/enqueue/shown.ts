import type { Tx } from '../../store/database.ts';

/** Of these slots, those of which something was shown already, or may have been, or is on its way. */
export async function shownSlots(tx: Tx, slots: readonly string[]): Promise<Set<string>> {
  if (slots.length === 0) return new Set();
  const rows = await tx.$queryRaw<{ slot: string }[]>`
    SELECT DISTINCT slot FROM outbox
    WHERE slot = ANY(${slots}) AND (ref_id IS NOT NULL OR state IN ('claimed', 'sending') OR state = 'pending' AND unsure)`;
  return new Set(rows.map(({ slot }) => slot));
}
