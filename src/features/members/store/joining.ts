import type { MemberId } from '../../../chat/message.ts';
import type { Actor } from '../../../directory/actor.ts';
import { followNation } from '../../../directory/division.ts';
import type { Tx } from '../../../store/database.ts';

/** Moves somebody's standing if it is still what we think. False: somebody was quicker. */
export async function moveStanding(
  tx: Tx,
  member: MemberId,
  from: Actor['standing'],
  to: Actor['standing'],
  now: Date,
): Promise<boolean> {
  const { count } = await tx.member.updateMany({
    where: { id: member, standing: from },
    data: { standing: to, ...(to === 'member' && { joinedAt: now }) },
  });
  if (to === 'member') await followNation(tx, member);
  return count === 1;
}
