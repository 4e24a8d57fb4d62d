import type { PeopleHooks } from '../../../bot/feature.ts';
import { lockCallOut, readStanding } from '../store/call-outs.ts';
import { reopenConflict } from '../store/conflicts.ts';
import { readInvitation, readLive } from '../store/invitations.ts';
import { askAgainCard } from '../views/host.ts';
import { askAgainMessage, changedMessage, progressMessage } from '../views/messages.ts';

/**
 * A8: another organisation, area or employment may be a conflict with a host that was none before (A10). Whoever answered
 * for a project that is still ahead is asked again, and the project manager's card says so.
 */
export const reopenChecks: NonNullable<PeopleHooks['changed']> = async (work, member, what) => {
  const { tx, now, enqueue } = work;
  if (!what.some((one) => one === 'organisation' || one === 'area' || one === 'kinds')) return;
  for (const { id, callOutId } of await readLive(tx, member, now)) {
    const callOut = await lockCallOut(tx, callOutId);
    const invitation = await readInvitation(tx, id);
    if (!callOut || !invitation) continue;
    if (!(await reopenConflict(tx, callOut.projectId, member, now))) continue;
    enqueue(
      askAgainMessage(invitation, askAgainCard(callOut, id), now),
      changedMessage(callOut, invitation, now),
      progressMessage(callOut, await readStanding(tx, callOut), now),
    );
  }
};
