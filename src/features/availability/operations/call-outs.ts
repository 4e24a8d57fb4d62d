import type { Work } from '../../../bot/feature.ts';
import { close, refresh, show, showAll, tell, untell } from '../../../bot/messages/say.ts';
import type { MemberId, Message } from '../../../chat/message.ts';
import { calledOffCard } from '../../placements/rules/called-off.ts';
import { noLongerYours, runnersOf } from '../../placements/rules/deputy.ts';
import { endOfDay } from '../../placements/rules/project.ts';
import { readHostKeys } from '../../placements/store/host.ts';
import type { Project } from '../../placements/store/projects.ts';
import { type Caller, readPool } from '../../pool/store/callable.ts';
import { callOutCard, invitationCard, pencilCalledOff, reminder, summary } from '../messages.ts';
import { asAsked, halfTime, nextState, takesReplies } from '../rules.ts';
import {
  type CallOut,
  lockCallOut,
  markDaysShown,
  moveCallOut,
  readSentOf,
  reopenCallOut,
} from '../store/call-outs.ts';
import { type Invitation, markUnasked, readInvitations } from '../store/invitations.ts';
import type { Asked } from '../store/invited-peers.ts';
import { readProgress } from '../store/progress.ts';
import { NO_PROGRESS, type Run, readPools } from '../store/run.ts';

/** Whom its call-out is not for: whoever runs it, and the host’s own people. */
export async function readCaller({ tx, vault }: Work, project: Project): Promise<Caller> {
  const hosts = await readHostKeys(tx, vault, [project]);
  return {
    manager: project.managerId,
    deputy: project.deputy?.member,
    hostKey: hosts.get(project.id) ?? '',
  };
}

/** A locked call-out that was sent, with what it came to so far. */
export const readProgressOf = async ({ tx }: Work, callOut: CallOut): Promise<Run> => ({
  callOut,
  progress: await readProgress(tx, callOut),
  pool: 0,
});

/** The living card of whoever runs it; `first`: who has pressed. The call-out is locked. */
export const showProgress = async (work: Work, callOut: CallOut, first?: MemberId): Promise<Message> =>
  show(work, callOutCard, await readProgressOf(work, callOut), { to: runnersOf(callOut.project, first) });

/** The same before it goes. */
export async function showDraft(work: Work, callOut: CallOut, manager: MemberId): Promise<Message> {
  const pools = await readPools(work, manager, [callOut]);
  return show(work, callOutCard, { callOut, progress: NO_PROGRESS, pool: pools.get(callOut.id) ?? 0 });
}

/** A peer's invitation as their cards show it. */
export const askedBy = (callOut: CallOut, invitation: Invitation): Asked => ({
  callOut: asAsked(callOut, invitation.until),
  invitation,
  isInPool: true,
});

/** Closes a locked call-out and sends the summary; `undefined` when it was not open. */
export async function closeCallOut(
  work: Work,
  callOut: CallOut,
  first?: MemberId,
): Promise<Message | undefined> {
  const { tx, now } = work;
  const to = nextState(callOut.state, 'close');
  if (!to || !(await moveCallOut(tx, callOut.id, callOut.state, to, { closedAt: now }))) return undefined;
  const closed = { ...callOut, state: to };
  const silent = (await readInvitations(tx, callOut.id)).filter(
    ({ reply, until }) => reply === null && !takesReplies(asAsked(closed, until), now),
  );
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
  return show(work, callOutCard, run, { to: runnersOf(closed.project, first) });
}

/** Somebody stands in for whoever runs a project, or no longer: `former` reads so where its card was. */
export async function deputyChanged(work: Work, projectId: string, former?: MemberId): Promise<void> {
  const { tx } = work;
  for (const id of await readSentOf(tx, projectId)) {
    const callOut = await lockCallOut(tx, id);
    if (!callOut) continue;
    await showProgress(work, callOut);
    if (former === undefined) continue;
    const about = { to: [{ member: former }], only: 'seen', as: noLongerYours(callOut.project) } as const;
    show(work, callOutCard, await readProgressOf(work, callOut), about);
  }
}

/** More time to reply, from a locked call-out; whoever has not answered and is still in the pool can. */
export async function extendCallOut(
  work: Work,
  before: CallOut,
  replyBy: string,
): Promise<{ extended: CallOut; silent: number }> {
  const { tx, now } = work;
  const closesAt = endOfDay(replyBy, before.project.manager.timeZone);
  const isReminded = before.remindedAt !== null || before.kind === 'pencil';
  const remindAt = isReminded ? null : halfTime(now, closesAt);
  await reopenCallOut(tx, before.id, { replyBy, closesAt, remindAt });
  const extended: CallOut = { ...before, state: 'open', replyBy, closesAt, remindAt, closedAt: null };
  const pool = new Set(await readPool(tx, { manager: before.project.managerId, hostKey: '' }, now));
  const all = await readInvitations(tx, before.id);
  const silent = all.filter(({ reply, peerId }) => reply === null && pool.has(peerId));
  showAll(
    work,
    invitationCard,
    silent.map((invitation) => askedBy(extended, invitation)),
  );
  const answered = all.filter(({ reply }) => reply !== null);
  await refresh(
    work,
    invitationCard,
    answered.map((invitation) => askedBy(extended, invitation)),
  );
  await showProgress(work, extended);
  return { extended, silent: silent.length };
}

/**
 * A25: its project was called off. Whoever was asked and has not answered is told that nothing is needed; so is whoever was
 * keen on a pencil, and that aloud.
 */
export async function closeWithProject(work: Work, callOut: CallOut): Promise<void> {
  const { tx, now } = work;
  if (!(await moveCallOut(tx, callOut.id, callOut.state, 'closed', { closedAt: now }))) return;
  const closed: CallOut = { ...callOut, state: 'closed' };
  const all = await readInvitations(tx, callOut.id);
  await untell(
    work,
    reminder,
    all.map(({ id }) => id),
  );
  const silent = all.filter(({ reply }) => reply === null);
  await close(
    work,
    invitationCard,
    silent.map((invitation) => askedBy(closed, invitation)),
    calledOffCard(callOut.project),
  );
  const keen = all.filter(({ reply }) => reply === 'keen').map((invitation) => askedBy(closed, invitation));
  for (const one of keen) tell(work, pencilCalledOff, one, 'called off');
  await refresh(work, invitationCard, keen);
  await showProgress(work, closed);
}

/** A25: of a locked call-out whose project has other days now. Whoever said yes is asked about them by their project. */
export async function showMovedDays(work: Work, callOut: CallOut): Promise<void> {
  await markDaysShown(work.tx, callOut);
  await refreshAsked(work, callOut);
}

/** A locked call-out says something else: its cards do where they were seen. @returns to how many it was sent */
export async function refreshAsked(work: Work, callOut: CallOut): Promise<number> {
  const all = await readInvitations(work.tx, callOut.id);
  await refresh(
    work,
    invitationCard,
    all.map((invitation) => askedBy(callOut, invitation)),
  );
  await showProgress(work, callOut);
  return all.length;
}
