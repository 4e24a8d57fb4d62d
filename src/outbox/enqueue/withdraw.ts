import type { Tx } from '../../store/database.ts';
import { canBecome, ended } from '../queue/states.ts';

/** Takes back what has not been sent yet, by key or by slot. What was shown stays. */
export async function withdraw(tx: Tx, keyOrSlot: string): Promise<number> {
  return tx.$executeRaw`
    UPDATE outbox o SET state = 'withdrawn', ${ended}
    WHERE (key = ${keyOrSlot} OR slot = ${keyOrSlot}) AND ${canBecome('withdrawn')}`;
}
