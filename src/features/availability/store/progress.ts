import { Prisma } from '../../../generated/prisma/client.ts';
import { type Tx, through } from '../../../store/database.ts';
import { type CallOutProgress, type Count, tally } from '../rules.ts';
import type { CallOut } from './call-outs.ts';

/** All that a call-out's card shows; lock the call-out first. Counted by the database, for every reply asks for it. */
export async function readProgress(tx: Tx, callOut: CallOut): Promise<CallOutProgress> {
  const found = (await readAllProgress(tx, [callOut])).get(callOut.id);
  if (!found) throw new Error(`Expected the call-out ${callOut.id}, which this transaction has locked.`);
  return found;
}

/** The same of several, in one statement. */
export async function readAllProgress(
  tx: Tx,
  callOuts: readonly CallOut[],
): Promise<ReadonlyMap<string, CallOutProgress>> {
  if (callOuts.length === 0) return new Map();
  const rows = await through(tx)<Row>(Prisma.sql`
    SELECT o.id,
      (SELECT json_agg(c) FROM (
        SELECT reply, undelivered, count(*)::int AS count FROM invitation WHERE call_out_id = o.id GROUP BY 1, 2) c) AS counts,
      (SELECT json_object_agg(day, count) FROM (
        SELECT d AS day, count(*)::int AS count FROM invitation i
          JOIN placement l ON l.project_id = o.project_id AND l.peer_id = i.peer_id CROSS JOIN unnest(l.days) d
        WHERE i.call_out_id = o.id AND i.reply <> 'no' GROUP BY 1) s) AS suits
    FROM call_out o
    WHERE o.id = ANY(${callOuts.map(({ id }) => id)}::uuid[])`);
  const daysOf = new Map(callOuts.map(({ id, project }) => [id, project.days.map(({ day }) => day)]));
  return new Map(rows.map((row) => [row.id, toProgress(row, daysOf.get(row.id) ?? [])]));
}

interface Row {
  id: string;
  counts: Count[] | null;
  suits: Record<string, number> | null;
}

const toProgress = ({ counts, suits }: Row, days: string[]): CallOutProgress => ({
  tally: tally(counts ?? [], new Map(Object.entries(suits ?? {})), days),
});
