import { Prisma } from '../../generated/prisma/client.ts';
import type { Tx } from '../../store/database.ts';
import type { Due } from '../../store/due.ts';
import type { UndeliveredMessage } from '../queue/settle.ts';

/** Messages that will not arrive and whose feature could not be told so yet, oldest first. */
export const untold: Due = () => Prisma.sql`SELECT id::text, settled_at AS at FROM outbox WHERE NOT told`;

/** Marks one as told, for whoever tells it in this transaction; `undefined`: somebody has told it meanwhile. */
export async function markTold(
  tx: Tx,
  id: string,
): Promise<(UndeliveredMessage & { state: 'failed' | 'expired' | 'unknown' }) | undefined> {
  const { count } = await tx.outbox.updateMany({ where: { id, told: false }, data: { told: true } });
  if (count === 0) return undefined;
  const row = await tx.outbox.findUniqueOrThrow({ where: { id } });
  return { ...row, state: row.state as 'failed' | 'expired' | 'unknown' };
}
