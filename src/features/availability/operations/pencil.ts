import type { Work } from '../../../bot/feature.ts';
import { close, refresh, showAll } from '../../../bot/messages/say.ts';
import type { MemberId, Message } from '../../../chat/message.ts';
import { takeBackPlaced } from '../../placements/operations/placing.ts';
import { endOfDay, nextProjectState } from '../../placements/rules/project.ts';
import { readAllPlaced } from '../../placements/store/placements.ts';
import { lockProject, moveProject, type Project } from '../../placements/store/projects.ts';
import { invitationCard } from '../messages.ts';
import { halfTime, nextState } from '../rules.ts';
import { type CallOut, moveCallOut, readCallOut } from '../store/call-outs.ts';
import { invitePool, readInvitations } from '../store/invitations.ts';
import { createFixed, dropDates, lockFixedPencil } from '../store/pencils.ts';
import { askedBy, readCaller, showProgress } from './call-outs.ts';

/**
 * A20: the dates of a locked pencil are fixed. Everybody in the pool is asked, as by any call-out; whoever was keen reads so.
 * `undefined`: there is nothing to fix any more.
 */
export async function fixDates(
  work: Work,
  pencil: CallOut,
  { days, replyBy }: { days: readonly string[]; replyBy: string },
  by: MemberId,
): Promise<Message | undefined> {
  const { tx, now } = work;
  const to = nextState(pencil.state, 'fix');
  const project = await lockProject(tx, pencil.projectId);
  const next = project && nextProjectState(project.state, 'fix');
  if (pencil.kind !== 'pencil' || !to || !next) return undefined;
  const closesAt = endOfDay(replyBy, project.manager.timeZone);
  await moveCallOut(tx, pencil.id, pencil.state, to, { closedAt: pencil.closedAt ?? now });
  await moveProject(tx, project, next);
  const dates = { days, replyBy, closesAt, remindAt: halfTime(now, closesAt) };
  const callOut = await readCallOut(tx, await createFixed(tx, pencil, dates, now));
  if (!callOut) throw new Error(`Expected the call-out that follows the pencil ${pencil.id}.`);
  await showPencil(work, { ...pencil, state: to, project: callOut.project });
  const invited = await invitePool(tx, callOut.id, await readCaller(work, project), now);
  showAll(
    work,
    invitationCard,
    invited.map((invitation) => askedBy(callOut, invitation)),
  );
  return showProgress(work, callOut, by);
}

/** The cards of a pencil that asks nothing any more, or asks again: where they were seen they change. */
async function showPencil(work: Work, pencil: CallOut): Promise<void> {
  const asked = (await readInvitations(work.tx, pencil.id)).map((one) => askedBy(pencil, one));
  await refresh(
    work,
    invitationCard,
    asked.filter(({ invitation }) => invitation.reply !== null),
  );
  await close(
    work,
    invitationCard,
    asked.filter(({ invitation }) => invitation.reply === null),
    (one, reader) => invitationCard.said.draw(one, { reader, now: work.now }),
  );
  await showProgress(work, pencil);
}

/**
 * The call-out of a pencil was sent by mistake, and is taken back: the pencil stands as it stood. False: there was none, or
 * people were chosen meanwhile.
 */
export async function backToPencil(work: Work, { id }: Project): Promise<boolean> {
  const { tx } = work;
  const pencil = await lockFixedPencil(tx, id);
  const to = pencil && nextState(pencil.state, 'unfix');
  const project = to && (await lockProject(tx, id));
  const next = project && nextProjectState(project.state, 'unfix');
  if (!pencil || !to || !project || !next) return false;
  await takeBackPlaced(work, await readAllPlaced(tx, id));
  await dropDates(tx, id);
  await moveCallOut(tx, pencil.id, pencil.state, to);
  await moveProject(tx, project, next);
  const back = await readCallOut(tx, pencil.id);
  if (back) await showPencil(work, back);
  return true;
}
