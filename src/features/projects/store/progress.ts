import type { MemberId } from '../../../chat/message.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import { type Tx, through } from '../../../store/database.ts';
import { isReleasable } from '../../placements/store/permissions.ts';
import { type Project, readRunBy } from '../../placements/store/projects.ts';
import type { ProjectProgress } from '../rules/progress.ts';

/** A project with what it came to so far: all that its manager’s card shows. */
export interface ProjectRun {
  project: Project;
  progress: ProjectProgress;
}

/** By project, in one statement; lock the project first. */
export async function readProgress(
  tx: Tx,
  projects: readonly string[],
): Promise<ReadonlyMap<string, ProjectProgress>> {
  const rows = await through(tx)<ProjectProgress & { id: string }>(Prisma.sql`
    SELECT id, (count(*) FILTER (WHERE state = 'interested'))::int AS interested,
      (count(*) FILTER (WHERE state IN ('interested', 'thanked', 'reserve', 'offered')))::int AS choosable,
      (count(*) FILTER (WHERE state IN ('interested', 'chosen')))::int AS "toThank",
      (count(*) FILTER (WHERE state = 'chosen' AND answer IS NULL))::int AS open,
      (count(*) FILTER (WHERE unreached AND state IN ('chosen', 'released', 'confirmed')))::int AS unreached,
      (count(*) FILTER (WHERE state IN ('chosen', 'released', 'confirmed') AND answer IS NOT NULL AND ruling IS NULL))::int AS "toRule",
      (count(*) FILTER (WHERE state = 'chosen' AND answer IS NOT NULL AND ruling IN ('clear', 'conditions') AND may AND NOT days_asked))::int AS ready,
      (count(*) FILTER (WHERE state IN ('chosen', 'released', 'confirmed') AND answer IS NOT NULL AND NOT may))::int AS "awaitsEmployer",
      (count(*) FILTER (WHERE state = 'released'))::int AS released,
      (count(*) FILTER (WHERE state IN ('confirmed', 'completed')))::int AS confirmed,
      (count(*) FILTER (WHERE state = 'declined'))::int AS declined,
      (count(*) FILTER (WHERE state = 'withdrawn'))::int AS withdrawn,
      (count(*) FILTER (WHERE state = 'reserve'))::int AS reserve, (count(*) FILTER (WHERE state = 'offered'))::int AS offered,
      (count(*) FILTER (WHERE days_asked AND state IN ('chosen', 'released', 'confirmed')))::int AS "daysAsked"
    FROM (SELECT p.id, l.state, l.days_asked, l.unreached, l.ruling, CASE WHEN c.reopened_at IS NULL THEN c.answer END AS answer, ${isReleasable} AS may
      FROM project p LEFT JOIN placement l ON l.project_id = p.id
        LEFT JOIN conflict c ON c.project_id = l.project_id AND c.peer_id = l.peer_id
      WHERE p.id = ANY(${[...projects]}::uuid[])) s GROUP BY id`);
  return new Map(rows.map(({ id, ...progress }) => [id, progress]));
}

/** As its manager’s card shows it. The project is locked. */
export async function readProjectRun(tx: Tx, project: Project): Promise<ProjectRun> {
  const progress = (await readProgress(tx, [project.id])).get(project.id);
  if (!progress) throw new Error(`Expected the project ${project.id}, which this transaction has locked.`);
  return { project, progress };
}

/** These projects, as far as this member runs them. */
export async function readProjectRuns(
  tx: Tx,
  ids: readonly string[],
  member: MemberId,
  now: Date,
): Promise<ReadonlyMap<string, ProjectRun>> {
  const projects = await readRunBy(tx, ids, member, now);
  const progress = await readProgress(
    tx,
    projects.map(({ id }) => id),
  );
  return new Map(
    projects.flatMap((project) => {
      const found = progress.get(project.id);
      return found ? [[project.id, { project, progress: found }] as const] : [];
    }),
  );
}
