import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';

/** A link that works once, for a quarter of an hour. Only the token's hash is kept. */
export async function writeDownload(tx: Tx, hash: string, member: MemberId, expiresAt: Date): Promise<void> {
  await tx.download.deleteMany({ where: { memberId: member } });
  await tx.download.create({ data: { tokenHash: hash, memberId: member, expiresAt } });
}

export async function isDownload(tx: Tx, hash: string, now: Date): Promise<boolean> {
  return (await tx.download.count({ where: { tokenHash: hash, expiresAt: { gt: now } } })) === 1;
}

/** Whose it is, once: of two requests with one token the database lets one have it. */
export async function takeDownload(tx: Tx, hash: string, now: Date): Promise<MemberId | undefined> {
  const [row] = await tx.$queryRaw<{ member: MemberId }[]>`
    DELETE FROM download WHERE token_hash = ${hash} AND expires_at > ${now} RETURNING member_id AS member`;
  return row?.member;
}

export async function forgetDownloads(tx: Tx, now: Date, limit: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM download WHERE token_hash IN (SELECT token_hash FROM download WHERE expires_at <= ${now} LIMIT ${limit})`;
}
