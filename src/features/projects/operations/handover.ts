import type { Work } from '../../../bot/feature.ts';
import { refresh, show, unlist } from '../../../bot/messages/say.ts';
import type { MemberId } from '../../../chat/message.ts';
import { passSeatsOn } from '../../roles/operations/seats.ts';
import { mayReadCard, placementCard, projectCard } from '../messages.ts';
import { DEPUTY } from '../rules/deputy.ts';
import { isLive } from '../rules/placement.ts';
import { passWordsOn } from '../store/conflicts.ts';
import { readHost, sealHost } from '../store/host.ts';
import { readAllPlaced } from '../store/placements.ts';
import { readProjectRun } from '../store/progress.ts';
import { changeManager, lockProject, type Project } from '../store/projects.ts';
import { showProject } from './placing.ts';

/** What the next manager finds in the place of a host whose words are gone with their writer’s key. */
const HOST_LOST = 'No longer known: please type it again';

/**
 * A project goes to somebody else, host and all. What peers told the one before stays shut until its writer says yes to
 * the new one.
 */
export async function giveProject(work: Work, id: string, to: MemberId): Promise<void> {
  const { tx, vault } = work;
  const before = await lockProject(tx, id);
  if (!before) return;
  const run = await readProjectRun(tx, before);
  const host = (await readHost(tx, vault, before)) ?? HOST_LOST;
  await changeManager(tx, id, to, await sealHost(tx, vault, id, to, host));
  unlist(work, projectCard, [run]);
  await passSeatsOn(work, DEPUTY.scope, id, to);
  const project = await lockProject(tx, id);
  if (!project) return;
  await askWhoMayRead(work, project, before.manager.name);
  // Their cards name who reads what they say.
  const waiting = (await readAllPlaced(tx, id)).filter(({ placement }) => isLive(placement.state));
  await refresh(work, placementCard, waiting);
  await showProject(work, project);
}

/** Whoever told something to somebody else is asked whether the one who runs the project now may read it. */
export async function askWhoMayRead(work: Work, project: Project, before?: string): Promise<void> {
  const { tx } = work;
  const placed = new Map((await readAllPlaced(tx, project.id)).map((one) => [one.placement.peerId, one]));
  for (const { peerId } of await passWordsOn(tx, project.id, project.managerId)) {
    const one = placed.get(peerId);
    if (one) show(work, mayReadCard, { ...one, reader: project.managerId, before, may: null });
  }
}
