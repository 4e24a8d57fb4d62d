import { randomUUID } from 'node:crypto';
import type { MemberId } from '../../../chat/message.ts';
import { mayContact } from '../../../directory/circle.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { readSafety } from '../../../directory/safety.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import type { Due } from '../../../store/due.ts';
import { fromColumn, toColumn, type Vault } from '../../../store/seal.ts';
import { SHRED_MS } from '../rules/limits.ts';

/** A wish to change supervisor. Only the one it was sent to reads it. */
export interface Wish {
  id: string;
  asker: MemberId;
  askerName: string;
  about: MemberId;
  aboutName: string;
  to: MemberId;
  toName: string;
  state: 'sent' | 'settled';
}

const place = (id: string, asker: MemberId) => ({
  member: asker,
  table: 'supervision_wish',
  column: 'words_sealed',
  row: id,
});
const names = {
  asker: { select: { name: true } },
  about: { select: { name: true } },
  to: { select: { name: true } },
} as const satisfies Prisma.SupervisionWishInclude;

const toWish = (row: Prisma.SupervisionWishGetPayload<{ include: typeof names }>): Wish => ({
  id: row.id,
  asker: row.askerId,
  askerName: row.asker.name,
  about: row.aboutId,
  aboutName: row.about.name,
  to: row.toId,
  toName: row.to.name,
  state: row.state as Wish['state'],
});

export async function createWish(
  tx: Tx,
  vault: Vault,
  { asker, about, to, words }: { asker: MemberId; about: MemberId; to: MemberId; words: string | undefined },
  now: Date,
): Promise<string> {
  const id = randomUUID();
  const wordsSealed = words ? toColumn(await vault.seal<string>(tx, place(id, asker), words)) : null;
  await tx.supervisionWish.create({
    data: { id, askerId: asker, aboutId: about, toId: to, wordsSealed, sentAt: now },
  });
  return id;
}

/** Locks it, for its card shows whether it is settled. */
export async function lockWish(tx: Tx, id: string): Promise<Wish | undefined> {
  await tx.$queryRaw`SELECT 1 AS locked FROM supervision_wish WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await tx.supervisionWish.findUnique({ where: { id }, include: names });
  return row ? toWish(row) : undefined;
}

/** Coordinators first, then whoever looks after safety: those to whom a wish may go. `there`: and who is there now. */
export async function readWishReaders(tx: Tx, now: Date, who: 'all' | 'there' = 'all'): Promise<MemberId[]> {
  const { lead, deputy, there } = await readSafety(tx, now);
  const seats = who === 'there' ? there : [lead, deputy];
  const all = [...(await readRoleHolders(tx, 'coordinator', now)), ...seats.map((seat) => seat?.member)];
  return [...new Set(all)].filter((member) => member !== undefined);
}

/** These wishes, while this person may read them. */
export async function readWishes(
  tx: Tx,
  wishes: readonly string[],
  reader: MemberId,
  now: Date,
): Promise<ReadonlyMap<string, Wish>> {
  if (!(await readWishReaders(tx, now)).includes(reader)) return new Map();
  const reachable = await mayContact(tx, reader);
  const rows = await tx.supervisionWish.findMany({
    where: { id: { in: [...wishes] }, toId: reader },
    include: names,
  });
  const theirs = rows.filter(({ askerId }) => reachable(askerId));
  return new Map(theirs.map((row) => [row.id, toWish(row)]));
}

export async function readWishWords(
  tx: Tx,
  vault: Vault,
  { id, asker }: Pick<Wish, 'id' | 'asker'>,
): Promise<string | undefined> {
  const row = await tx.supervisionWish.findUnique({ where: { id }, select: { wordsSealed: true } });
  return row?.wordsSealed ? vault.unseal(tx, place(id, asker), fromColumn(row.wordsSealed)) : undefined;
}

/** Those that wait for somebody, or that they sent and nobody has seen to yet. */
export async function readSentWishes(
  tx: Tx,
  whose: { toId: MemberId } | { askerId: MemberId },
): Promise<string[]> {
  const rows = await tx.supervisionWish.findMany({
    where: { ...whose, state: 'sent' },
    orderBy: { sentAt: 'asc' },
  });
  return rows.map(({ id }) => id);
}

/** Somebody else reads it from now on. */
export async function moveWish(tx: Tx, id: string, toId: MemberId): Promise<void> {
  await tx.supervisionWish.update({ where: { id }, data: { toId } });
}

export async function settleWish(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.supervisionWish.updateMany({
    where: { id, state: 'sent' },
    data: { state: 'settled', settledAt: now, shredAt: new Date(now.getTime() + SHRED_MS) },
  });
  return count === 1;
}

export const wishesToShred: Due = (now) =>
  Prisma.sql`SELECT id::text, shred_at AS at FROM supervision_wish WHERE shred_at <= ${now}`;

export async function shredWish(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.supervisionWish.deleteMany({ where: { id, shredAt: { lte: now } } });
}
