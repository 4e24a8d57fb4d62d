import { randomUUID } from 'node:crypto';
import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { fromColumn, toColumn, type Vault } from '../../../store/seal.ts';
import type { ReleaseField } from '../rules/release.ts';
import type { Placement } from './placements.ts';

/** Where it is sealed to whom something of this member’s was handed. */
export const recipientPlace = (row: string, member: MemberId) => ({
  member,
  table: 'release',
  column: 'to_sealed',
  row,
});

/** A21: what was handed over, to whom, when and by whom. To whom is sealed with the key of the one it is about. */
export async function logRelease(
  tx: Tx,
  vault: Vault,
  { id, peerId }: Pick<Placement, 'id' | 'peerId'>,
  about: { fields: readonly ReleaseField[]; to: string; at: Date; by: MemberId },
): Promise<void> {
  const row = randomUUID();
  const toSealed = toColumn(await vault.seal<string>(tx, recipientPlace(row, peerId), about.to));
  await tx.release.create({
    data: { id: row, placementId: id, fields: [...about.fields], toSealed, at: about.at, byId: about.by },
  });
}

export interface Logged {
  fields: readonly ReleaseField[];
  /** Undefined: their key is gone. */
  to: string | undefined;
  at: Date;
  takenBackAt: Date | null;
  by: string | undefined;
}

/** The oldest first. */
export async function readReleases(
  tx: Tx,
  vault: Vault,
  { id, peerId }: Pick<Placement, 'id' | 'peerId'>,
): Promise<Logged[]> {
  const rows = await tx.release.findMany({
    where: { placementId: id },
    include: { by: { select: { name: true } } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  const to = await vault.unsealAll<string>(
    tx,
    rows.map((row) => ({ at: recipientPlace(row.id, peerId), sealed: fromColumn<string>(row.toSealed) })),
  );
  return rows.map(({ fields, at, takenBackAt, by }, index) => ({
    fields: fields as ReleaseField[],
    to: to[index],
    at,
    takenBackAt,
    by: by?.name,
  }));
}

/** Nothing went to the host after all. */
export async function takeBackReleases(tx: Tx, placement: string, now: Date): Promise<void> {
  await tx.release.updateMany({
    where: { placementId: placement, takenBackAt: null },
    data: { takenBackAt: now },
  });
}
