import type { Work } from '../../../bot/feature.ts';
import { show } from '../../../bot/messages/say.ts';
import type { Message } from '../../../chat/message.ts';
import { placementCard } from '../messages.ts';
import { isAsked } from '../rules/moved-days.ts';
import * as store from '../store/days.ts';
import { type Placed, readAllPlaced, readPlacement } from '../store/placements.ts';
import type { Project } from '../store/projects.ts';
import { sayMoved, showPlaced } from './placing.ts';
import { lapse } from './reserve.ts';

/**
 * A2, A25: the project’s days are these from now on. Whoever is counted on, or offered, is asked about them; an employer’s
 * yes to other days is none to these. The project is locked.
 */
export async function moveDays(work: Work, before: Project, days: readonly string[]): Promise<void> {
  const { tx, now } = work;
  const offered = (await readAllPlaced(tx, before.id)).filter(
    ({ placement }) => placement.state === 'offered',
  );
  await store.replaceDays(tx, before, days, now);
  await lapse(work, offered);
  const toAsk = (await readAllPlaced(tx, before.id)).filter(isAsked);
  await store.askDays(tx, toAsk);
  showPlaced(
    work,
    toAsk.map((one) => ({
      ...one,
      placement: { ...one.placement, daysAsked: true, edition: one.placement.edition + 1 },
    })),
  );
  await sayMoved(work, before.id);
}

/** Which of the days suit them; whoever runs the project hears where it is not all of them. The project is locked. */
export async function takeDays(work: Work, placed: Placed, days: readonly string[]): Promise<Message> {
  const { tx } = work;
  const { placement, project } = placed;
  await store.writeDays(tx, placed, days);
  const isPart = days.length < project.days.length && placement.state !== 'interested';
  await sayMoved(work, project.id, isPart ? { placement: placement.id, what: 'some-days' } : undefined);
  return show(work, placementCard, (await readPlacement(tx, placement.id)) ?? placed);
}
