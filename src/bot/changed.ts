import type { MemberId } from '../chat/message.ts';
import type { Circumstance } from '../directory/profile.ts';
import type { Work } from './feature.ts';

/** Tells every feature what is different about somebody now (A8). */
export async function tellChanged(
  work: Work,
  member: MemberId,
  what: readonly Circumstance[],
): Promise<void> {
  if (what.length === 0) return;
  for (const feature of work.features) await feature.people?.changed?.(work, member, what);
}
