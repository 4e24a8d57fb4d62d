import type { Work } from '../../bot/feature.ts';
import { close, show, tell, untell } from '../../bot/messages/say.ts';
import type { MemberId, Message } from '../../chat/message.ts';
import { callOutCard, invitationCard, reminder, summary } from './messages.ts';
import { nextState } from './rules.ts';
import { type CallOut, moveCallOut } from './store/call-outs.ts';
import { type Invitation, markUnasked, readInvitations } from './store/invitations.ts';
import type { Asked } from './store/invited-peers.ts';
import { countPool } from './store/pool.ts';
import { readProgress } from './store/progress.ts';
import { NO_PROGRESS, type Run } from './store/run.ts';

/** A locked call-out that was sent, with what it came to so far. */
export const readProgressOf = async ({ tx }: Work, callOut: CallOut): Promise<Run> => ({
  callOut,
  progress: await readProgress(tx, callOut),
  pool: 0,
});

/** The manager's living card. The call-out is locked. */
export const showProgress = async (work: Work, callOut: CallOut): Promise<Message> =>
  show(work, callOutCard, await readProgressOf(work, callOut));

/** The same before it goes. */
export async function showDraft(work: Work, callOut: CallOut, manager: MemberId): Promise<Message> {
  const pool = await countPool(work.tx, manager, work.now);
  return show(work, callOutCard, { callOut, progress: NO_PROGRESS, pool });
}

/** A peer's invitation as their cards show it; `answer` is what they said about the host. */
export const askedBy = (callOut: CallOut, invitation: Invitation, answer?: Asked['answer']): Asked => ({
  callOut,
  invitation,
  answer,
  isInPool: true,
});

/** Closes a locked call-out and sends the summary; `undefined` when it was not open. */
export async function closeCallOut(work: Work, callOut: CallOut): Promise<Message | undefined> {
  const { tx, now } = work;
  const to = nextState(callOut.state, 'close');
  if (!to || !(await moveCallOut(tx, callOut.id, callOut.state, to, { closedAt: now }))) return undefined;
  const closed = { ...callOut, state: to };
  const silent = (await readInvitations(tx, callOut.id)).filter(({ reply }) => reply === null);
  await untell(
    work,
    reminder,
    silent.map(({ id }) => id),
  );
  const unseen = await close(
    work,
    invitationCard,
    silent.map((invitation) => askedBy(closed, invitation)),
  );
  await markUnasked(tx, [...unseen]);
  const run = await readProgressOf(work, closed);
  tell(work, summary, run, 'closed');
  return show(work, callOutCard, run);
}
