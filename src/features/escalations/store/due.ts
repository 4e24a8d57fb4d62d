import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import type { Due } from '../../../store/due.ts';
import { DAY_MS } from '../../../time/durations.ts';
import type { State } from '../rules/states.ts';

export const dueRequests: Due = (now) =>
  Prisma.sql`SELECT id::text, due_at AS at FROM escalation WHERE due_at <= ${now}`;

export const requestsToShred: Due = (now) =>
  Prisma.sql`SELECT id::text, shred_at AS at FROM escalation WHERE shred_at <= ${now}`;

/** The words go, and with them who asked whom. What counts against a monthly cap stays for that month, without an asker. */
export async function shredRequest(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.escalation.updateMany({
    where: { id, shredAt: { lte: now } },
    data: {
      askerId: null,
      chosenId: null,
      callerId: null,
      skippedIds: [],
      readerIds: [],
      wordsSealed: null,
      neededAt: null,
      shredAt: null,
    },
  });
  if (count === 0) return false;
  const month = new Date(now.getTime() - 31 * DAY_MS);
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
