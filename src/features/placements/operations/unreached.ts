import type { Work } from '../../../bot/feature.ts';
import type { Lost } from '../../../bot/messages/declare.ts';
import { isLive } from '../rules/placement.ts';
import { isOver } from '../rules/project.ts';
import { lockPlacement, markUnreached } from '../store/placements.ts';
import { sayMoved } from './placing.ts';
import { lapse } from './reserve.ts';

/** Somebody on a project who cannot be reached shows on the project manager’s card, so that somebody can ring. */
export async function noteUnreached(work: Work, { record }: Lost): Promise<void> {
  const { tx } = work;
  const placed = await lockPlacement(tx, record);
  if (!placed || isOver(placed.project.state)) return;
  // Somebody who cannot be asked to step in holds nobody up.
  if (placed.placement.state === 'offered') await lapse(work, [placed]);
  else if (isLive(placed.placement.state)) await markUnreached(tx, record, true);
  else return;
  await sayMoved(work, placed.project.id);
}
