import type { Tx } from '../../store/database.ts';
import { canBecome, ended } from '../queue/states.ts';

/** Takes back what has not been sent yet, by key or by slot. What was shown stays. */
export async function withdraw(tx: Tx, keyOrSlot: string): Promise<number> {
  return tx.$executeRaw`
    UPDATE outbox o SET state = 'withdrawn', ${ended}
    WHERE (key = ${keyOrSlot} OR slot = ${keyOrSlot}) AND ${canBecome('withdrawn')}`;
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
