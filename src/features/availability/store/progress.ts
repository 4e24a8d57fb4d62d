import type { MemberId } from '../../../chat/message.ts';
import { tellApart } from '../../../directory/namesakes.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import { type Tx, through } from '../../../store/database.ts';
import { type CallOutProgress, type Count, type Tally, tally } from '../rules.ts';
import type { CallOut } from './call-outs.ts';

/** As many whom nothing reached are named on a card. */
const NAMED = 6;

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
      (SELECT json_agg(u) FROM (
        SELECT m.id AS member, m.name FROM invitation i JOIN member m ON m.id = i.peer_id
        WHERE i.call_out_id = o.id AND o.kind = 'call-out' AND i.undelivered AND i.reply IS NULL AND m.erased_at IS NULL
        ORDER BY m.name, m.id LIMIT ${NAMED}) u) AS unreached,
      (SELECT json_object_agg(day, count) FROM (
        SELECT d AS day, count(*)::int AS count FROM invitation i
          JOIN placement l ON l.project_id = o.project_id AND l.peer_id = i.peer_id CROSS JOIN unnest(l.days) d
        WHERE i.call_out_id = o.id AND i.reply <> 'no' GROUP BY 1) s) AS suits
    FROM call_out o
    WHERE o.id = ANY(${callOuts.map(({ id }) => id)}::uuid[])`);
  const daysOf = new Map(callOuts.map(({ id, project }) => [id, project.days.map(({ day }) => day)]));
  const unreached = await tellApart(
    tx,
    rows.flatMap(({ id, unreached }) => (unreached ?? []).map((one) => ({ ...one, id }))),
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        tally: toTally(row, daysOf.get(row.id) ?? []),
        unreached: unreached.filter(({ id }) => id === row.id).map(({ name }) => name),
      },
    ]),
  );
}

interface Row {
  id: string;
  counts: Count[] | null;
  unreached: { member: MemberId; name: string }[] | null;
  suits: Record<string, number> | null;
}

const toTally = ({ counts, suits }: Row, days: string[]): Tally =>
  tally(counts ?? [], new Map(Object.entries(suits ?? {})), days);
