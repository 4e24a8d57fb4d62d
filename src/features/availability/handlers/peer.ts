import type { Context } from '../../../bot/feature.ts';
import { show, tell, untell } from '../../../bot/messages/say.ts';
import { message } from '../../../chat/message.ts';
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
import { localDate } from '../../../time/hours.ts';
import { noteInterest, noteNo, readCountedOn } from '../../projects/operations/interest.ts';
import { answeredByHand, cannotCome as cannotComeNews, invitationCard, reminder } from '../messages.ts';
import { askedBy, showProgress } from '../operations/call-outs.ts';
import { type Answer, isInterested, takesLateNo, takesReplies } from '../rules.ts';
import { writeReply } from '../store/invitations.ts';
import * as views from '../views/peer.ts';
import * as pencil from '../views/pencil.ts';
import type { Own } from './guards.ts';

export async function seeDays(context: Context, own: Own): Promise<OpenForm | Say> {
  if (own.callOut.kind === 'pencil') return say(pencil.noDaysYet(own.callOut));
  if (!takesReplies(own.callOut, context.now)) return say(closed(own));
  return open(views.replyForm(own.callOut, own.invitation));
}

const closed = ({ callOut }: Own) =>
  callOut.kind === 'pencil' ? pencil.closedPencil(callOut) : views.closedForReplies(callOut);

/** A20: “I’d be interested”: it is no yes, and places nobody on the project. */
export async function beKeen(context: Context, own: Own): Promise<Say | Update> {
  const { callOut } = own;
  return callOut.kind === 'pencil' ? takeReply(context, own, 'keen', []) : say(views.askedAboutDays(callOut));
}

export async function reply(
  context: Context,
  own: Own,
  { values }: { values: { interest: 'yes' | 'maybe'; days: string[] } },
): Promise<Say | Update | Invalid> {
  if (own.callOut.kind === 'pencil') return say(pencil.noDaysYet(own.callOut));
  const known = own.callOut.project.days.map(({ day }) => day);
  const days = known.filter((day) => values.days.includes(day));
  if (days.length === 0) return invalid({ days: views.chooseDays });
  return takeReply(context, own, values.interest, days);
}

/** The same in one press, for all of the days that stood on the card. */
export async function sayYes(
  context: Context,
  own: Own,
  { days }: { days: readonly string[] },
): Promise<Say | Update> {
  const { callOut, invitation } = own;
  if (callOut.kind === 'pencil') return say(pencil.noDaysYet(callOut));
  if (!takesReplies(callOut, context.now)) return say(closed(own));
  const known = callOut.project.days.map(({ day }) => day);
  if (known.join() !== days.join()) return say(message(views.callOutCard(callOut, invitation)));
  return takeReply(context, own, 'yes', known);
}

export async function decline(context: Context, own: Own): Promise<Say | Update> {
  const counted = isInterested(own.invitation.reply) ? await readCounted(context, own) : undefined;
  const isAsked = counted === 'put-forward' || (counted !== undefined && mayStillSayNo(context, own));
  return isAsked ? say(views.confirmCannotCome(own.callOut, own.invitation.id)) : sayNo(context, own);
}

const readCounted = (context: Context, { callOut, invitation }: Own) =>
  readCountedOn(context, callOut.projectId, invitation.peerId);

/** Whoever is counted on may say so at any time: a late no is of more use to a project manager than a silence. */
function mayStillSayNo({ now }: Context, { counted, invitation }: Own): boolean {
  const today = localDate(now, counted.project.manager.timeZone);
  return isInterested(invitation.reply) && !takesReplies(counted, now) && takesLateNo(counted, today);
}

export const cannotCome = (context: Context, own: Own): Promise<Say | Update> => sayNo(context, own);

async function sayNo(context: Context, own: Own): Promise<Say | Update> {
  if (!mayStillSayNo(context, own)) return takeReply(context, own, 'no', []);
  const { counted: callOut } = own;
  await writeReply(context.tx, own.invitation, 'no');
  const asked = askedBy(callOut, { ...own.invitation, reply: 'no', days: [], notedBy: null });
  // Of whoever was put forward the project's own news tells; nobody counts on whoever was off it already.
  if ((await noteNo(context, callOut.projectId, own.invitation.peerId)) === 'gone')
    tell(context, cannotComeNews, asked, context.now.toISOString());
  await showProgress(context, callOut);
  const as = takesReplies(asked.callOut, context.now) ? {} : { as: views.toldCannotCome(callOut) };
  return update(show(context, invitationCard, asked, as));
}

async function takeReply(
  context: Context,
  own: Own,
  answer: Answer,
  days: readonly string[],
): Promise<Say | Update> {
  const { tx, now } = context;
  const { callOut, invitation } = own;
  if (!takesReplies(callOut, now)) return say(closed(own));
  await writeReply(tx, invitation, answer);
  if (isInterested(answer))
    await noteInterest(context, {
      projectId: callOut.projectId,
      peer: invitation.peerId,
      interest: answer,
      days,
    });
  else if (isInterested(invitation.reply)) await noteNo(context, callOut.projectId, invitation.peerId);
  await untell(context, reminder, [invitation.id]);
  const answered = { reply: answer, days: [...days], undelivered: false, notedBy: null };
  const asked = askedBy(own.counted, { ...invitation, ...answered });
  // The card of a call-out that has closed is read no more: whoever was asked by hand rings.
  if (own.counted.state === 'closed') tell(context, answeredByHand, asked, now.toISOString());
  await showProgress(context, own.counted);
  return update(show(context, invitationCard, asked));
}
