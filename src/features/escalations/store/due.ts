import type { Tx } from '../../../store/database.ts';
import type { State } from '../rules/states.ts';

export async function readDue(
  tx: Tx,
  now: Date,
  limit: number,
  deferred: readonly string[],
): Promise<string[]> {
  const rows = await tx.escalation.findMany({
    where: { dueAt: { lte: now }, id: { notIn: [...deferred] } },
    ...{ orderBy: { dueAt: 'asc' }, select: { id: true }, take: limit },
  });
  return rows.map(({ id }) => id);
}

export async function readToShred(
  tx: Tx,
  now: Date,
  limit: number,
  deferred: readonly string[],
): Promise<string[]> {
  const rows = await tx.escalation.findMany({
    where: { shredAt: { lte: now }, id: { notIn: [...deferred] } },
    ...{ orderBy: { shredAt: 'asc' }, select: { id: true }, take: limit },
  });
  return rows.map(({ id }) => id);
}

/** The words go, and with them who asked whom. What counts against a monthly cap stays for that month, without an asker. */
export async function shredRequest(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.escalation.updateMany({
    where: { id, shredAt: { lte: now } },
    data: {
      ...{ askerId: null, chosenId: null, callerId: null, skippedIds: [], readerIds: [] },
      ...{ wordsSealed: null, neededAt: null, shredAt: null },
    },
  });
  if (count === 0) return false;
  const month = new Date(now.getTime() - 31 * 24 * 3_600_000);
  await tx.escalationAsk.deleteMany({
    where: {
      OR: [
        { escalationId: id, outOfHours: false },
        { escalationId: id, askedAt: { lt: month } },
      ],
    },
  });
  await tx.escalationAsk.deleteMany({ where: { askedAt: { lt: month }, escalation: { askerId: null } } });
  return true;
}

/** Of a quarter. `wasHere`: somebody was in this network before its end; without that there is nothing to say of it. */
export async function readCounts(tx: Tx, { from, to }: { from: Date; to: Date }) {
  const [counts] = await tx.$queryRaw<
    { asked: number; unanswered: number; needed: number; wasHere: boolean }[]
  >`
    SELECT count(*)::int AS asked, count(*) FILTER (WHERE state = ${'unanswered' satisfies State})::int AS unanswered,
      count(*) FILTER (WHERE needed = 'yes')::int AS needed,
      EXISTS (SELECT FROM member WHERE created_at < ${to}) AS "wasHere"
    FROM escalation WHERE opened_at >= ${from} AND opened_at < ${to}`;
  return counts ?? { asked: 0, unanswered: 0, needed: 0, wasHere: false };
}
