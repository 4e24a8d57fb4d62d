import type { MemberId } from '../../chat/message.ts';
import type { Tx } from '../../store/database.ts';

/** Looks again at what waits for somebody's hours, now that they have chosen others. */
export async function reconsiderHeld(tx: Tx, member: MemberId, now: Date): Promise<void> {
  await tx.$executeRaw`
    WITH freed AS (
      UPDATE outbox SET due_at = ${now}, held = false
      WHERE held AND state = 'pending' AND destination IN (SELECT 'account:' || id FROM account WHERE member_id = ${member}::uuid)
      RETURNING destination)
    UPDATE outbox_lane l SET due_at = least(l.due_at, ${now}), turn = least(l.turn, ${now}), has_news = true FROM freed WHERE l.destination = freed.destination`;
}
