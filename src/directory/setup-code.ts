import { createHash, randomBytes } from 'node:crypto';
import type { MemberId } from '../chat/message.ts';
import { recordAudit } from '../store/audit.ts';
import type { Tx } from '../store/database.ts';
import { plainCode, spellCode } from '../text/codes.ts';
import { readRoleHolders } from './roles.ts';

const CODE = 'setup.code';
const TRIES = 'setup.tries';

export const hashCode = (code: string): string => createHash('sha256').update(plainCode(code)).digest('hex');

/** A new one-time setup code while the network has no coordinator; the one before it no longer works. */
export async function issueSetupCode(tx: Tx, now: Date): Promise<string | undefined> {
  if ((await readRoleHolders(tx, 'coordinator', now)).length > 0) return undefined;
  const code = spellCode(randomBytes(8));
  await writeMeta(tx, CODE, hashCode(code));
  await writeMeta(tx, TRIES, '0');
  return code;
}

/** Locks the code's row: of two people who type it at once, one is first. */
export async function readSetupCode(tx: Tx): Promise<{ hash: string; tries: number } | undefined> {
  const [row] = await tx.$queryRaw<
    { value: string }[]
  >`SELECT value FROM meta WHERE key = ${CODE} FOR UPDATE`;
  const tries = await tx.meta.findUnique({ where: { key: TRIES } });
  return row && { hash: row.value, tries: Number(tries?.value ?? 0) };
}

export async function countSetupTry(tx: Tx, tries: number): Promise<void> {
  await writeMeta(tx, TRIES, String(tries));
}

export async function voidSetupCode(tx: Tx): Promise<void> {
  await tx.meta.deleteMany({ where: { key: { in: [CODE, TRIES] } } });
}

async function writeMeta(tx: Tx, key: string, value: string): Promise<void> {
  await tx.meta.upsert({ where: { key }, create: { key, value }, update: { value } });
}

export async function makeCoordinator(tx: Tx, member: MemberId, now: Date): Promise<void> {
  await tx.member.update({ where: { id: member }, data: { standing: 'member', joinedAt: now } });
  await tx.roleGrant.create({ data: { memberId: member, role: 'coordinator', startsAt: now } });
  await recordAudit(tx, { at: now, actor: member, action: 'role.granted', record: `member:${member}` });
}

export const SETUP_TRIES = 10;

export type SetupVerdict = 'accepted' | 'wrong' | 'voided' | 'none';

/** What becomes of a setup code that somebody typed. Where others can read it, it is void whether right or wrong. */
export function judgeSetup(
  code: { hash: string; tries: number } | undefined,
  typedHash: string,
  inPrivate: boolean,
): SetupVerdict {
  if (!code) return 'none';
  if (!inPrivate) return 'voided';
  if (code.hash === typedHash) return 'accepted';
  return code.tries + 1 >= SETUP_TRIES ? 'voided' : 'wrong';
}
