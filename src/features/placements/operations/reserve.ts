import type { Work } from '../../../bot/feature.ts';
import type { Message } from '../../../chat/message.ts';
import { isLive } from '../rules/placement.ts';
import { maySayLate } from '../rules/reserve.ts';
import { type Placed, readAllPlaced } from '../store/placements.ts';
import { advance, moveEach, showPlaced } from './placing.ts';

/** A13: somebody in reserve is asked to step in, and the place is kept for them until then. The project is locked. */
export async function offerPlace(work: Work, placed: Placed, until: Date): Promise<void> {
  showPlaced(work, await moveEach(work, [placed], 'offer', { offerUntil: until, rings: true }));
}

/** Somebody else is asked: these are in reserve as before. The project is locked. */
export async function lapse(work: Work, placed: readonly Placed[]): Promise<void> {
  showPlaced(work, await moveEach(work, placed, 'lapse'));
}

/**
 * They step in: the first yes takes the place. What they answered about the host stands, as does what was decided about
 * it; who was not asked is asked now. The project is locked. `undefined`: somebody was quicker, or nobody is looked for.
 */
export async function stepIn(work: Work, placed: Placed): Promise<Message | undefined> {
  const { project, placement } = placed;
  if (placement.state !== 'offered' && !maySayLate(placed)) return undefined;
  const all = await readAllPlaced(work.tx, project.id);
  if (all.filter((one) => isLive(one.placement.state)).length >= project.peersWanted) return undefined;
  return advance(work, placed, 'accept', { before: 'offered' }, 'stepped-in');
}
