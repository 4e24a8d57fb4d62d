import type { PeopleHooks } from '../../../bot/feature.ts';
import { list, tell } from '../../../bot/messages/say.ts';
import { askAgain, hostCard, peerChanged } from '../messages.ts';
import { askedBy, showProgress } from '../operations.ts';
import { lockCallOut } from '../store/call-outs.ts';
import { reopenConflict } from '../store/conflicts.ts';
import { readInvitation, readLive } from '../store/invitations.ts';

/**
 * A8: another organisation, area or employment may be a conflict with a host that was none before (A10). Whoever answered
 * for a project that is still ahead is asked again, and the project manager's card says so.
 */
export const reopenChecks: NonNullable<PeopleHooks['changed']> = async (work, member, what) => {
  const { tx, now } = work;
  if (!what.some((one) => one === 'organisation' || one === 'area' || one === 'kinds')) return;
  for (const { id, callOutId } of await readLive(tx, member, now)) {
    const callOut = await lockCallOut(tx, callOutId);
    const invitation = await readInvitation(tx, id);
    if (!callOut || !invitation) continue;
    if (!(await reopenConflict(tx, callOut.projectId, member, now))) continue;
    const asked = askedBy(callOut, invitation);
    list(work, hostCard, [asked]);
    tell(work, askAgain, asked, now.toISOString());
    tell(work, peerChanged, asked, now.toISOString());
    await showProgress(work, callOut);
  }
};
