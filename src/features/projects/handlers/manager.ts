import type { Context } from '../../../bot/feature.ts';
import { type Message, message } from '../../../chat/message.ts';
import { type Say, say, type Update, update } from '../../../chat/reply.ts';
import { discreet } from '../../../chat/words.ts';
import { recordAudit } from '../../../store/audit.ts';
import { firstName } from '../../../text/name.ts';
import { moveEach, showPlaced } from '../../placements/operations/placing.ts';
import { asSeenBy, isDeputy } from '../../placements/rules/deputy.ts';
import { nextPlacementState } from '../../placements/rules/placement.ts';
import { isOver } from '../../placements/rules/project.ts';
import type { Placed } from '../../placements/store/placements.ts';
import type { Project } from '../../placements/store/projects.ts';
import { cancelProject } from '../operations/ending.ts';
import * as reserves from '../operations/reserves.ts';
import * as running from '../operations/running.ts';
import { isFilled } from '../rules/progress.ts';
import { readProjectRun } from '../store/progress.ts';
import { cancelled as cancelledFor, withDeputy } from '../views/deputy.ts';
import * as endings from '../views/endings.ts';
import * as views from '../views/manager.ts';
import { peoplePage } from '../views/people.ts';
import type { People } from './guards.ts';

/** Its card as whoever presses reads it. */
async function cardOf({ tx, actor }: Context, project: Project): Promise<Message> {
  const card = views.projectCard(await readProjectRun(tx, project));
  return message(asSeenBy(card, project, actor.member));
}

export const showProject = async (context: Context, project: Project): Promise<Say> =>
  say(await cardOf(context, project));

export function showPeople({ actor }: Context, { project, all }: People, { page }: { page: number }): Say {
  const toWhom = isDeputy(project, actor.member) ? firstName(project.manager.name) : 'you';
  return say(discreet(withDeputy(peoplePage(project, all, page, toWhom), project, actor.member)));
}

/** Once the places are filled: whoever said yes and was not chosen, and whoever was and is not with the host. */
const notNeeded = (all: readonly Placed[]): Placed[] =>
  all.filter(({ placement }) => placement.state === 'interested' || placement.state === 'chosen');

/** The places may have come free while the second screen was open. */
const isFilledStill = ({ project, all }: People): boolean => !isOver(project.state) && isFilled(project, all);

export function askToThank(_context: Context, people: People): Say {
  const others = isFilledStill(people) ? notNeeded(people.all) : [];
  return say(
    others.length === 0 ? views.changedMeanwhile : endings.confirmThanks(people.project, others.length),
  );
}

/** Not needed: thanked at once, and asked whether they would stand in. */
export async function thank(context: Context, people: People): Promise<Update> {
  const others = isFilledStill(people) ? notNeeded(people.all) : [];
  if (others.length === 0) return update(views.changedMeanwhile);
  showPlaced(context, await moveEach(context, others, 'thank', { rings: true }));
  await running.showProject(context, people.project);
  return update(endings.thanked(others.length));
}

/** A13. */
export async function seek(context: Context, { project }: People): Promise<Say | Update> {
  if (isOver(project.state)) return say(views.projectOver);
  const sought = await reserves.beginSeeking(context, project);
  await running.settleProject(context, sought);
  return update(await cardOf(context, sought));
}

export async function stopSeeking(context: Context, { project, all }: People): Promise<Say | Update> {
  if (isOver(project.state)) return say(views.projectOver);
  const stopped = await reserves.stopSeeking(context, project, all);
  await running.settleProject(context, stopped);
  return update(await cardOf(context, stopped));
}

export function askToCancel(_context: Context, { project, all }: People): Say {
  if (isOver(project.state)) return say(views.projectOver);
  const concerned = all.filter(
    ({ placement }) => nextPlacementState(placement.state, 'cancel') !== undefined,
  );
  return say(endings.confirmCancel(project, concerned.length));
}

export async function cancel(context: Context, project: Project): Promise<Say | Update> {
  if (!(await cancelProject(context, project, context.actor))) return say(views.projectOver);
  await recordAudit(context.tx, {
    at: context.now,
    actor: context.actor.member,
    action: 'project.cancelled',
    record: `project:${project.id}`,
  });
  return update(isDeputy(project, context.actor.member) ? cancelledFor(project) : endings.cancelled);
}
