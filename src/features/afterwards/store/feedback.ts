import { randomUUID } from 'node:crypto';
import type { Tx } from '../../../store/database.ts';
import { fromColumn, network, toColumn, type Vault } from '../../../store/seal.ts';
import { AGAIN, type Feedback, OVERALL, SHOWN_BY, SUPPORT } from '../rules/feedback.ts';

/** Nobody’s words: they are sealed with the network’s key, for no key of a person may say whose they are. */
const place = (row: string) =>
  ({
    member: network,
    table: 'peer_feedback',
    column: 'words_sealed',
    row,
  }) as const;

/**
 * Kept without a name, a project or a day. Once there are five that are not shown yet they are shown together, so that
 * whoever looks before and after sees no single one; those of one time go together, too. All that wait are written anew
 * each time: the database itself knows of a row only who came last.
 */
export async function writeFeedback(
  tx: Tx,
  vault: Vault,
  { words, ...answers }: Feedback & { words: string | undefined },
  year: number,
): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('peer_feedback', 0))`;
  const id = randomUUID();
  const wordsSealed = words ? toColumn(await vault.seal<string>(tx, place(id), words)) : null;
  await tx.peerFeedback.create({ data: { id, ...answers, wordsSealed, year } });
  const waiting = await tx.peerFeedback.count({ where: { shown: false } });
  await tx.peerFeedback.updateMany({ where: { shown: false }, data: { shown: waiting >= SHOWN_BY, year } });
}

export interface Totals {
  count: number;
  overall: Readonly<Record<Feedback['overall'], number>>;
  support: Readonly<Record<Feedback['support'], number>>;
  again: Readonly<Record<Feedback['again'], number>>;
}

/** Of what is shown; nothing of fewer than five. */
export async function readTotals(tx: Tx): Promise<Totals | undefined> {
  const rows = await tx.peerFeedback.findMany({
    where: { shown: true },
    select: { overall: true, support: true, again: true },
  });
  if (rows.length < SHOWN_BY) return undefined;
  const countOf = <A extends string>(answers: readonly A[], field: keyof Feedback) =>
    Object.fromEntries(
      answers.map((answer) => [answer, rows.filter((row) => row[field] === answer).length]),
    ) as Record<A, number>;
  return {
    count: rows.length,
    overall: countOf(OVERALL, 'overall'),
    support: countOf(SUPPORT, 'support'),
    again: countOf(AGAIN, 'again'),
  };
}

const WORDED = { shown: true, wordsSealed: { not: null } };

export const countWorded = (tx: Tx): Promise<number> => tx.peerFeedback.count({ where: WORDED });

/** One page of the words, shuffled: their ids are by chance, and stand in no order of time. */
export async function readWords(tx: Tx, vault: Vault, from: number, limit: number): Promise<string[]> {
  const rows = await tx.peerFeedback.findMany({
    where: WORDED,
    orderBy: { id: 'asc' },
    skip: from,
    take: limit,
  });
  const sealed = rows.map(({ id, wordsSealed }) => ({
    at: place(id),
    sealed: fromColumn(wordsSealed ?? ''),
  }));
  return (await vault.unsealAll(tx, sealed)).flatMap((words) => words ?? []);
}

/** Until the end of the second year after. */
export async function forgetFeedback(tx: Tx, now: Date, limit: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM peer_feedback WHERE id IN (
      SELECT id FROM peer_feedback WHERE year < ${now.getUTCFullYear() - 2} LIMIT ${limit})`;
}
