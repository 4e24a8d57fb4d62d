import type { ExpectedCard, ReadExpected } from '../../../bot/messages/declare.ts';
import type { Tx } from '../../../store/database.ts';
import { daysBefore } from '../../../store/retention.ts';
import { SAID_DAYS } from '../rules/consultation.ts';
import { readQuiet, readWriters } from './run.ts';

const only = (reader: string | undefined) => (reader === undefined ? {} : { memberId: reader });

/** Everybody whom something went to that asks, or that is new. */
export const readExpectedAsked: ReadExpected = async (tx, now, limit, reader) => {
  const rows = await tx.consulted.findMany({
    where: {
      ...only(reader),
      consultation: {
        OR: [
          { state: 'open' },
          { state: 'closed', questionKind: 'none', openedAt: { gt: daysBefore(now, SAID_DAYS) } },
        ],
      },
    },
    select: { id: true, memberId: true, state: true, away: true },
    orderBy: { consultation: { openedAt: 'desc' } },
    take: limit,
  });
  return rows.map(({ id, memberId, state, away }) => ({
    record: id,
    reader: memberId,
    ...((state !== 'asked' || away) && { asksNothing: true as const }),
  }));
};

/** What came of it, as long as home says it. */
export const readExpectedOutcomes: ReadExpected = async (tx, now, limit, reader) => {
  const rows = await tx.consulted.findMany({
    where: {
      ...only(reader),
      away: false,
      consultation: { state: 'told-back', toldAt: { gt: daysBefore(now, SAID_DAYS) } },
    },
    select: { id: true, memberId: true, outcomeRead: true },
    orderBy: { consultation: { toldAt: 'desc' } },
    take: limit,
  });
  return rows.map(({ id, memberId, outcomeRead }) => ({
    record: id,
    reader: memberId,
    ...(outcomeRead && { asksNothing: true as const }),
  }));
};

/** What is written or under way has its card with whoever runs it. */
export const readExpectedRuns: ReadExpected = async (tx, _now, limit, reader) => {
  const rows = await tx.$queryRaw<{ record: string; reader: string; isOver: boolean }[]>`
    SELECT c.id::text AS record, c.owner_id::text AS reader,
      c.state = 'closed' AND (c.question_kind = 'none'
        OR NOT EXISTS (SELECT FROM consulted d WHERE d.consultation_id = c.id AND d.state = 'answered')
        OR NOT EXISTS (SELECT FROM consulted d WHERE d.consultation_id = c.id AND NOT d.away)) AS "isOver"
    FROM consultation c
    WHERE c.state IN ('draft', 'open', 'closed') AND c.owner_id IS NOT NULL
      AND (${reader ?? null}::uuid IS NULL OR c.owner_id = ${reader ?? null}::uuid)
    ORDER BY c.created_at DESC LIMIT ${limit}`;
  return rows.map(({ isOver, ...card }) => ({ ...card, ...(isOver && { asksNothing: true as const }) }));
};

/** Of everybody who may write; nothing was sent. */
export async function readExpectedQuiet(
  tx: Tx,
  now: Date,
  limit: number,
  reader: string | undefined,
): Promise<ExpectedCard[]> {
  const quiet = await readQuiet(tx);
  if (quiet.length === 0) return [];
  const writers = (await readWriters(tx, now)).filter((one) => reader === undefined || one === reader);
  const cards = quiet.flatMap(({ id }) =>
    writers.map((writer) => ({ record: id, reader: writer, unsent: true as const })),
  );
  return cards.slice(0, limit);
}
