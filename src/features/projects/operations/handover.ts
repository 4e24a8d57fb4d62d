import type { Work } from '../../../bot/feature.ts';
import { unlist } from '../../../bot/messages/say.ts';
import type { MemberId } from '../../../chat/message.ts';
import { refreshPlaced, sayMoved } from '../../placements/operations/placing.ts';
import { askWhoMayRead } from '../../placements/operations/reader.ts';
import { DEPUTY } from '../../placements/rules/deputy.ts';
import { isLive } from '../../placements/rules/placement.ts';
import { isBeforeChoice, isOver } from '../../placements/rules/project.ts';
import { readContext, readHost, sealContext, sealHost } from '../../placements/store/host.ts';
import { readAllPlaced } from '../../placements/store/placements.ts';
import { changeManager, lockProject } from '../../placements/store/projects.ts';
import { passSeatsOn } from '../../roles/operations/seats.ts';
import { projectCard } from '../messages.ts';
import { readProjectRun } from '../store/progress.ts';
import { showProject } from './running.ts';

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
  const context = await readContext(tx, vault, before);
  await changeManager(tx, id, to, {
    host: await sealHost(tx, vault, id, to, host),
    context: context === undefined ? undefined : await sealContext(tx, vault, id, to, context),
  });
  unlist(work, projectCard, [run]);
  await passSeatsOn(work, DEPUTY.scope, id, to);
  const project = await lockProject(tx, id);
  if (!project) return;
  await askWhoMayRead(work, project, before.manager.name);
  // Their cards name who reads what they say.
  const waiting = (await readAllPlaced(tx, id)).filter(({ placement }) => isLive(placement.state));
  await refreshPlaced(work, waiting);
  await showProject(work, project);
  // So do those of whoever answers for its host.
  if (!isBeforeChoice(project.state) && !isOver(project.state)) await sayMoved(work, id);
}
