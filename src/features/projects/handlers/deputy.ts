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
import { discreet } from '../../../chat/words.ts';
import { recordAudit } from '../../../store/audit.ts';
import { DEPUTY, isDeputy } from '../../placements/rules/deputy.ts';
import { isOver } from '../../placements/rules/project.ts';
import { readHost } from '../../placements/store/host.ts';
import type { Project } from '../../placements/store/projects.ts';
import { endSeat, offerSeat } from '../../roles/operations/seats.ts';
import { readOpenSeat } from '../../roles/store/seats.ts';
import * as views from '../views/deputy.ts';
import { projectOver } from '../views/manager.ts';

const seatOf = ({ id }: Project) => ({ ...DEPUTY, scopeId: id });

async function readStandIn({ tx }: Context, project: Project): Promise<views.StandIn | undefined> {
  const seat = await readOpenSeat(tx, seatOf(project));
  return (
    seat && { seat: seat.id, name: seat.name, state: seat.state === 'accepted' ? 'accepted' : 'offered' }
  );
}

export async function showDeputy(context: Context, project: Project): Promise<Say> {
  const standIn = await readStandIn(context, project);
  const isOwn = standIn && isDeputy(project, context.actor.member);
  return say(discreet(isOwn ? views.ownDeputyPage(project, standIn) : views.deputyPage(project, standIn)));
}

export const openNaming = (_context: Context, project: Project): OpenForm | Say =>
  isOver(project.state) ? say(projectOver) : open(views.namingForm(project));

export async function askDeputy(
  context: Context,
  project: Project,
  { values }: { values: { member: string } },
): Promise<Say | Invalid> {
  const problem = await offerSeat(context, seatOf(project), { to: values.member, by: context.actor.member });
  return problem === undefined ? say(views.deputyAsked(project)) : invalid({ member: problem });
}

export async function askToEndDeputy(context: Context, project: Project): Promise<Say> {
  const standIn = await readStandIn(context, project);
  return say(standIn ? views.confirmEnd(project, standIn) : views.nobodyStandsIn(project));
}

export async function endDeputy(context: Context, project: Project): Promise<Update> {
  const isEnded = await endSeat(context, seatOf(project), context.actor.member);
  return update(isEnded ? views.deputyEnded(project) : views.nobodyStandsIn(project));
}

/** Whoever hands names over has to know to whom; that it was opened is written down. */
export async function openHost(context: Context, project: Project): Promise<OpenForm> {
  const host = await readHost(context.tx, context.vault, project);
  await recordHostRead(context, project);
  return open(views.hostPage(project, host));
}

export const recordHostRead = ({ tx, actor, now }: Context, project: Project): Promise<void> =>
  recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: 'host.read',
    record: `project:${project.id}`,
    about: [project.managerId],
  });
