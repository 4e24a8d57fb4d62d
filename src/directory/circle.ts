import type { MemberId } from '../chat/message.ts';
import type { Tx } from '../store/database.ts';
import { tellApart } from './namesakes.ts';

export interface Named {
  member: MemberId;
  name: string;
}

/** Whom this person wants to ask, in their order (D26). Who left the network, or is never to be asked, is not in it. */
export async function readList(tx: Tx, owner: MemberId): Promise<Named[]> {
  const people = await tx.$queryRaw<Named[]>`
    SELECT m.id AS member, m.name FROM list_person l JOIN member m ON m.id = l.member_id
    WHERE l.owner_id = ${owner}::uuid AND m.standing = 'member'
      AND NOT EXISTS (SELECT 1 FROM never_person n WHERE n.owner_id = l.owner_id AND n.member_id = l.member_id)
    ORDER BY l.place`;
  return tellApart(tx, people);
}

/** Locks the owner first, so that two forms of theirs do not mix; two people may still list each other at once. */
export async function lockList(tx: Tx, owner: MemberId): Promise<Named[]> {
  await tx.$queryRaw`SELECT 1 AS locked FROM member WHERE id = ${owner}::uuid FOR NO KEY UPDATE`;
  return readList(tx, owner);
}

export async function writeList(tx: Tx, owner: MemberId, members: readonly MemberId[]): Promise<void> {
  await tx.listPerson.deleteMany({ where: { ownerId: owner } });
  await tx.listPerson.createMany({
    data: members.map((memberId, index) => ({ ownerId: owner, memberId, place: index + 1 })),
  });
}

/** Whom this person never wants asked or told, urgent or not. Nobody but them sees who it is. */
export async function readNeverList(tx: Tx, owner: MemberId): Promise<Set<MemberId>> {
  const rows = await tx.neverPerson.findMany({ where: { ownerId: owner }, select: { memberId: true } });
  return new Set(rows.map((row) => row.memberId));
}

export async function readNeverPeople(tx: Tx, owner: MemberId): Promise<Named[]> {
  const people = await tx.$queryRaw<Named[]>`
    SELECT m.id AS member, m.name FROM never_person n JOIN member m ON m.id = n.member_id
    WHERE n.owner_id = ${owner}::uuid ORDER BY m.name, m.id`;
  return tellApart(tx, people);
}

/**
 * Whom this person may cause a message or a reading view for: nobody whom they keep away, nor anybody who keeps them away,
 * urgent or not. Every path from one person to another that they choose asks here, and what they see is the same whatever
 * it says. A question without a name asks when a turn is first offered alone: later, whoever adds people to their list one
 * by one would learn from it who asked.
 */
export async function mayContact(tx: Tx, member: MemberId): Promise<(other: MemberId) => boolean> {
  const apart = await readNeverEither(tx, member);
  return (other) => !apart.has(other);
}

export async function isNever(tx: Tx, owner: MemberId, other: MemberId): Promise<boolean> {
  return (await tx.neverPerson.count({ where: { ownerId: owner, memberId: other } })) > 0;
}

/** Those whom this person keeps away, and those who keep this person away: for pairing people without a word. */
export async function readNeverEither(tx: Tx, member: MemberId): Promise<Set<MemberId>> {
  const rows = await tx.neverPerson.findMany({
    where: { OR: [{ ownerId: member }, { memberId: member }] },
  });
  return new Set(rows.map((row) => (row.ownerId === member ? row.memberId : row.ownerId)));
}

/** Whoever is kept away leaves the list as well. */
export async function addNever(tx: Tx, owner: MemberId, other: MemberId): Promise<void> {
  await tx.neverPerson.createMany({ data: { ownerId: owner, memberId: other }, skipDuplicates: true });
  await tx.listPerson.deleteMany({ where: { ownerId: owner, memberId: other } });
}

export async function removeNever(tx: Tx, owner: MemberId, others: readonly MemberId[]): Promise<void> {
  await tx.neverPerson.deleteMany({ where: { ownerId: owner, memberId: { in: [...others] } } });
}
