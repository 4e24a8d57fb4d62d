import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';

interface Unsent {
  id: string;
  projectId: string;
  managerId: MemberId | null;
  skills: string | null;
  whomSkills: string[];
}

/** Locks the drafts whose brief nobody has read, with the skills that they look for. */
export const readUnsent = (tx: Tx): Promise<Unsent[]> => tx.$queryRaw<Unsent[]>`
  SELECT o.id::text, o.project_id::text AS "projectId", p.manager_id::text AS "managerId", p.skills, o.whom_skills AS "whomSkills"
  FROM call_out o JOIN project p ON p.id = o.project_id
  WHERE o.state = 'draft' AND (p.skills IS NOT NULL OR o.whom_skills <> '{}')
    AND NOT EXISTS (SELECT FROM call_out e WHERE e.project_id = p.id AND e.state <> 'draft')
  ORDER BY o.id FOR UPDATE OF o`;

/** `skills` are those of its brief, `whomSkills` those of whom it goes to. */
export async function writeSkills(
  tx: Tx,
  { id, projectId }: Pick<Unsent, 'id' | 'projectId'>,
  { skills, whomSkills }: Pick<Unsent, 'skills' | 'whomSkills'>,
): Promise<void> {
  await tx.project.update({ where: { id: projectId }, data: { skills } });
  await tx.callOut.update({ where: { id }, data: { whomSkills } });
}
