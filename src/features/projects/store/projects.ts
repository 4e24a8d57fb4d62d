import type { MemberId } from '../../../chat/message.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import type { Due } from '../../../store/due.ts';
import { type Sealed, toColumn } from '../../../store/seal.ts';
import type { ProjectState } from '../rules/project.ts';

export const wholeProject = {
  days: { orderBy: { day: 'asc' } },
  manager: { select: { name: true, timeZone: true } },
} as const;

const readRow = (tx: Tx, id: string) => tx.project.findUnique({ where: { id }, include: wholeProject });
export type Project = NonNullable<Awaited<ReturnType<typeof readRow>>> & { state: ProjectState };

export async function readProject(tx: Tx, id: string): Promise<Project | undefined> {
  return ((await readRow(tx, id)) as Project | null) ?? undefined;
}

/** Locks the project, which its manager's card shows: after its call-out, where both are. */
export async function lockProject(tx: Tx, id: string): Promise<Project | undefined> {
  await tx.$queryRaw`SELECT 1 AS locked FROM project WHERE id = ${id}::uuid FOR UPDATE`;
  return readProject(tx, id);
}

/** Moves a project that is locked. */
export async function moveProject(
  tx: Tx,
  project: Project,
  to: ProjectState,
  endedAt?: Date,
): Promise<Project> {
  await tx.project.update({ where: { id: project.id }, data: { state: to, ...(endedAt && { endedAt }) } });
  return { ...project, state: to };
}

/** What this manager runs and is not over, the one that begins first at the top. */
export async function readOwnProjects(tx: Tx, manager: MemberId): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT p.id::text FROM project p WHERE p.manager_id = ${manager}::uuid AND p.state NOT IN ('ended', 'cancelled')
    ORDER BY (SELECT min(day) FROM project_day d WHERE d.project_id = p.id), p.id`;
  return rows.map(({ id }) => id);
}

/** The host is sealed with its manager's key, so that it is sealed again for the next one. */
export async function changeManager(tx: Tx, projectId: string, to: MemberId, host: Sealed): Promise<void> {
  await tx.project.update({
    where: { id: projectId },
    data: { managerId: to, hostSealed: toColumn(host) },
  });
}

/** The date where the manager is. */
const today = (now: Date) => Prisma.sql`to_char(${now}::timestamptz AT TIME ZONE m.time_zone, 'YYYY-MM-DD')`;

/** Of projects that people were chosen for: those whose first day has come. */
export const dueToBegin: Due = (now) => Prisma.sql`
  SELECT p.id::text, ${now}::timestamptz AS at FROM project p JOIN member m ON m.id = p.manager_id
  WHERE p.state IN ('choosing', 'confirmed')
    AND ${today(now)} >= (SELECT min(day) FROM project_day d WHERE d.project_id = p.id)`;

/** Those whose last day is over. */
export const dueToEnd: Due = (now) => Prisma.sql`
  SELECT p.id::text, ${now}::timestamptz AS at FROM project p JOIN member m ON m.id = p.manager_id
  WHERE p.state IN ('calling', 'choosing', 'confirmed', 'under-way')
    AND ${today(now)} > (SELECT max(day) FROM project_day d WHERE d.project_id = p.id)`;
