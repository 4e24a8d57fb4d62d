import { createHash, randomBytes } from 'node:crypto';
import type { Platform } from '../../../chat/inbound.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Actor } from '../../../directory/actor.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import { recordAudit } from '../../../store/audit.ts';
import type { Tx } from '../../../store/database.ts';
import { type Due, oneDue } from '../../../store/due.ts';
import { findHolding, readReferences } from '../../../store/references.ts';
import { plainCode, spellLinkCode } from '../../../text/codes.ts';
import { DAY_MS } from '../../../time/durations.ts';
import { CODE_LASTS_MS, type LinkState, type Side } from '../rules.ts';

const hash = (words: string): string => createHash('sha256').update(words).digest('hex');
const handleOf = (plain: string): string => hash(`handle ${plain.slice(0, 4)}`);
export const hashLinkCode = (plain: string): string => hash(`code ${plain}`);

/** Codes say nothing after a day: whoever types one that is gone reads that it isn't known. */
const KEPT_FOR_MS = DAY_MS;
const keptSince = (now: Date) => new Date(now.getTime() - KEPT_FOR_MS);

export const oldCodes: Due = (now) =>
  oneDue('codes', now, Prisma.sql`SELECT FROM link_code WHERE issued_at < ${keptSince(now)}`);

export async function forgetOldCodes(tx: Tx, now: Date): Promise<void> {
  await tx.linkCode.deleteMany({ where: { issuedAt: { lt: keptSince(now) } } });
}

/** A new code for this account; the one before it no longer works. */
export async function issueLinkCode(tx: Tx, account: string, now: Date): Promise<string> {
  await tx.$queryRaw`SELECT 1 AS locked FROM account WHERE id = ${account}::uuid FOR UPDATE`;
  await tx.linkCode.updateMany({
    where: { accountId: account, state: { in: ['issued', 'typed'] } },
    data: { state: 'replaced', typedAccountId: null },
  });
  for (;;) {
    const code = spellLinkCode(() => randomBytes(8));
    const plain = plainCode(code);
    const { count } = await tx.linkCode.createMany({
      data: {
        accountId: account,
        handle: handleOf(plain),
        hash: hashLinkCode(plain),
        issuedAt: now,
        expiresAt: new Date(now.getTime() + CODE_LASTS_MS),
      },
      skipDuplicates: true,
    });
    // Another code that begins alike is still kept: choose again.
    if (count === 1) return code;
  }
}

export interface LinkCode {
  id: string;
  hash: string;
  state: LinkState;
  tries: number;
  expiresAt: Date;
  firstAgreed: boolean;
  typedAgreed: boolean;
  first: End;
  typed: End | undefined;
}
interface End {
  account: string;
  member: MemberId;
  platform: Platform;
}

/** Locks a code by the first half of what was typed, or by its id; of two people at once, one is first. */
export async function lockLinkCode(
  tx: Tx,
  by: { plain: string } | { id: string },
): Promise<LinkCode | undefined> {
  const where = 'id' in by ? { id: by.id } : { handle: handleOf(by.plain) };
  const found = await tx.linkCode.findUnique({ where, select: { id: true } });
  if (!found) return undefined;
  await tx.$queryRaw`SELECT 1 AS locked FROM link_code WHERE id = ${found.id}::uuid FOR UPDATE`;
  const row = await tx.linkCode.findUnique({
    where: { id: found.id },
    include: { account: true, typedAccount: true },
  });
  if (!row) return undefined;
  const end = (account: { id: string; memberId: string; platform: string }): End => ({
    account: account.id,
    member: account.memberId,
    platform: account.platform as Platform,
  });
  const { account, typedAccount, state, ...rest } = row;
  return {
    ...rest,
    state: state as LinkState,
    first: end(account),
    typed: typedAccount ? end(typedAccount) : undefined,
  };
}

export async function countTry(tx: Tx, { id, tries }: LinkCode, isLast: boolean): Promise<void> {
  await tx.linkCode.update({
    where: { id },
    data: { tries: tries + 1, ...(isLast && { state: 'voided' }) },
  });
}

/** Ends a code that still waits for something. False: it had ended already. */
export async function endLinkCode(tx: Tx, id: string, state: 'refused' | 'voided'): Promise<boolean> {
  const { count } = await tx.linkCode.updateMany({
    where: { id, state: { in: ['issued', 'typed'] } },
    data: { state, typedAccountId: null },
  });
  return count === 1;
}

/** The code is used up: a yes is waited for. `waiting`: this account has typed another one that still waits. */
export async function markTyped(
  tx: Tx,
  { id }: LinkCode,
  account: string,
  now: Date,
): Promise<'typed' | 'waiting'> {
  await tx.$queryRaw`SELECT 1 AS locked FROM account WHERE id = ${account}::uuid FOR UPDATE`;
  await tx.linkCode.updateMany({
    where: { typedAccountId: account, state: 'typed', expiresAt: { lte: now } },
    data: { state: 'voided', typedAccountId: null },
  });
  if ((await tx.linkCode.count({ where: { typedAccountId: account } })) > 0) return 'waiting';
  await tx.linkCode.updateMany({
    where: { id, state: 'issued' },
    data: {
      state: 'typed',
      typedAccountId: account,
      expiresAt: new Date(now.getTime() + CODE_LASTS_MS),
    },
  });
  return 'typed';
}

export async function markAgreed(tx: Tx, code: LinkCode, side: Side): Promise<LinkCode> {
  const agreed = side === 'first' ? { firstAgreed: true } : { typedAgreed: true };
  await tx.linkCode.update({ where: { id: code.id }, data: agreed });
  return { ...code, ...agreed };
}

export interface Joiner {
  member: MemberId;
  name: string;
  standing: Actor['standing'];
  contactHours: string;
  /** Where something refers to them, as `table.column`. */
  places: readonly string[];
}

/**
 * An account moves, an invitation is somebody else's doing, a namesake is a question about a name, and what stands on home
 * follows from what is held.
 */
const NO_HOLDING = ['account', 'card', 'invited_person', 'namesake'];

/** Both people of a code, locked in one order, with what each holds. */
export async function lockJoiners(tx: Tx, members: readonly MemberId[]): Promise<Map<MemberId, Joiner>> {
  await tx.$queryRaw`
    SELECT 1 AS locked FROM member WHERE id = ANY(${[...members]}::uuid[]) ORDER BY id FOR UPDATE`;
  const rows = await tx.member.findMany({ where: { id: { in: [...members] } } });
  const references = (await readReferences(tx, 'member')).filter(({ table }) => !NO_HOLDING.includes(table));
  const found = new Map<MemberId, Joiner>();
  for (const { id, name, standing, contactHours } of rows) {
    const places = await findHolding(tx, references, id);
    found.set(id, { member: id, name, standing: standing as Joiner['standing'], contactHours, places });
  }
  return found;
}

/** Two people become one: the accounts move, and the empty one is gone. */
export async function joinMembers(
  tx: Tx,
  about: { from: Joiner; into: Joiner; code: LinkCode; now: Date },
): Promise<void> {
  const { from, into, code, now } = about;
  await tx.linkCode.updateMany({
    where: { id: code.id, state: 'typed' },
    data: { state: 'joined', typedAccountId: null },
  });
  await tx.account.updateMany({
    where: { memberId: from.member },
    data: { memberId: into.member, isPreferred: false, linkedAt: now },
  });
  await tx.member.update({
    where: { id: into.member },
    // The two platforms may know two names: neither replaces the other from now on.
    data: { nameChosen: true },
  });
  if ((await tx.invitedPerson.count({ where: { memberId: into.member } })) === 0)
    await tx.invitedPerson.updateMany({
      where: { memberId: from.member },
      data: { memberId: into.member },
    });
  await tx.member.delete({ where: { id: from.member } });
  await recordAudit(tx, {
    at: now,
    actor: into.member,
    action: 'account.linked',
    record: `member:${into.member}`,
  });
}
