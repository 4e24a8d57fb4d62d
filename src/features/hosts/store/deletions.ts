import { randomUUID } from 'node:crypto';
import type { ExpectedCard } from '../../../bot/messages/declare.ts';
import { UNDO_MS } from '../../../bot/undo.ts';
import type { MemberId } from '../../../chat/message.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import { daysBefore } from '../../../store/retention.ts';
import { DAY_MS } from '../../../time/durations.ts';
import { type Project, type ProjectRow, projectColumns, toProject } from '../../placements/store/projects.ts';

/** Somebody here is asked to delete what they got about these people. */
export interface Deletion {
  id: string;
  recipient: string;
  project: Project;
  member: MemberId | null;
  name: string | null;
  /** How many it is about; those who were forgotten since have no name any more. */
  people: number;
  names: readonly string[];
  askedAt: Date;
  deletedAt: Date | null;
}

type Row = Omit<Deletion, 'project'> & ProjectRow;

async function readWhere(tx: Tx, where: Prisma.Sql): Promise<Deletion[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT d.id::text, r.id::text AS recipient, r.member_id::text AS member, g.name, d.people, d.asked_at AS "askedAt",
      d.deleted_at AS "deletedAt",
      COALESCE((SELECT json_agg(one.name ORDER BY one.name) FROM (SELECT DISTINCT peer.id, peer.name FROM release t
        JOIN placement l ON l.id = t.placement_id JOIN member peer ON peer.id = l.peer_id WHERE t.deletion_id = d.id) one), '[]') AS names,
      ${projectColumns}
    FROM host_deletion d JOIN host_recipient r ON r.id = d.recipient_id JOIN project p ON p.id = r.project_id
      JOIN member m ON m.id = p.manager_id LEFT JOIN member g ON g.id = r.member_id
    WHERE ${where} ORDER BY d.id`;
  return rows.map(
    ({ id, recipient, member, name, people, names, askedAt, deletedAt, ...row }): Deletion => ({
      id,
      recipient,
      member,
      name,
      people,
      names,
      askedAt,
      deletedAt,
      project: toProject(row),
    }),
  );
}

/** These, of one person where one is given. */
export const readDeletions = (tx: Tx, ids: readonly string[], member?: MemberId): Promise<Deletion[]> =>
  readWhere(
    tx,
    Prisma.sql`d.id = ANY(${[...ids]}::uuid[])${member ? Prisma.sql` AND r.member_id = ${member}::uuid` : Prisma.empty}`,
  );

export async function lockDeletion(tx: Tx, id: string): Promise<Deletion | undefined> {
  await tx.$queryRaw`SELECT 1 AS locked FROM host_deletion WHERE id = ${id}::uuid FOR UPDATE`;
  return (await readDeletions(tx, [id]))[0];
}

/** @returns its id. `people`: of whom the rows are gone with it. */
export async function createDeletion(
  tx: Tx,
  about: { recipient: string; people: number; now: Date },
): Promise<string> {
  const id = randomUUID();
  const { recipient, people, now } = about;
  await tx.hostDeletion.create({ data: { id, recipientId: recipient, people, askedAt: now } });
  return id;
}

/** What they said, or did not say after all. */
export async function markDeleted(tx: Tx, id: string, deletedAt: Date | null): Promise<void> {
  await tx.hostDeletion.update({ where: { id }, data: { deletedAt } });
}

/** Of a project that is over, and of whoever is not coming, once a way back is past: a part of a statement. */
const isDue = (now: Date) => Prisma.sql`
  t.taken_back_at IS NULL AND t.deletion_id IS NULL AND (p.state IN ('ended', 'cancelled') OR l.state NOT IN ('released', 'confirmed'))
    AND (l.withdrawn_at IS NULL OR l.withdrawn_at <= ${new Date(now.getTime() - UNDO_MS)})`;

/** Recipients with something to delete. */
export const dueToDelete = (now: Date): Prisma.Sql => Prisma.sql`
  SELECT DISTINCT r.id::text, ${now}::timestamptz AS at FROM host_recipient r JOIN project p ON p.id = r.project_id
    JOIN release t ON t.recipient_id = r.id JOIN placement l ON l.id = t.placement_id
  WHERE r.member_id IS NOT NULL AND r.lost_at IS NULL AND ${isDue(now)}`;

/**
 * What one recipient is to delete. What they never opened did not go after all; of the rest, the people.
 * The project is locked.
 */
export async function takeToDelete(
  tx: Tx,
  recipient: string,
  now: Date,
): Promise<{ release: string; peer: MemberId }[]> {
  const rows = await tx.$queryRaw<{ release: string; peer: MemberId; isRead: boolean }[]>`
    SELECT t.id::text AS release, l.peer_id::text AS peer, t.read_at IS NOT NULL AS "isRead" FROM release t
      JOIN placement l ON l.id = t.placement_id JOIN project p ON p.id = l.project_id
    WHERE t.recipient_id = ${recipient}::uuid AND ${isDue(now)}`;
  const unread = rows.filter(({ isRead }) => !isRead).map(({ release }) => release);
  await tx.release.updateMany({ where: { id: { in: unread } }, data: { takenBackAt: now } });
  return rows.filter(({ isRead }) => isRead);
}

export async function markAsked(tx: Tx, releases: readonly string[], deletionId: string): Promise<void> {
  await tx.release.updateMany({ where: { id: { in: [...releases] } }, data: { deletionId } });
}

/** Recipients who got something and cannot open it, or answer: they have left, or take a break before they have opened it. */
export const dueToReach = (now: Date): Prisma.Sql => Prisma.sql`
  SELECT r.id::text, ${now}::timestamptz AS at FROM host_recipient r JOIN member g ON g.id = r.member_id
    JOIN project p ON p.id = r.project_id AND p.state NOT IN ('ended', 'cancelled')
  WHERE r.lost_at IS NULL AND EXISTS (SELECT FROM release t JOIN placement l ON l.id = t.placement_id
    WHERE t.recipient_id = r.id AND t.taken_back_at IS NULL AND t.deletion_id IS NULL
      AND (g.standing <> 'member' OR t.read_at IS NULL AND g.paused_until > ${now} AND l.state IN ('released', 'confirmed')))`;

const DAYS_SAID = 14;
/** Asked, and not said yet: it stands on home for a fortnight, and nobody is chased. */
export const saidUntil = (askedAt: Date): Date => new Date(askedAt.getTime() + DAYS_SAID * DAY_MS);

export async function readExpectedDeletions(
  tx: Tx,
  now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  return tx.$queryRaw<(ExpectedCard & { reader: string })[]>`
    SELECT d.id::text AS record, r.member_id::text AS reader FROM host_deletion d
      JOIN host_recipient r ON r.id = d.recipient_id AND r.lost_at IS NULL AND r.member_id IS NOT NULL
    WHERE d.deleted_at IS NULL AND d.asked_at > ${daysBefore(now, DAYS_SAID)}
      AND (${reader ?? null}::uuid IS NULL OR r.member_id = ${reader ?? null}::uuid)
    ORDER BY d.asked_at DESC, d.id LIMIT ${limit}`;
}
