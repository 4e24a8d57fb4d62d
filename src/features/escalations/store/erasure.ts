import type { Json } from '../../../chat/inbound.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { daysBefore } from '../../../store/retention.ts';
import type { Vault } from '../../../store/seal.ts';
import { readWishWords } from './wishes.ts';
import { readWords } from './words.ts';

/** All requests of this person, open or not. */
export async function readOwn(tx: Tx, asker: MemberId): Promise<string[]> {
  const rows = await tx.escalation.findMany({
    where: { askerId: asker },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** As seven days after closing, but now: the row only counts from here on, and nothing in it says who it was. */
export async function forgetAsker(tx: Tx, id: string): Promise<void> {
  await tx.escalation.update({
    where: { id },
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
  await tx.escalationAsk.deleteMany({ where: { escalationId: id, outOfHours: false } });
}

/** Where this person was one of several: their id leaves the lists. */
export async function forgetResponder(tx: Tx, member: MemberId): Promise<void> {
  await tx.$executeRaw`
    UPDATE escalation SET skipped_ids = array_remove(skipped_ids, ${member}::uuid),
      reader_ids = array_remove(reader_ids, ${member}::uuid)
    WHERE ${member}::uuid = ANY(skipped_ids) OR ${member}::uuid = ANY(reader_ids)`;
}

export async function exportCalls(tx: Tx, vault: Vault, member: MemberId): Promise<Json> {
  const rows = await tx.escalation.findMany({
    where: { askerId: member },
    include: { asks: { include: { person: { select: { name: true } } }, orderBy: { seq: 'asc' } } },
    orderBy: { openedAt: 'asc' },
  });
  const calls: Json[] = [];
  for (const { id, state, openedAt, needed, asks } of rows) {
    const words = (await readWords(tx, vault, { id, asker: member })) ?? null;
    const asked = asks.map(({ person }) => person.name);
    calls.push({ 'asked at': openedAt.toISOString(), state, 'got what I needed': needed, asked, words });
  }
  const wishes: Json[] = [];
  for (const row of await tx.supervisionWish.findMany({
    where: { askerId: member },
    include: { about: { select: { name: true } }, to: { select: { name: true } } },
  })) {
    const words = (await readWishWords(tx, vault, { id: row.id, asker: member })) ?? null;
    wishes.push({ 'to change from': row.about.name, 'sent to': row.to.name, words });
  }
  return { calls, 'wishes to change supervisor': wishes };
}

/** Rows that only count, after two years: totals are shown by the quarter. */
export async function forgetCounts(tx: Tx, now: Date, limit: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM escalation WHERE id IN (
      SELECT id FROM escalation WHERE asker_id IS NULL AND opened_at < ${daysBefore(now, 730)} LIMIT ${limit})`;
}
