import type { MemberId } from '../chat/message.ts';
import type { Tx } from '../store/database.ts';
import { fromColumn, toColumn, type Vault } from '../store/seal.ts';

/** How to reach somebody who asks for a call. A type and no interface, so that it is Json. */
export type Reach = {
  number: string;
  way: 'call' | 'message';
  /** Is it safe to call? */
  safe: 'yes' | 'message-first' | 'no';
  note: string | null;
};

const place = (member: MemberId) => ({ member, table: 'reach', column: 'reach_sealed', row: member });

export async function writeReach(tx: Tx, vault: Vault, member: MemberId, reach: Reach): Promise<void> {
  const reachSealed = toColumn(await vault.seal<Reach>(tx, place(member), reach));
  await tx.reach.upsert({
    where: { memberId: member },
    create: { memberId: member, reachSealed },
    update: { reachSealed },
  });
}

/** `undefined`: never given, forgotten, or shredded with their key. */
export async function readReach(tx: Tx, vault: Vault, member: MemberId): Promise<Reach | undefined> {
  const row = await tx.reach.findUnique({ where: { memberId: member } });
  return row ? vault.unseal<Reach>(tx, place(member), fromColumn<Reach>(row.reachSealed)) : undefined;
}

export async function hasReach(tx: Tx, member: MemberId): Promise<boolean> {
  return (await tx.reach.count({ where: { memberId: member } })) > 0;
}

export async function forgetReach(tx: Tx, member: MemberId): Promise<void> {
  await tx.reach.deleteMany({ where: { memberId: member } });
}
