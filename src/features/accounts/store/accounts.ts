import type { ExpectedCard } from '../../../bot/messages/declare.ts';
import type { Platform } from '../../../chat/inbound.ts';
import type { MemberId } from '../../../chat/message.ts';
import { isNewlyLinked, linkIsNewUntil, NAMELESS, named, newLinksSince } from '../../../directory/arrival.ts';
import { readdress } from '../../../outbox/queue/readdress.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { Tx } from '../../../store/database.ts';

/** One of a person's accounts; the first of a list is where they are written to. */
export interface OwnAccount {
  id: string;
  platform: Platform;
  isPreferred: boolean;
  linkedAt: Date | null;
  /** Joined to the others less than ten days ago. */
  isNew: boolean;
}

export async function readOwnAccounts(tx: Tx, member: MemberId, now: Date): Promise<OwnAccount[]> {
  const rows = await tx.account.findMany({
    where: { memberId: member },
    orderBy: [{ isPreferred: 'desc' }, { lastSeenAt: 'desc' }, { id: 'asc' }],
    select: { id: true, platform: true, isPreferred: true, linkedAt: true },
  });
  return rows.map((row) => ({
    ...row,
    platform: row.platform as Platform,
    isNew: isNewlyLinked(row.linkedAt, now),
  }));
}

/** An account that was joined to the others a short time ago. */
export interface NewLink {
  member: MemberId;
  account: OwnAccount & { linkedAt: Date };
  /** All that they have, it among them. */
  all: readonly OwnAccount[];
  until: Date;
  timeZone: string;
}

/** Of a person's accounts, those that are new: of these home says so. */
export const newLinks = (
  { member, timeZone }: Pick<NewLink, 'member' | 'timeZone'>,
  all: readonly OwnAccount[],
): NewLink[] =>
  all.flatMap((account) => {
    const { linkedAt, isNew } = account;
    if (!isNew || linkedAt === null) return [];
    return { member, timeZone, all, account: { ...account, linkedAt }, until: linkIsNewUntil(linkedAt) };
  });

export async function readNewLinks(
  tx: Tx,
  member: MemberId,
  now: Date,
): Promise<ReadonlyMap<string, NewLink>> {
  const all = await readOwnAccounts(tx, member, now);
  const person = await tx.member.findUnique({ where: { id: member }, select: { timeZone: true } });
  const links = person ? newLinks({ member, ...person }, all) : [];
  return new Map(links.map((link) => [link.account.id, link]));
}

/** Whoever has an account that is new reads on home that it was joined to the others. */
export async function readExpectedNewLinks(
  tx: Tx,
  now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const rows = await tx.account.findMany({
    where: {
      linkedAt: { gt: newLinksSince(now) },
      member: { erasedAt: null },
      ...(reader && { memberId: reader }),
    },
    select: { id: true, memberId: true },
    orderBy: { linkedAt: 'desc' },
    take: limit,
  });
  return rows.map(({ id, memberId }) => ({ record: id, reader: memberId, unsent: true }));
}

/** Locks the person first: two presses at once would each see the other's account as the last one. */
export async function lockOwnAccounts(tx: Tx, member: MemberId, now: Date): Promise<OwnAccount[]> {
  await tx.$queryRaw`SELECT 1 AS locked FROM member WHERE id = ${member}::uuid FOR NO KEY UPDATE`;
  return readOwnAccounts(tx, member, now);
}

export async function preferAccount(tx: Tx, accounts: readonly OwnAccount[], id: string): Promise<void> {
  const others = accounts.filter((account) => account.id !== id).map((account) => account.id);
  await tx.account.updateMany({ where: { id: { in: others } }, data: { isPreferred: false } });
  await tx.account.update({ where: { id }, data: { isPreferred: true } });
  for (const other of others) await readdress(tx, other, id);
}

/** The account is somebody new's, who is a guest and knows nothing; what waited for it goes to the one that stays. */
export async function unlinkAccount(
  tx: Tx,
  member: MemberId,
  account: { id: string },
  stays: { id: string },
  now: Date,
): Promise<MemberId> {
  const guest = await tx.member.create({ data: { ...named(NAMELESS), createdAt: now } });
  await tx.account.update({
    where: { id: account.id },
    data: { memberId: guest.id, isPreferred: false, linkedAt: null },
  });
  await readdress(tx, account.id, stays.id);
  await recordAudit(tx, { at: now, actor: member, action: 'account.unlinked', record: `member:${member}` });
  return guest.id;
}
