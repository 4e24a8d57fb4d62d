import { randomUUID } from 'node:crypto';
import type { Context } from '../../../bot/feature.ts';
import { close, show, tell, untell } from '../../../bot/messages/say.ts';
import type { MemberId } from '../../../chat/message.ts';
import {
  type Invalid,
  invalid,
  type OpenForm,
  open,
  type Say,
  say,
  type Update,
  update,
} from '../../../chat/reply.ts';
import { recordAudit } from '../../../store/audit.ts';
import { localDate } from '../../../time/hours.ts';
import {
  cannotCome as cannotComeNews,
  hostCard,
  invitationCard,
  mayReadCard,
  reminder,
} from '../messages.ts';
import { askedBy, showProgress } from '../operations.ts';
import { type Answer, isInterested, takesLateNo, takesReplies } from '../rules.ts';
import { letRead as allowReader, readConflict, sealWords, writeConflict } from '../store/conflicts.ts';
import { readHost } from '../store/host.ts';
import { markReached, writeReply } from '../store/invitations.ts';
import * as hostViews from '../views/host.ts';
import * as views from '../views/peer.ts';
import type { Own } from './guards.ts';

export async function seeDays(context: Context, own: Own): Promise<OpenForm | Say> {
  if (!takesReplies(own.callOut, context.now)) return say(views.closedForReplies(own.callOut));
  return open(views.replyForm(own.callOut, own.invitation));
}

export async function reply(
  context: Context,
  own: Own,
  { values }: { values: { interest: 'yes' | 'maybe'; days: string[] } },
): Promise<Say | Update | Invalid> {
  const known = own.callOut.project.days.map(({ day }) => day);
  const days = known.filter((day) => values.days.includes(day));
  if (days.length === 0) return invalid({ days: views.chooseDays });
  return takeReply(context, own, values.interest, days);
}

export async function decline(context: Context, own: Own): Promise<Say | Update> {
  if (mayStillSayNo(context, own)) return say(views.confirmCannotCome(own.callOut, own.invitation.id));
  return takeReply(context, own, 'no', []);
}

/** Whoever is counted on may say so at any time: a late no is of more use to a project manager than a silence. */
function mayStillSayNo({ now }: Context, { callOut, invitation }: Own): boolean {
  const today = localDate(now, callOut.project.manager.timeZone);
  return isInterested(invitation.reply) && !takesReplies(callOut, now) && takesLateNo(callOut, today);
}

export async function cannotCome(context: Context, own: Own): Promise<Say | Update> {
  if (!mayStillSayNo(context, own)) return takeReply(context, own, 'no', []);
  const { callOut } = own;
  const invitation = await writeReply(context.tx, own.invitation, callOut.projectId, 'no', []);
  const asked = askedBy(callOut, invitation);
  tell(context, cannotComeNews, asked, context.now.toISOString());
  await close(context, hostCard, [asked], hostViews.hostNotNeeded);
  await showProgress(context, callOut);
  return update(show(context, invitationCard, asked));
}

async function takeReply(
  context: Context,
  { callOut, invitation }: Own,
  answer: Answer,
  days: readonly string[],
): Promise<Say | Update> {
  const { tx, now } = context;
  if (!takesReplies(callOut, now)) return say(views.closedForReplies(callOut));
  const answered = await writeReply(tx, invitation, callOut.projectId, answer, days);
  await untell(context, reminder, [invitation.id]);
  const asked = askedBy(callOut, answered);
  if (callOut.project.hostNamedAt && isInterested(answer) && !isInterested(invitation.reply))
    show(context, hostCard, asked);
  if (!isInterested(answer)) await close(context, hostCard, [asked], hostViews.hostNotNeeded);
  await showProgress(context, callOut);
  return update(show(context, invitationCard, asked));
}

/** The host is opened only to those who are interested, after it was named, at the moment of the press. */
function mayReadHost({ callOut, invitation }: Own): boolean {
  return (
    callOut.project.hostNamedAt !== null && isInterested(invitation.reply) && callOut.state !== 'withdrawn'
  );
}

export async function seeHost(context: Context, own: Own): Promise<OpenForm | Say> {
  if (!mayReadHost(own)) return say(hostViews.hostNotOpen);
  const { tx, vault, actor, now } = context;
  const host = await readHost(tx, vault, own.callOut);
  if (host === undefined) return say(hostViews.hostNotOpen);
  const { projectId, project } = own.callOut;
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: 'host.read',
    record: `project:${projectId}`,
    about: [project.managerId],
  });
  return open(hostViews.conflictForm(own.callOut, own.invitation.id, host));
}

export async function answerConflict(
  context: Context,
  own: Own,
  { values }: { values: { answer: 'none' | 'told' | 'declined'; words?: string | undefined } },
): Promise<Say | Update | Invalid> {
  if (!mayReadHost(own)) return say(hostViews.hostNotOpen);
  if (values.answer === 'told' && !values.words) return invalid({ words: hostViews.tellSomething });
  return takeConflict(context, own, values.answer, values.words);
}

/** An answer about somebody who no longer runs the project changes nothing. */
export async function letRead(
  context: Context,
  own: Own,
  { reader, may }: { reader: MemberId; may: boolean },
): Promise<Say | Update> {
  const { projectId, project } = own.callOut;
  const isCurrent = project.managerId === reader;
  if (!isCurrent || !(await allowReader(context.tx, projectId, context.actor.member, reader, may)))
    return say(hostViews.nothingToOpen);
  const asked = { ...askedBy(own.callOut, own.invitation), reader, before: undefined, may };
  return update(show(context, mayReadCard, asked));
}

/** The same, for whoever need not know who the host is. */
export async function ratherNot(context: Context, own: Own): Promise<Say | Update> {
  return mayReadHost(own) ? takeConflict(context, own, 'declined') : say(hostViews.hostNotOpen);
}

async function takeConflict(
  context: Context,
  own: Own,
  answer: 'none' | 'told' | 'declined',
  told = '',
): Promise<Update> {
  const { tx, actor, now, vault } = context;
  const { projectId } = own.callOut;
  const id = (await readConflict(tx, projectId, actor.member))?.id ?? randomUUID();
  const row = {
    id,
    projectId,
    peerId: actor.member,
    answer,
    answeredAt: now,
    reader: own.callOut.project.managerId,
  };
  const words = answer === 'told' ? await sealWords(tx, vault, row, told) : undefined;
  await writeConflict(tx, { ...row, words });
  await markReached(tx, own.invitation.id);
  await showProgress(context, own.callOut);
  return update(show(context, hostCard, askedBy(own.callOut, own.invitation, answer)));
}
