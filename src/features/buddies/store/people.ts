import type { MemberId } from '../../../chat/message.ts';
import { notOnBreak } from '../../../directory/calendar.ts';
import type { Tx } from '../../../store/database.ts';
import { fromColumn, toColumn, type Vault } from '../../../store/seal.ts';

export type Wish = 'yes' | 'not-now' | 'never';
export interface Wisher {
  wish: Wish;
  skills: readonly string[];
  interests: readonly string[];
  missed: number;
}

const place = (member: MemberId) => ({ member, table: 'buddy_person', column: 'hopes_sealed', row: member });

export async function readWish(tx: Tx, member: MemberId): Promise<Wisher | undefined> {
  const row = await tx.buddyPerson.findUnique({ where: { memberId: member } });
  return row ? (row as Wisher & typeof row) : undefined;
}

/** Members who would like a buddy or have one; of one person, whether they do. */
export async function readWishers(tx: Tx, member?: MemberId): Promise<MemberId[]> {
  const rows = await tx.buddyPerson.findMany({
    where: {
      ...(member && { memberId: member }),
      OR: [{ wish: 'yes' }, { member: { buddySides: { some: { live: true } } } }],
    },
    select: { memberId: true },
  });
  return rows.map(({ memberId }) => memberId);
}

export interface Answers {
  hopes: string | undefined;
  skills: readonly string[];
  interests: readonly string[];
}

/** Somebody would like a buddy. How long they have waited stays as it is. */
export async function writeWish(
  tx: Tx,
  vault: Vault,
  member: MemberId,
  { hopes, skills, interests }: Answers,
  now: Date,
): Promise<void> {
  const hopesSealed = hopes ? toColumn(await vault.seal<string>(tx, place(member), hopes)) : null;
  const data = { wish: 'yes', hopesSealed, skills: [...skills], interests: [...interests], wishedAt: now };
  await tx.buddyPerson.upsert({
    where: { memberId: member },
    create: { memberId: member, ...data },
    update: data,
  });
}

/** Nothing is kept of the form. */
export async function forgetWish(tx: Tx, member: MemberId): Promise<void> {
  await tx.buddyPerson.updateMany({
    where: { memberId: member },
    data: { wish: 'not-now', hopesSealed: null, skills: [], interests: [], missed: 0 },
  });
}

/** Of these people, what each would like. */
export async function readWishes(tx: Tx, members: readonly MemberId[]): Promise<ReadonlyMap<MemberId, Wish>> {
  const rows = await tx.buddyPerson.findMany({ where: { memberId: { in: [...members] } } });
  return new Map(rows.map(({ memberId, wish }) => [memberId, wish as Wish]));
}

export async function setWish(tx: Tx, members: readonly MemberId[], wish: Wish): Promise<void> {
  await tx.buddyPerson.updateMany({ where: { memberId: { in: [...members] } }, data: { wish } });
}

/** What they hope for, by member; those who wrote nothing are not in it. */
export async function readHopes(
  tx: Tx,
  vault: Vault,
  members: readonly MemberId[],
): Promise<Map<MemberId, string>> {
  const rows = await tx.buddyPerson.findMany({ where: { memberId: { in: [...members] } } });
  const hopes = new Map<MemberId, string>();
  for (const { memberId, hopesSealed } of rows) {
    if (hopesSealed === null) continue;
    const words = await vault.unseal<string>(tx, place(memberId), fromColumn(hopesSealed));
    if (words !== undefined) hopes.set(memberId, words);
  }
  return hopes;
}

/** Everybody who would like a buddy, is in no live pair and takes no break, those first who have waited longest. */
export async function readLooking(tx: Tx, now: Date): Promise<(Wisher & { member: MemberId })[]> {
  const rows = await tx.buddyPerson.findMany({
    where: {
      wish: 'yes',
      member: { standing: 'member', ...notOnBreak(now), buddySides: { none: { live: true } } },
    },
    orderBy: [{ missed: 'desc' }, { wishedAt: 'asc' }, { memberId: 'asc' }],
  });
  return rows.map(({ memberId, ...row }) => ({ member: memberId, ...(row as Wisher & typeof row) }));
}

/** They come first in the next round. */
export async function countMissed(tx: Tx, members: readonly MemberId[]): Promise<void> {
  await tx.buddyPerson.updateMany({
    where: { memberId: { in: [...members] } },
    data: { missed: { increment: 1 } },
  });
}

export async function clearMissed(tx: Tx, members: readonly MemberId[]): Promise<void> {
  await tx.buddyPerson.updateMany({ where: { memberId: { in: [...members] } }, data: { missed: 0 } });
}

/** What two have in common is called as it is now, until they have heard of it. */
export async function renameInCommon(tx: Tx, from: string, to: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE buddy_pair SET in_common = array_replace(in_common, ${from}, ${to})
    WHERE state IN ('proposed', 'offered') AND ${from} = ANY(in_common)`;
}
