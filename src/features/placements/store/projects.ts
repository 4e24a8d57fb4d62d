import type { MemberId } from '../../../chat/message.ts';
import { holdsRole } from '../../../directory/roles.ts';
import { holderOf, holdsSeat } from '../../../directory/seats.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import { type Sealed, toColumn } from '../../../store/seal.ts';
import { DEPUTY, type RunBy } from '../rules/deputy.ts';
import type { ProjectState } from '../rules/project.ts';

/** A peer project, as all of its cards show it. */
export interface Project extends RunBy {
  id: string;
  theme: string;
  councilKind: string;
  region: string;
  skills: string | null;
  sector: string | null;
  politicalGroup: string | null;
  placeKind: string;
  peersWanted: number;
  hostSealed: string;
  hostNamedAt: Date | null;
  createdAt: Date;
  state: ProjectState;
  /** A13: those in reserve are asked to step in. */
  seeking: boolean;
  /** A25: how often its days have moved. */
  daysMoved: number;
  mostDays: number;
  /** A24: peers need public liability insurance of their own. */
  ownInsurance: boolean;
  contextSealed: string | null;
  endedAt: Date | null;
  /** A20: roughly when, before its dates were fixed. */
  roughly: string | null;
  /** A20: the instant from which notice counts; none before anything was sent. */
  noticeFrom: string | null;
  manager: { name: string; timeZone: string };
  days: { projectId: string; day: string }[];
}

type Moments = Pick<Project, 'hostNamedAt' | 'createdAt' | 'endedAt'>;
/** What a statement reads of a project beside what it reads of its own. */
export type ProjectRow = Moments & { project: Omit<Project, keyof Moments> };

/** The columns of a whole project, of the tables `p` and `m`, its manager: a part of a statement. */
export const projectColumns = Prisma.sql`
  p.host_named_at AS "hostNamedAt", p.created_at AS "createdAt", p.ended_at AS "endedAt",
  json_build_object('id', p.id, 'managerId', p.manager_id, 'theme', p.theme, 'councilKind', p.council_kind, 'region', p.region,
    'skills', p.skills, 'sector', p.sector, 'politicalGroup', p.political_group, 'placeKind', p.place_kind, 'peersWanted', p.peers_wanted, 'hostSealed', p.host_sealed, 'state', p.state, 'seeking', p.seeking, 'daysMoved', p.days_moved, 'mostDays', p.most_days, 'ownInsurance', p.own_insurance, 'contextSealed', p.context_sealed, 'roughly', p.roughly,
    'noticeFrom', COALESCE(p.days_moved_at, (SELECT min(sent.opened_at) FROM call_out sent WHERE sent.project_id = p.id AND sent.state <> 'withdrawn')),
    'manager', json_build_object('name', m.name, 'timeZone', m.time_zone), 'deputy', ${holderOf(DEPUTY, Prisma.sql`p.id`)},
    'days', COALESCE((SELECT json_agg(json_build_object('projectId', d.project_id, 'day', d.day) ORDER BY d.day)
      FROM project_day d WHERE d.project_id = p.id), '[]')) AS project`;

export const toProject = ({ project, hostNamedAt, createdAt, endedAt }: ProjectRow): Project => ({
  ...project,
  hostNamedAt,
  createdAt,
  endedAt,
});

async function readWhere(tx: Tx, where: Prisma.Sql): Promise<Project[]> {
  const rows = await tx.$queryRaw<ProjectRow[]>`
    SELECT ${projectColumns} FROM project p JOIN member m ON m.id = p.manager_id WHERE ${where}`;
  return rows.map(toProject);
}

export const readProject = async (tx: Tx, id: string): Promise<Project | undefined> =>
  (await readWhere(tx, Prisma.sql`p.id = ${id}::uuid`))[0];

export const readProjects = (tx: Tx, ids: readonly string[]): Promise<Project[]> =>
  readWhere(tx, Prisma.sql`p.id = ANY(${[...ids]}::uuid[])`);

/** Whether this member runs the project `p` now, as its manager or in their place: a part of a statement. */
export const runsNow = (member: MemberId, now: Date): Prisma.Sql => Prisma.sql`
  (p.manager_id = ${member}::uuid OR ${holdsSeat(DEPUTY, Prisma.sql`p.id`, member)})
    AND ${holdsRole(member, 'project-manager', now)}`;

/** Whoever runs the project `p`, a row each: a part of a statement. */
export const runners = Prisma.sql`
  SELECT p.manager_id AS member UNION SELECT (${holderOf(DEPUTY, Prisma.sql`p.id`)} ->> 'member')::uuid`;

/** These projects, as far as this member runs them: who is no project manager any more runs none. */
export const readRunBy = (tx: Tx, ids: readonly string[], member: MemberId, now: Date): Promise<Project[]> =>
  readWhere(tx, Prisma.sql`p.id = ANY(${[...ids]}::uuid[]) AND ${runsNow(member, now)}`);

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

/** What is sealed with its manager's key is sealed again for the next one. */
export async function changeManager(
  tx: Tx,
  projectId: string,
  to: MemberId,
  sealed: { host: Sealed; context: Sealed | undefined },
): Promise<void> {
  const contextSealed = sealed.context ? toColumn(sealed.context) : null;
  await tx.project.update({
    where: { id: projectId },
    data: { managerId: to, hostSealed: toColumn(sealed.host), contextSealed },
  });
}

/** A14, A24. The project is locked. */
export async function writePreparation(
  tx: Tx,
  id: string,
  about: { ownInsurance: boolean; context: Sealed | undefined },
): Promise<void> {
  const contextSealed = about.context ? toColumn(about.context) : null;
  await tx.project.update({ where: { id }, data: { ownInsurance: about.ownInsurance, contextSealed } });
}

/** True once: what is not ready is to be said now. */
export async function markPreparedAsked(tx: Tx, id: string, now: Date): Promise<boolean> {
  const where = { id, preparedAskedAt: null };
  return (await tx.project.updateMany({ where, data: { preparedAskedAt: now } })).count === 1;
}

/** A13. The project is locked. */
export async function markSeeking(tx: Tx, project: Project, seeking: boolean): Promise<Project> {
  await tx.project.update({ where: { id: project.id }, data: { seeking } });
  return { ...project, seeking };
}
