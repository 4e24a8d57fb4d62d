import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
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
  return { ...project, state: to, endedAt: endedAt ?? project.endedAt };
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
