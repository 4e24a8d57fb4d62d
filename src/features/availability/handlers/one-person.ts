import type { Context } from '../../../bot/feature.ts';
import { findSeen, show, untell } from '../../../bot/messages/say.ts';
import { type Invalid, invalid, type OpenForm, open, type Say, say } from '../../../chat/reply.ts';
import { recordAudit } from '../../../store/audit.ts';
import { localDate } from '../../../time/hours.ts';
import { isDeputy } from '../../placements/rules/deputy.ts';
import { lastDay } from '../../placements/rules/project.ts';
import { readAddable } from '../../pool/store/callable.ts';
import { noteInterest, noteNo, readCountedOn } from '../../projects/operations/interest.ts';
import { invitationCard, reminder } from '../messages.ts';
import { askedBy, readCaller, showProgress } from '../operations/call-outs.ts';
import type { ONE_ACTS } from '../routes.ts';
import { isInterested, isOneWindow, noAgain, takesOne, takesReplies } from '../rules.ts';
import type { CallOut } from '../store/call-outs.ts';
import * as store from '../store/invitations.ts';
import * as views from '../views/one-person.ts';

const todayOf = ({ now }: Pick<Context, 'now'>, { project }: CallOut) =>
  localDate(now, project.manager.timeZone);

export const openOne = (context: Context, callOut: CallOut): OpenForm | Say =>
  takesOne(callOut, todayOf(context, callOut)) ? open(views.oneForm(callOut)) : say(views.noOne);

interface Values {
  who: string;
  what: (typeof ONE_ACTS)[number];
  days: readonly string[];
  until?: string | undefined;
}

export async function one(
  context: Context,
  callOut: CallOut,
  { values }: { values: Values },
): Promise<Say | Invalid> {
  if (!takesOne(callOut, todayOf(context, callOut))) return say(views.noOne);
  const problem = await problemWith(context, callOut, values);
  if (problem) return invalid({ who: problem });
  const before = await store.readInvitationOf(context.tx, callOut.id, values.who);
  if (values.what === 'ask')
    return before ? invalid({ who: views.stands(before) }) : ask(context, callOut, values);
  if (values.what !== 'again') return note(context, callOut, before, { ...values, what: values.what });
  return before ? sendAgain(context, callOut, before) : invalid({ who: views.notAsked });
}

/** Whoever is in the pool alone, and never whoever runs it or is from the host; on a break nobody is asked. */
export async function problemWith(
  context: Context,
  { project }: CallOut,
  { who, what }: Pick<Values, 'who' | 'what'>,
): Promise<string | undefined> {
  if (who === project.managerId || isDeputy(project, who)) return views.runsIt;
  const { hostKey } = await readCaller(context, project);
  const stands = await readAddable(context.tx, who, hostKey, context.now);
  const isAsked = what === 'ask' || what === 'again';
  if (!stands?.isInPool || (isAsked && stands.isPaused)) return views.notInPool;
  return stands.isOfHost ? views.ofTheHost : undefined;
}

async function ask(context: Context, callOut: CallOut, { who, until }: Values): Promise<Say | Invalid> {
  const { tx, now } = context;
  const isOpen = takesReplies(callOut, now);
  if (!isOpen && until === undefined) return invalid({ until: views.sayUntil });
  const isGood = until === undefined || isOneWindow(until, callOut.project, todayOf(context, callOut));
  if (!isGood) return invalid({ until: views.untilWithin });
  const invitation = await store.inviteOne(tx, callOut.id, who, until ?? null);
  const asked = askedBy(callOut, invitation);
  show(context, invitationCard, asked);
  await finish(context, callOut, invitation, 'call-out.one-asked');
  return say(views.askedOne(asked));
}

/** It takes the place of their one reminder: silence is never chased twice. */
async function sendAgain(
  context: Context,
  callOut: CallOut,
  before: store.Invitation,
): Promise<Say | Invalid> {
  const refused = noAgain(before, callOut.remindedAt);
  if (refused)
    return invalid({ who: refused === 'answered' ? views.stands(before) : views.notAgain[refused] });
  const asked = askedBy(callOut, before);
  if (!takesReplies(asked.callOut, context.now)) return invalid({ what: views.closedForOne });
  const seen = await findSeen(context, invitationCard, [asked]);
  if (!before.undelivered && !seen.has(before.id)) return invalid({ who: views.onItsWay });
  await untell(context, reminder, [before.id]);
  const invitation = await store.markSentAgain(context.tx, before);
  show(context, invitationCard, askedBy(callOut, invitation));
  await finish(context, callOut, invitation, 'call-out.sent-again');
  return say(views.sentAgain(invitation));
}

/** What somebody told whoever runs it. Nobody’s own answer is written over, and no word about the host is theirs to note. */
async function note(
  context: Context,
  callOut: CallOut,
  before: store.Invitation | undefined,
  { who, what: reply, days: ticked }: Values & { what: 'yes' | 'maybe' | 'no' },
): Promise<Say | Invalid> {
  const { tx, actor } = context;
  const { projectId, project } = callOut;
  if (before && before.reply !== null && before.notedBy === null)
    return invalid({ who: views.answeredThemselves(before) });
  if ((await readCountedOn(context, projectId, who)) === 'put-forward')
    return invalid({ who: views.putForwardByNow });
  const days = project.days.map(({ day }) => day).filter((day) => ticked.includes(day));
  if (reply !== 'no' && days.length === 0) return invalid({ days: views.whichDays });
  const { id } = before ?? (await store.inviteOne(tx, callOut.id, who, null));
  await untell(context, reminder, [id]);
  await store.noteReply(tx, id, { reply, by: actor.member, until: lastDay(project) });
  if (reply !== 'no') await noteInterest(context, { projectId, peer: who, interest: reply, days });
  else if (isInterested(before?.reply ?? null)) await noteNo(context, projectId, who);
  const noted = await store.readInvitation(tx, id);
  if (!noted) throw new Error(`Expected the invitation ${id}, which this transaction has written.`);
  show(context, invitationCard, askedBy(callOut, noted));
  await finish(context, callOut, noted, 'call-out.noted');
  return say(views.noted(callOut, noted));
}

/** Its card counts them, and what was done is written down for both. */
async function finish(
  context: Context,
  callOut: CallOut,
  { peerId }: store.Invitation,
  action: string,
): Promise<void> {
  const { tx, now, actor } = context;
  await showProgress(context, callOut);
  const record = `call-out:${callOut.id}`;
  await recordAudit(tx, { at: now, actor: actor.member, action, record, about: [peerId] });
}
