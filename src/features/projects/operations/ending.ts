import type { Work } from '../../../bot/feature.ts';
import { close, showAll, tell } from '../../../bot/messages/say.ts';
import type { MemberId, Message } from '../../../chat/message.ts';
import { endSeatsWithin } from '../../roles/operations/seats.ts';
import { calledOff, over, placementCard } from '../messages.ts';
import { DEPUTY, runnersOf } from '../rules/deputy.ts';
import type { PlacementState } from '../rules/placement.ts';
import { nextProjectState } from '../rules/project.ts';
import { readAllPlaced } from '../store/placements.ts';
import { readProjectRun } from '../store/progress.ts';
import { moveProject, type Project } from '../store/projects.ts';
import { takenBack } from '../views/placement.ts';
import { moveEach, showProject } from './placing.ts';

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
  showAll(work, placementCard, concerned);
  const others = runnersOf(project).filter(({ member }) => member !== by.member);
  tell(work, calledOff, { project, by: by.name }, 'called off', others);
  const shown = await showProject(work, project);
  await endSeatsWithin(work, DEPUTY.scope, project.id);
  return shown;
}

/** Sent by mistake: whoever was put forward by it is told that nothing is needed. The project is locked. */
export async function takeBackProject(work: Work, project: Project): Promise<void> {
  const { tx, now } = work;
  const to = nextProjectState(project.state, 'cancel');
  if (!to) return;
  await moveProject(tx, project, to, now);
  const all = await readAllPlaced(tx, project.id);
  await close(work, placementCard, all, takenBack);
  await endSeatsWithin(work, DEPUTY.scope, project.id);
}

/** Whose card asks or promises something that the end settles. */
const STILL_ASKED: readonly PlacementState[] = ['chosen', 'released', 'thanked', 'reserve'];

/** A23: its days are over. Whoever took part is thanked; what only others would need is needed no more. */
export async function endProject(work: Work, before: Project): Promise<void> {
  const { tx, now } = work;
  const to = nextProjectState(before.state, 'end');
  if (!to) return;
  const { progress } = await readProjectRun(tx, before);
  const wasChosen = before.state !== 'calling';
  const project = await moveProject(tx, before, to, now);
  const all = (await readAllPlaced(tx, project.id)).map((one) => ({ ...one, project }));
  const took = await moveEach(work, all, 'complete', { rings: true });
  showAll(work, placementCard, took);
  const waiting = all.filter(({ placement }) => STILL_ASKED.includes(placement.state));
  await close(work, placementCard, waiting, takenBack);
  if (wasChosen) {
    tell(work, over, { project, progress }, 'ended');
    await showProject(work, project);
  }
  await endSeatsWithin(work, DEPUTY.scope, project.id);
}
