import type { Guard } from '../../../bot/on.ts';
import { forSomebodyElse } from '../../../bot/words.ts';
import { type Say, say } from '../../../chat/reply.ts';
import { isDeputy } from '../../placements/rules/deputy.ts';
import { asAsked } from '../rules.ts';
import { type CallOut, lockCallOut, lockCallOutOf, readCallOut } from '../store/call-outs.ts';
import { type Invitation, readInvitation } from '../store/invitations.ts';

type ByRunner<In, Seen> = Guard<In, Seen, 'its project manager' | 'its deputy', Say>;

/** A call-out of a project that somebody runs, locked. */
export const ownCallOut: ByRunner<{ callOut: string }, CallOut> = {
  lock: ({ tx }, { callOut }) => lockCallOut(tx, callOut),
  stands: {
    'its project manager': ({ project }, { actor }) => project.managerId === actor.member,
    'its deputy': ({ project }, { actor }) => isDeputy(project, actor.member),
  },
  refuse: say(forSomebodyElse),
};

/** The same to look at. */
export const readOwnCallOut: ByRunner<{ callOut: string }, CallOut> = {
  ...ownCallOut,
  lock: ({ tx }, { callOut }) => readCallOut(tx, callOut),
};

/** The same, or one that is begun now. */
export const ownBrief: ByRunner<{ callOut?: string | undefined }, { before: CallOut | undefined }> = {
  async lock({ tx }, { callOut: id }) {
    const before = id === undefined ? undefined : await lockCallOut(tx, id);
    return id !== undefined && !before ? undefined : { before };
  },
  stands: {
    'its project manager': ({ before }, { actor }) => !before || before.project.managerId === actor.member,
    'its deputy': ({ before }, { actor }) => before !== undefined && isDeputy(before.project, actor.member),
  },
  refuse: say(forSomebodyElse),
};

export interface Own {
  /** As this peer is asked. */
  callOut: CallOut;
  /** As everybody is. */
  counted: CallOut;
  invitation: Invitation;
}
const ownOf = (counted: CallOut, invitation: Invitation): Own => ({
  callOut: asAsked(counted, invitation.until),
  counted,
  invitation,
});
type ByPeer = Guard<{ invitation: string }, Own, 'the invited peer', Say>;

/** The peer's own invitation, to read. */
export const ownInvitation: ByPeer = {
  async lock({ tx }, { invitation: id }) {
    const invitation = await readInvitation(tx, id);
    const callOut = invitation && (await readCallOut(tx, invitation.callOutId));
    return callOut && ownOf(callOut, invitation);
  },
  stands: { 'the invited peer': ({ invitation }, { actor }) => invitation.peerId === actor.member },
  refuse: say(forSomebodyElse),
};

/** The same to write to: its call-out, whose card counts the replies, is locked before it is read. */
export const ownReply: ByPeer = {
  ...ownInvitation,
  async lock({ tx, actor }, { invitation: id }) {
    const callOut = await lockCallOutOf(tx, id, actor.member);
    const invitation = callOut && (await readInvitation(tx, id));
    return invitation && ownOf(callOut, invitation);
  },
};
