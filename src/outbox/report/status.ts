import { type Tx, worldNow } from '../../store/database.ts';

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
  /** Their feature could not be told yet, whenever that was. */
  untold: number;
}

export async function countUndelivered(tx: Tx): Promise<Undelivered> {
  const [row] = await tx.$queryRaw<Undelivered[]>`
    SELECT count(*) FILTER (WHERE state = 'failed')::int AS failed, count(*) FILTER (WHERE state = 'unknown')::int AS unknown,
      (SELECT count(*)::int FROM outbox WHERE NOT told) AS untold
    FROM outbox WHERE state IN ('failed', 'unknown', 'expired') AND settled_at > clock_timestamp() - interval '7 days'`;
  return row as Undelivered;
}

/** What waits, by feature; `unnamed`: for somebody who writes without a name. */
export interface WaitingOfFeature {
  feature: string;
  unnamed: boolean;
  count: number;
  /** Of these, how many should go out now, and since when the first of them. */
  due: number;
  oldest: Date | null;
}

export function readWaitingByFeature(tx: Tx, now: Date): Promise<WaitingOfFeature[]> {
  return tx.$queryRaw`
    SELECT feature, destination LIKE 'unnamed:%' AS unnamed, count(*)::int AS count,
      count(*) FILTER (WHERE due_at <= ${now})::int AS due, min(due_at) FILTER (WHERE due_at <= ${now}) AS oldest
    FROM outbox WHERE state = 'pending' GROUP BY 1, 2`;
}

/** Messages of the last 7 days that did not arrive, by whom they were for. */
export interface UndeliveredRow {
  feature: string;
  unnamed: boolean;
  state: string;
  error: string | null;
  destination: string;
  /** No name: it was for a channel, or for somebody who is not known any more. */
  name: string | null;
  count: number;
}

export function readUndelivered(tx: Tx): Promise<UndeliveredRow[]> {
  return tx.$queryRaw`
    WITH undelivered AS (
      SELECT feature, destination, state, error, count(*)::int AS count FROM outbox
      WHERE state IN ('failed', 'unknown', 'expired') AND settled_at > clock_timestamp() - interval '7 days' AND state <> 'expired'
      GROUP BY 1, 2, 3, 4)
    SELECT u.*, u.destination LIKE 'unnamed:%' AS unnamed, m.name FROM undelivered u
    LEFT JOIN account a ON u.destination = 'account:' || a.id
    LEFT JOIN member m ON m.id = a.member_id OR u.destination = 'nobody:' || m.id`;
}
