import type { Tx } from '../../../store/database.ts';
import { nextProjectState } from '../rules/project.ts';
import type { Placed } from './placements.ts';
import type { Project } from './projects.ts';

/**
 * A25: its days are these from now on. What was said of days that are gone goes; what was asked before them is asked
 * anew, of whoever stands aside now as soon as they are counted on again.
 */
export async function replaceDays(
  tx: Tx,
  before: Project,
  days: readonly string[],
  now: Date,
): Promise<void> {
  const projectId = before.id;
  await tx.projectDay.deleteMany({ where: { projectId } });
  await tx.projectDay.createMany({ data: days.map((day) => ({ projectId, day })) });
  await tx.project.update({
    where: { id: projectId },
    data: {
      daysMoved: { increment: 1 },
      daysMovedAt: now,
      mostDays: Math.max(before.mostDays, before.days.length, days.length),
      preparedAskedAt: null,
      state: nextProjectState(before.state, 'put-off') ?? before.state,
    },
  });
  await tx.$executeRaw`
    UPDATE placement SET days = ARRAY(SELECT d FROM unnest(days) d WHERE d = ANY(${[...days]}::text[])),
      days_asked = true, still_asked_at = NULL, still_comes = false, see_you_at = NULL
    WHERE project_id = ${projectId}::uuid`;
}

/** These are asked whether the days suit them: a card of its own. */
export async function askDays(tx: Tx, placed: readonly Placed[]): Promise<void> {
  await tx.placement.updateMany({
    where: { id: { in: placed.map(({ placement }) => placement.id) } },
    data: { daysAsked: true, edition: { increment: 1 }, unreached: false },
  });
}

export async function writeDays(tx: Tx, { placement }: Placed, days: readonly string[]): Promise<void> {
  await tx.placement.update({ where: { id: placement.id }, data: { days: [...days], daysAsked: false } });
}

/** While people may still answer a call-out of this project: its reply-by, which its first day has to be after. */
export async function readReplyBy(tx: Tx, projectId: string): Promise<string | undefined> {
  const open = await tx.callOut.findFirst({
    where: { projectId, state: 'open' },
    orderBy: { replyBy: 'desc' },
    select: { replyBy: true },
  });
  return open?.replyBy;
}
