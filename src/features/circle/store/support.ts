import type { MemberId } from '../../../chat/message.ts';
import { mayContact, type Named } from '../../../directory/circle.ts';
import { tellApart } from '../../../directory/namesakes.ts';
import type { Tx } from '../../../store/database.ts';
import { fromColumn, toColumn, type Vault } from '../../../store/seal.ts';

const place = (member: MemberId) => ({ member, table: 'support_note', column: 'words_sealed', row: member });

export async function writeSupport(
  tx: Tx,
  vault: Vault,
  member: MemberId,
  words: string,
  now: Date,
): Promise<void> {
  const data = { wordsSealed: toColumn(await vault.seal<string>(tx, place(member), words)), updatedAt: now };
  await tx.supportNote.upsert({
    where: { memberId: member },
    create: { memberId: member, ...data },
    update: data,
  });
}

/** `undefined`: nothing was written, or it was shredded with their key. */
export async function readSupport(tx: Tx, vault: Vault, member: MemberId): Promise<string | undefined> {
  const row = await tx.supportNote.findUnique({ where: { memberId: member } });
  return row ? vault.unseal<string>(tx, place(member), fromColumn(row.wordsSealed)) : undefined;
}

export async function forgetSupport(tx: Tx, member: MemberId): Promise<void> {
  await tx.supportNote.deleteMany({ where: { memberId: member } });
}

/** Locks the owner, so that two forms of theirs do not mix. */
export async function lockShares(tx: Tx, owner: MemberId): Promise<Named[]> {
  await tx.$queryRaw`SELECT 1 AS locked FROM member WHERE id = ${owner}::uuid FOR NO KEY UPDATE`;
  return readShares(tx, owner);
}

/** Who may read how this person likes to be supported. */
export async function readShares(tx: Tx, owner: MemberId): Promise<Named[]> {
  const readers = await tx.$queryRaw<Named[]>`
    SELECT m.id AS member, m.name FROM support_share s JOIN member m ON m.id = s.member_id
    WHERE s.owner_id = ${owner}::uuid ORDER BY m.name, m.id`;
  return tellApart(tx, readers);
}

/** Whose words this person may read now: both are members, neither keeps the other away, and there are words. */
export async function readSharers(tx: Tx, reader: MemberId): Promise<Named[]> {
  const all = await tx.$queryRaw<Named[]>`
    SELECT o.id AS member, o.name FROM support_share s
    JOIN member o ON o.id = s.owner_id AND o.standing = 'member'
    JOIN member r ON r.id = s.member_id AND r.standing = 'member'
    JOIN support_note n ON n.member_id = s.owner_id
    WHERE s.member_id = ${reader}::uuid ORDER BY s.shared_at DESC, o.name`;
  const reachable = await mayContact(tx, reader);
  return tellApart(tx, all.filter(({ member }) => reachable(member)).slice(0, 20));
}

/** False: they could read it already. */
export async function share(tx: Tx, owner: MemberId, reader: MemberId, now: Date): Promise<boolean> {
  const { count } = await tx.supportShare.createMany({
    data: { ownerId: owner, memberId: reader, sharedAt: now },
    skipDuplicates: true,
  });
  return count === 1;
}

export async function unshare(tx: Tx, owner: MemberId, readers: readonly MemberId[]): Promise<void> {
  await tx.supportShare.deleteMany({ where: { ownerId: owner, memberId: { in: [...readers] } } });
}
