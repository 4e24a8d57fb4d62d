import { type Tx, worldNow } from '../store/database.ts';

/** How the outbox stands now: only what is alive is counted, so this costs the same however much has settled. */
export interface Waiting {
  pending: number;
  claimed: number;
  sending: number;
  /** How long the message that is due longest has waited, in seconds; 0 when nothing is due. */
  oldestDueSeconds: number;
}

export async function readWaiting(tx: Tx): Promise<Waiting> {
  const [row] = await tx.$queryRaw<Waiting[]>`
    SELECT waiting.*, flying.* FROM
      (SELECT count(*)::int AS pending,
        greatest(0, coalesce(extract(epoch FROM ${worldNow} - min(due_at)), 0))::float8 AS "oldestDueSeconds"
       FROM outbox WHERE state = 'pending') waiting,
      (SELECT count(*) FILTER (WHERE state = 'claimed')::int AS claimed, count(*) FILTER (WHERE state = 'sending')::int AS sending
       FROM outbox WHERE state IN ('claimed', 'sending')) flying`;
  return row as Waiting;
}

/** How many messages of the last 7 days did not arrive, or nobody knows whether they did. */
export interface Undelivered {
  failed: number;
  unknown: number;
}

export async function countUndelivered(tx: Tx): Promise<Undelivered> {
  const [row] = await tx.$queryRaw<Undelivered[]>`
    SELECT count(*) FILTER (WHERE state = 'failed')::int AS failed, count(*) FILTER (WHERE state = 'unknown')::int AS unknown
    FROM outbox WHERE state IN ('failed', 'unknown', 'expired') AND settled_at > clock_timestamp() - interval '7 days'`;
  return row as Undelivered;
}
