import type { Work } from '../../../bot/feature.ts';
import { tell } from '../../../bot/messages/say.ts';
import { readCalendars } from '../../../directory/people.ts';
import { localDate } from '../../../time/hours.ts';
import { lapse, offerPlace } from '../../placements/operations/reserve.ts';
import { isOver, noticeDays } from '../../placements/rules/project.ts';
import { forgetOffers, type Placed, readAllPlaced, readClashes } from '../../placements/store/placements.ts';
import { markSeeking, type Project } from '../../placements/store/projects.ts';
import { nobodyLeft } from '../messages.ts';
import { isShort, keptUntil, nextReserve } from '../rules/reserves.ts';

/** From now on those in reserve are asked to step in, each as if for the first time. The project is locked. */
export async function beginSeeking(work: Work, project: Project): Promise<Project> {
  await forgetOffers(work.tx, project.id);
  return seekReserve(work, await markSeeking(work.tx, project, true));
}

/** Nobody else is asked; who is just being asked is in reserve as before. The project is locked. */
export async function stopSeeking(work: Work, before: Project, all: readonly Placed[]): Promise<Project> {
  const project = await markSeeking(work.tx, before, false);
  const offered = all.filter(({ placement }) => placement.state === 'offered');
  await lapse(
    work,
    offered.map((one) => ({ ...one, project })),
  );
  return project;
}

/**
 * A13: while a place is open for which nobody is on the way, those in reserve are asked, one at a time. Ends by itself once
 * the places are filled, or nobody is left, which whoever runs the project hears. The project is locked.
 */
export async function seekReserve(work: Work, project: Project): Promise<Project> {
  if (!project.seeking || isOver(project.state)) return project;
  const { tx, now } = work;
  const all = await readAllPlaced(tx, project.id);
  const confirmed = all.filter(({ placement }) => placement.state === 'confirmed');
  if (confirmed.length >= project.peersWanted) return stopSeeking(work, project, all);
  if (!isShort(all, project)) return project;
  const next = nextReserve(
    all,
    project,
    await readClashes(
      tx,
      project.id,
      all.map(({ placement }) => placement.peerId),
    ),
  );
  if (next) {
    const { peerId } = next.placement;
    const hours = (await readCalendars(tx, [peerId])).get(peerId);
    const notice = noticeDays(project, localDate(now, project.manager.timeZone));
    await offerPlace(work, { ...next, project }, keptUntil(now, notice, hours));
    return project;
  }
  const isAsking = all.some(({ placement }) => placement.state === 'offered');
  if (isAsking) return project;
  tell(work, nobodyLeft, { project }, now.toISOString());
  return markSeeking(tx, project, false);
}
