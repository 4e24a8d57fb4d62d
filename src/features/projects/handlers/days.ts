import type { Context } from '../../../bot/feature.ts';
import {
  type Invalid,
  invalid,
  type OpenForm,
  open,
  type Say,
  say,
  type Update,
  update,
} from '../../../chat/reply.ts';
import { recordAudit } from '../../../store/audit.ts';
import { localDate } from '../../../time/hours.ts';
import { moveDays } from '../../placements/operations/days.ts';
import { checkDays, type DayFields, daysIn } from '../../placements/rules/days.ts';
import { isAsked } from '../../placements/rules/moved-days.ts';
import { isLive } from '../../placements/rules/placement.ts';
import { isOver } from '../../placements/rules/project.ts';
import { readReplyBy } from '../../placements/store/days.ts';
import { type Project, readProject } from '../../placements/store/projects.ts';
import * as views from '../views/days.ts';
import { changedMeanwhile, projectOver } from '../views/manager.ts';
import type { People } from './guards.ts';

/** Of a project that is over, or has no dates that could move. */
const cannotMove = ({ state }: Project): Say | undefined =>
  isOver(state) ? say(projectOver) : state === 'pencilled' ? say(views.notFixedYet) : undefined;

export const openMove = (_context: Context, project: Project): OpenForm | Say =>
  cannotMove(project) ?? open(views.moveForm(project));

export async function previewMove(
  { tx, now, actor }: Context,
  { project, all }: People,
  { values }: { values: DayFields },
): Promise<Say | Invalid> {
  const refused = cannotMove(project);
  if (refused) return refused;
  const errors = checkDays(values, localDate(now, actor.timeZone));
  if (Object.keys(errors).length > 0) return invalid(errors);
  const days = daysIn(values);
  if (days.join() === project.days.map(({ day }) => day).join()) return invalid({ day1: views.sameDays });
  const replyBy = await readReplyBy(tx, project.id);
  if (replyBy !== undefined && (days[0] ?? '') <= replyBy)
    return invalid({ day1: views.beforeReplyBy(replyBy) });
  const asked = all.filter(isAsked).map(({ placement }) => placement.state);
  return say(
    views.confirmMove(project, days, {
      onTeam: asked.filter((state) => state === 'confirmed').length,
      putForward: asked.filter((state) => isLive(state) && state !== 'confirmed').length,
      others: asked.filter((state) => !isLive(state)).length,
    }),
  );
}

/** A2, A25: one act tells everybody concerned. Pressed twice, or after somebody else moved them, it changes nothing. */
export async function move(
  context: Context,
  { project, all }: People,
  { days, moved }: { days: readonly string[]; moved: number },
): Promise<Say | Update> {
  const { tx, now, actor } = context;
  const refused = cannotMove(project);
  if (refused) return refused;
  const first = days[0] ?? '';
  const replyBy = await readReplyBy(tx, project.id);
  const isLate =
    days.length === 0 ||
    first <= localDate(now, actor.timeZone) ||
    (replyBy !== undefined && first <= replyBy);
  if (project.daysMoved !== moved || isLate) return update(changedMeanwhile);
  await moveDays(context, project, days);
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: 'project.moved',
    record: `project:${project.id}`,
  });
  const asked = all.filter(({ placement }) => isAsked({ placement }) || placement.state === 'offered').length;
  return update(views.moved((await readProject(tx, project.id)) ?? project, asked));
}
