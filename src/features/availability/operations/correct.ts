import type { Work } from '../../../bot/feature.ts';
import { refresh } from '../../../bot/messages/say.ts';
import { invitationCard } from '../messages.ts';
import type { CallOut } from '../store/call-outs.ts';
import { readInvitations } from '../store/invitations.ts';
import { lockFixedPencil } from '../store/pencils.ts';
import { askedBy, showProgress } from './call-outs.ts';

/** A locked call-out says something else now: every card of it does, and nobody's bell rings. To how many it was sent. */
export async function showCorrected(work: Work, callOut: CallOut): Promise<number> {
  const asked = await refreshAsked(work, callOut);
  // Its heads-up says what it is about, too.
  const pencil = callOut.kind === 'call-out' && (await lockFixedPencil(work.tx, callOut.projectId));
  if (pencil) await refreshAsked(work, pencil);
  return asked;
}

async function refreshAsked(work: Work, callOut: CallOut): Promise<number> {
  const all = await readInvitations(work.tx, callOut.id);
  await refresh(
    work,
    invitationCard,
    all.map((invitation) => askedBy(callOut, invitation)),
  );
  await showProgress(work, callOut);
  return all.length;
}
