import type { Tx } from '../../store/database.ts';

/** How many messages are due and not yet sent. */
export async function countBacklog(tx: Tx, now: Date): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM outbox
    WHERE state IN ('pending', 'claimed', 'sending') AND due_at <= ${now}`;
  return row?.count ?? 0;
}

/** The first moment after `now` at which a message that waits may go out. */
export async function readNextMessage(tx: Tx, now: Date): Promise<{ at: Date; count: number } | undefined> {
  const [row] = await tx.$queryRaw<{ at: Date | null; count: number }[]>`
    SELECT min(due_at) AS at, count(*)::int AS count FROM outbox
    WHERE state = 'pending' AND due_at = (SELECT min(due_at) FROM outbox WHERE state = 'pending' AND due_at > ${now})`;
  return row?.at ? { at: row.at, count: row.count } : undefined;
}
