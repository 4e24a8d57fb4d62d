import type { Tx } from '../../store/database.ts';
import { canBecome, ended } from '../queue/states.ts';

/**
 * Takes back what has not been sent yet, by keys or by slots, in one statement however many. What was shown stays. The
 * messages are locked in order, so that no two who take back the same wait for each other.
 * @returns those of the keys and slots of which something was taken back
 */
export async function withdraw(tx: Tx, keysOrSlots: readonly string[]): Promise<Set<string>> {
  if (keysOrSlots.length === 0) return new Set();
  // What waits has no reference: without these words no index serves the slots, and every row is read.
  const rows = await tx.$queryRaw<{ key: string; slot: string | null }[]>`
    WITH waiting AS (
      SELECT id FROM outbox
      WHERE (key = ANY(${keysOrSlots}) OR slot = ANY(${keysOrSlots}) AND ref_id IS NULL) AND ${canBecome('withdrawn')}
      ORDER BY slot, key FOR UPDATE)
    UPDATE outbox o SET state = 'withdrawn', ${ended}
    FROM waiting WHERE o.id = waiting.id AND o.${canBecome('withdrawn')}
    RETURNING o.key, o.slot`;
  const known = new Set(rows.flatMap(({ key, slot }) => [key, slot]));
  return new Set(keysOrSlots.filter((one) => known.has(one)));
}

/** Takes back news of these records that has not been sent yet: all of it, or what was said on one occasion. */
export async function withdrawNews(
  tx: Tx,
  kind: string,
  records: readonly string[],
  occasion?: string,
): Promise<void> {
  if (records.length > 0)
    await tx.$executeRaw`
      UPDATE outbox o SET state = 'withdrawn', ${ended}
      WHERE kind = ${kind} AND record = ANY(${[...records]}) AND occasion = COALESCE(${occasion ?? null}, occasion) AND o.state = 'pending'`;
}
