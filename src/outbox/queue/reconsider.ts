import type { MemberId } from '../../chat/message.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import type { Tx } from '../../store/database.ts';
import { hurrying } from './lanes.ts';

/** Looks again at what waits for somebody's hours, now that they have chosen others. */
export async function reconsiderHeld(tx: Tx, member: MemberId, now: Date): Promise<void> {
  await tx.$executeRaw`
    WITH freed AS (
      UPDATE outbox SET due_at = ${now}, held = false
      WHERE held AND state = 'pending' AND destination IN (SELECT 'account:' || id FROM account WHERE member_id = ${member}::uuid)
      RETURNING destination)
    ${hurrying(Prisma.sql`freed`, now)}`;
}
