import { randomUUID } from 'node:crypto';
import type { MemberId } from '../../../chat/message.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import { fromColumn, toColumn, type Vault } from '../../../store/seal.ts';
import { AT_HOST, type ReleaseField } from '../rules/release.ts';
/** Where it is sealed to whom something of this member’s was handed. */
export const recipientPlace = (row: string, member: MemberId) => ({
  member,
  table: 'release',
  column: 'to_sealed',
  row,
});

/** Somebody on a project. */
interface About {
  id: string;
  peerId: MemberId;
}
interface Handed {
  fields: readonly ReleaseField[];
  at: Date;
  by: MemberId;
}

const logged = ({ id }: About, { fields, at, by }: Handed) => ({
  placementId: id,
  fields: [...fields],
  at,
  byId: by,
});

/** A21: what was handed over, to whom, when and by whom. To whom is sealed with the key of the one it is about. */
export async function logRelease(
  tx: Tx,
  vault: Vault,
  placement: About,
  about: Handed & { to: string },
): Promise<void> {
  const id = randomUUID();
  const sealed = await vault.seal<string>(tx, recipientPlace(id, placement.peerId), about.to);
  await tx.release.create({ data: { id, ...logged(placement, about), toSealed: toColumn(sealed) } });
}

/** The same to somebody here, whose card is their next. @returns whom they are as the project’s recipient */
export async function logReleaseTo(
  tx: Tx,
  { projectId, memberId }: { projectId: string; memberId: MemberId },
  placements: readonly About[],
  about: Handed,
): Promise<string> {
  const { id } = await tx.hostRecipient.upsert({
    where: { projectId_memberId: { projectId, memberId } },
    create: { projectId, memberId },
    update: { edition: { increment: 1 }, lostAt: null },
  });
  await tx.release.createMany({
    data: placements.map((one) => ({ ...logged(one, about), recipientId: id })),
  });
  return id;
}

export interface Logged {
  fields: readonly ReleaseField[];
  /** Undefined: their key is gone. */
  to: string | undefined;
  at: Date;
  takenBackAt: Date | null;
  /** Whoever got it here has opened it. */
  readAt: Date | null;
  /** They were asked to delete it, and have said that it is deleted. */
  askedAt: Date | null;
  deletedAt: Date | null;
  by: string | undefined;
}

/** The oldest first. */
export async function readReleases(tx: Tx, vault: Vault, { id, peerId }: About): Promise<Logged[]> {
  const rows = await tx.release.findMany({
    where: { placementId: id },
    include: {
      by: { select: { name: true } },
      recipient: { select: { member: { select: { name: true } } } },
      deletion: true,
    },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
  });
  const to = await unsealTo(tx, vault, rows, peerId);
  return rows.map(({ fields, at, takenBackAt, readAt, deletedAt, deletion, recipient, by }, index) => ({
    fields: fields as ReleaseField[],
    to: recipient ? (recipient.member?.name ?? AT_HOST) : to[index],
    at,
    takenBackAt,
    readAt,
    askedAt: deletion?.askedAt ?? null,
    deletedAt: deletion?.deletedAt ?? deletedAt,
    by: by?.name,
  }));
}

/** Of each to whom it went, in words; of somebody here nothing was sealed. */
export async function unsealTo(
  tx: Tx,
  vault: Vault,
  rows: readonly { id: string; toSealed: string | null }[],
  peer: MemberId,
): Promise<(string | undefined)[]> {
  const inWords = rows.flatMap(({ id, toSealed }) =>
    toSealed === null ? [] : [{ id, at: recipientPlace(id, peer), sealed: fromColumn<string>(toSealed) }],
  );
  const words = await vault.unsealAll<string>(tx, inWords);
  const byRow = new Map(inWords.map(({ id }, index) => [id, words[index]]));
  return rows.map(({ id }) => byRow.get(id));
}

/** Nothing went to the host after all; what was opened there did, and is to be deleted. */
export async function takeBackReleases(tx: Tx, placement: string, now: Date): Promise<void> {
  await tx.release.updateMany({
    where: { placementId: placement, takenBackAt: null, readAt: null },
    data: { takenBackAt: now },
  });
}

/** Whoever runs the project has to ask for it: it went elsewhere than here, and nobody has said that it is deleted. A part of a statement. */
export const isOutside = Prisma.sql`EXISTS (SELECT FROM release t
  LEFT JOIN host_recipient r ON r.id = t.recipient_id LEFT JOIN host_deletion d ON d.id = t.deletion_id
  WHERE t.placement_id = l.id AND t.taken_back_at IS NULL AND t.deleted_at IS NULL AND d.deleted_at IS NULL
    AND (t.recipient_id IS NULL OR r.lost_at IS NOT NULL))`;

/** They said that it is deleted. */
export async function noteDeleted(tx: Tx, placements: readonly string[], now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE release t SET deleted_at = ${now} WHERE t.placement_id = ANY(${[...placements]}::uuid[])
      AND t.taken_back_at IS NULL AND t.deleted_at IS NULL
      AND (t.recipient_id IS NULL OR EXISTS (SELECT FROM host_recipient r WHERE r.id = t.recipient_id AND r.lost_at IS NOT NULL))`;
}
