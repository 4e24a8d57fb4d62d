import type { Work } from '../../../bot/feature.ts';
import { tell } from '../../../bot/messages/say.ts';
import type { MemberId, Message } from '../../../chat/message.ts';
import { moveEach, showPlaced, takeBackPlaced } from '../../placements/operations/placing.ts';
import { DEPUTY, runnersOf } from '../../placements/rules/deputy.ts';
import { isBeforeChoice, nextProjectState } from '../../placements/rules/project.ts';
import { type Placed, readAllPlaced } from '../../placements/store/placements.ts';
import { moveProject, type Project } from '../../placements/store/projects.ts';
import { endSeatsWithin } from '../../roles/operations/seats.ts';
import { calledOff, over, toDelete } from '../messages.ts';
import { readProjectRun } from '../store/progress.ts';
import { showProject } from './running.ts';

/**
 * A25: one act tells everybody who said yes or maybe, or was put forward, at once. The project is locked. `undefined`:
 * it is over already.
 */
export async function cancelProject(
  work: Work,
  before: Project,
  by: { member: MemberId; name: string },
): Promise<Message | undefined> {
  const { tx, now } = work;
  const to = nextProjectState(before.state, 'cancel');
  if (!to) return undefined;
  const project = await moveProject(tx, before, to, now);
  const all = (await readAllPlaced(tx, project.id)).map((one) => ({ ...one, project }));
  const concerned = await moveEach(work, all, 'cancel', { rings: true });
  showPlaced(work, concerned);
  const others = runnersOf(project).filter(({ member }) => member !== by.member);
  tell(work, calledOff, { project, by: by.name }, 'called off', others);
  const shown = await showProject(work, project);
  await endSeatsWithin(work, DEPUTY.scope, project.id);
  return shown;
}

/**
 * Sent by mistake: whoever was put forward by it is told that nothing is needed, and a host that has somebody’s details
 * is to delete them. The project is locked.
 */
export async function takeBackProject(work: Work, before: Project): Promise<void> {
  const { tx, now } = work;
  const to = nextProjectState(before.state, 'cancel');
  if (!to) return;
  const project = await moveProject(tx, before, to, now);
  const all = (await readAllPlaced(tx, project.id)).map((one) => ({ ...one, project }));
  await takeBackPlaced(work, all);
  if (all.some(({ isOutside }) => isOutside)) tell(work, toDelete, { project }, now.toISOString());
  if (!isBeforeChoice(before.state)) await showProject(work, project);
  await endSeatsWithin(work, DEPUTY.scope, project.id);
}

/** A23: its days are over. Whoever took part is thanked, and so is whoever offered: nobody is left in silence. */
export async function endProject(work: Work, before: Project): Promise<void> {
  const { tx, now } = work;
  const to = nextProjectState(before.state, 'end');
  if (!to) return;
  const project = await moveProject(tx, before, to, now);
  const all = (await readAllPlaced(tx, project.id)).map((one) => ({ ...one, project }));
  showPlaced(work, await moveEach(work, all, 'complete'));
  // A yes that nobody came back to is thanked aloud; where a card stands, it changes.
  const isNew = ({ placement }: Placed) => placement.state === 'interested';
  showPlaced(work, await moveEach(work, all.filter(isNew), 'end', { rings: true }));
  const waiting = all.filter((one) => !isNew(one));
  showPlaced(work, await moveEach(work, waiting, 'end'));
  if (!isBeforeChoice(before.state)) {
    const isOutside = all.some((one) => one.isOutside);
    tell(work, over, { ...(await readProjectRun(tx, project)), isOutside }, 'ended');
    await showProject(work, project);
  }
  await endSeatsWithin(work, DEPUTY.scope, project.id);
}
