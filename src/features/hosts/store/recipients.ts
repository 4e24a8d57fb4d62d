import type { ExpectedCard } from '../../../bot/messages/declare.ts';
import type { MemberId } from '../../../chat/message.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import { type Project, type ProjectRow, projectColumns, toProject } from '../../placements/store/projects.ts';
import type { Named } from '../rules.ts';

/** Somebody here who answers for the host of a project, with what they got and are not asked to delete. */
export interface Recipient {
  id: string;
  project: Project;
  /** Null: whoever it was has been forgotten. */
  member: MemberId | null;
  name: string | null;
  edition: number;
  /** They cannot be reached here. */
  isLost: boolean;
  names: readonly Named[];
}

type Row = Omit<Recipient, 'project'> & ProjectRow;

/** What of it is still with them: a part of a statement. */
const isStill = Prisma.sql`t.recipient_id = r.id AND t.taken_back_at IS NULL AND t.deletion_id IS NULL`;

async function readWhere(tx: Tx, where: Prisma.Sql): Promise<Recipient[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT r.id::text, r.member_id::text AS member, g.name, r.edition, r.lost_at IS NOT NULL AS "isLost",
      COALESCE((SELECT json_agg(json_build_object('placement', l.id, 'peer', l.peer_id, 'name', peer.name, 'state', l.state,
          'fields', t.fields, 'isRead', t.read_at IS NOT NULL) ORDER BY peer.name, l.id, t.at, t.id)
        FROM release t JOIN placement l ON l.id = t.placement_id JOIN member peer ON peer.id = l.peer_id WHERE ${isStill}), '[]') AS names,
      ${projectColumns}
    FROM host_recipient r JOIN project p ON p.id = r.project_id JOIN member m ON m.id = p.manager_id
      LEFT JOIN member g ON g.id = r.member_id
    WHERE ${where} ORDER BY r.id`;
  return rows.map(({ id, member, name, edition, isLost, names, ...row }) => ({
    id,
    member,
    name,
    edition,
    isLost,
    names,
    project: toProject(row),
  }));
}

/** These, of one person where one is given. */
export const readRecipients = (tx: Tx, ids: readonly string[], member?: MemberId): Promise<Recipient[]> =>
  readWhere(
    tx,
    Prisma.sql`r.id = ANY(${[...ids]}::uuid[])${member ? Prisma.sql` AND r.member_id = ${member}::uuid` : Prisma.empty}`,
  );

export const readRecipient = async (tx: Tx, id: string): Promise<Recipient | undefined> =>
  (await readRecipients(tx, [id]))[0];

/** The same to change: its project, whose people they are, is locked before they are read. */
export async function lockRecipient(tx: Tx, id: string): Promise<Recipient | undefined> {
  await tx.$queryRaw`
    SELECT 1 AS locked FROM project WHERE id = (SELECT project_id FROM host_recipient WHERE id = ${id}::uuid) FOR UPDATE`;
  return readRecipient(tx, id);
}

export const readRecipientsOn = (tx: Tx, project: string): Promise<Recipient[]> =>
  readWhere(
    tx,
    Prisma.sql`r.project_id = ${project}::uuid AND r.member_id IS NOT NULL AND r.lost_at IS NULL`,
  );

export const readRecipientsOf = (tx: Tx, member: MemberId): Promise<Recipient[]> =>
  readWhere(tx, Prisma.sql`r.member_id = ${member}::uuid`);

/** Who opened what they got about this person. */
export const readWhoHas = (tx: Tx, peer: MemberId): Promise<Recipient[]> =>
  readWhere(
    tx,
    Prisma.sql`r.member_id IS NOT NULL AND r.lost_at IS NULL AND EXISTS (SELECT FROM release t
      JOIN placement l ON l.id = t.placement_id AND l.peer_id = ${peer}::uuid WHERE ${isStill} AND t.read_at IS NOT NULL)`,
  );

/** They have opened it: whoever does can be reached. */
export async function markRead(tx: Tx, { id, isLost }: Recipient, placements: readonly string[], now: Date) {
  await tx.release.updateMany({
    where: { recipientId: id, placementId: { in: [...placements] }, readAt: null, takenBackAt: null },
    data: { readAt: now },
  });
  if (isLost) await tx.hostRecipient.update({ where: { id }, data: { lostAt: null } });
}

export async function markLost(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.hostRecipient.update({ where: { id }, data: { lostAt: now } });
}

/** Whoever has names that nobody at the host has answered about has a card. */
export async function readExpectedNames(
  tx: Tx,
  _now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  return tx.$queryRaw<(ExpectedCard & { reader: string })[]>`
    SELECT r.id::text AS record, r.member_id::text AS reader, r.edition FROM host_recipient r
      JOIN project p ON p.id = r.project_id AND p.state NOT IN ('ended', 'cancelled')
    WHERE r.member_id IS NOT NULL AND r.lost_at IS NULL AND (${reader ?? null}::uuid IS NULL OR r.member_id = ${reader ?? null}::uuid)
      AND EXISTS (SELECT FROM release t JOIN placement l ON l.id = t.placement_id AND l.state = 'released' WHERE ${isStill})
    ORDER BY r.id LIMIT ${limit}`;
}
