import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Context } from '../../../bot/feature.ts';
import { fieldErrors, missingField } from '../../../bot/fields.ts';
import { close, showAll } from '../../../bot/messages/say.ts';
import {
  type Invalid,
  invalid,
  type None,
  none,
  type OpenForm,
  open,
  type Say,
  say,
  type Update,
  update,
} from '../../../chat/reply.ts';
import { readSkills, writtenSkills } from '../../../directory/skills.ts';
import { recordAudit } from '../../../store/audit.ts';
import { localDate } from '../../../time/hours.ts';
import { endOfDay, firstDay, isOver } from '../../placements/rules/project.ts';
import { readHost, sealHost } from '../../placements/store/host.ts';
import { takeBackProject } from '../../projects/operations/ending.ts';
import { callOutCard, invitationCard } from '../messages.ts';
import {
  askedBy,
  closeCallOut,
  extendCallOut,
  readCaller,
  readProgressOf,
  showDraft,
  showProgress,
} from '../operations/call-outs.ts';
import { backToPencil } from '../operations/pencil.ts';
import { type Brief, brief, type saveBrief as saveBriefRoute } from '../routes.ts';
import { checkBrief, checkReplyBy, checkWhen, halfTime, mayFix, mayTakeBack, nextState } from '../rules.ts';
import {
  type CallOut,
  createDraft,
  deleteDraft,
  moveCallOut,
  readCallOut,
  rewriteDraft,
} from '../store/call-outs.ts';
import { invitePool, readInvitations } from '../store/invitations.ts';
import { forgetNamed } from '../store/whom.ts';
import { briefForm } from '../views/brief.ts';
import { extended, extendForm, notExtended } from '../views/extend.ts';
import * as views from '../views/manager.ts';
import * as peerViews from '../views/peer.ts';
import * as pencilViews from '../views/pencil.ts';

export const startBrief = async ({ tx }: Context): Promise<OpenForm> =>
  open(briefForm(undefined, '', await readSkills(tx)));

export async function changeBrief(context: Context, callOut: CallOut): Promise<OpenForm | Say> {
  if (callOut.state !== 'draft') return say(views.sentBefore);
  const host = (await readHost(context.tx, context.vault, callOut.project)) ?? '';
  return open(briefForm(callOut, host, await readSkills(context.tx)));
}

type BriefForm = z.output<typeof saveBriefRoute.input>;
type Typed = Readonly<Record<string, string | undefined>>;

/** All that is to be mended in one go: what a field holds, and what does not hold together. */
function readBrief(typed: Typed, today: string): { values: Brief } | { errors: Record<string, string> } {
  const read = brief.safeParse(typed, { error: missingField });
  const wrong = read.success ? {} : fieldErrors(read.error);
  const days = Object.fromEntries(Object.entries(typed).filter(([field]) => !(field in wrong)));
  const errors = { ...checkWhen(days), ...checkBrief(days, today), ...wrong };
  return read.success && Object.keys(errors).length === 0 ? { values: read.data } : { errors };
}

/** As they stand in the vocabulary; nothing is read where nothing is said. */
async function nameSkills(
  tx: Context['tx'],
  listed: readonly string[],
  typed = '',
): Promise<string | undefined> {
  if (listed.length === 0 && typed === '') return undefined;
  return writtenSkills(await readSkills(tx), listed, typed) || undefined;
}

export async function saveBrief(
  context: Context,
  { before }: { before: CallOut | undefined },
  { values: { listed, ...typed } }: { values: BriefForm },
): Promise<None | Say | Invalid> {
  const { tx, actor, now, vault } = context;
  const skills = await nameSkills(tx, listed, typed.skills);
  const read = readBrief({ ...typed, skills }, localDate(now, actor.timeZone));
  if ('errors' in read) return invalid(read.errors);
  const { values } = read;
  const closesAt = endOfDay(values.replyBy, actor.timeZone);
  if (before && before.state !== 'draft') return say(views.sentBefore);
  const project = before?.projectId ?? randomUUID();
  const hostSealed = await sealHost(tx, vault, project, actor.member, values.host);
  if (before) await rewriteDraft(tx, before, values, hostSealed, closesAt);
  const id = before?.id ?? randomUUID();
  if (!before)
    await createDraft(tx, { project, callOut: id, manager: actor.member }, values, hostSealed, {
      now,
      closesAt,
    });
  const draft = await readCallOut(tx, id);
  if (draft) await showDraft(context, draft, actor.member);
  return none;
}

export async function discard(context: Context, callOut: CallOut): Promise<Say | Update> {
  if (callOut.state !== 'draft') return say(views.sentBefore);
  const run = await readProgressOf(context, callOut);
  await deleteDraft(context.tx, callOut);
  await close(context, callOutCard, [run], views.discarded);
  return update(views.discarded);
}

export async function send(context: Context, draft: CallOut): Promise<Say | Update> {
  const { tx, actor, now } = context;
  const to = nextState(draft.state, 'send');
  if (!to) return update(await showProgress(context, draft, actor.member));
  if (isOver(draft.project.state)) return say(notExtended);
  if (now >= draft.closesAt) return say(views.replyByHasPassed);
  const invited = await invitePool(tx, draft.id, await readCaller(context, draft.project), now);
  if (invited.length === 0) return update(await showDraft(context, draft, actor.member));
  if (draft.whom === 'named') await forgetNamed(tx, draft.id);
  const isPencil = draft.kind === 'pencil';
  await moveCallOut(tx, draft.id, draft.state, to, {
    openedAt: now,
    // A heads-up is not reminded of.
    ...(!isPencil && { remindAt: halfTime(now, draft.closesAt) }),
  });
  const project = { ...draft.project, noticeFrom: now.toISOString() };
  const callOut = { ...draft, state: to, openedAt: now, project };
  showAll(
    context,
    invitationCard,
    invited.map((invitation) => askedBy(callOut, invitation)),
  );
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: isPencil ? 'pencil.sent' : 'call-out.sent',
    record: `call-out:${draft.id}`,
  });
  return update(await showProgress(context, callOut, actor.member));
}

/** Sent by mistake: what nobody has seen is withdrawn, what was read is answered. */
export async function takeBack(context: Context, before: CallOut): Promise<Say | Update> {
  const { tx, actor, now } = context;
  const to = nextState(before.state, 'take-back');
  if (!to || !mayTakeBack(before.openedAt, now)) return say(views.tooLateToTakeBack);
  await moveCallOut(tx, before.id, before.state, to, { closedAt: now });
  const callOut = { ...before, state: to };
  const asked = (await readInvitations(tx, before.id)).map((invitation) => askedBy(callOut, invitation));
  const isPencil = before.kind === 'pencil';
  await close(context, invitationCard, asked, isPencil ? pencilViews.takenBackCard : peerViews.takenBackCard);
  if (isPencil || !(await backToPencil(context, callOut.project)))
    await takeBackProject(context, callOut.project);
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: isPencil ? 'pencil.taken-back' : 'call-out.taken-back',
    record: `call-out:${before.id}`,
  });
  return update(await showProgress(context, callOut, actor.member));
}

export async function closeNow(context: Context, callOut: CallOut): Promise<Say | Update> {
  const { member } = context.actor;
  return update(
    (await closeCallOut(context, callOut, member)) ?? (await showProgress(context, callOut, member)),
  );
}

export function openExtend({ now }: Context, callOut: CallOut): OpenForm | Say {
  return mayExtend(callOut, now) ? open(extendForm(callOut)) : say(notExtended);
}

/** Until its project begins; a pencil until its dates are fixed. */
const mayExtend = (callOut: CallOut, now: Date): boolean =>
  nextState(callOut.state, 'extend') !== undefined &&
  !isOver(callOut.project.state) &&
  (mayFix(callOut) || firstDay(callOut.project) > localDate(now, callOut.project.manager.timeZone));

export async function extend(
  context: Context,
  callOut: CallOut,
  { values }: { values: { replyBy: string } },
): Promise<Say | Invalid> {
  if (!mayExtend(callOut, context.now)) return say(notExtended);
  const problem = checkReplyBy(values.replyBy, callOut, localDate(context.now, context.actor.timeZone));
  if (problem) return invalid({ replyBy: problem });
  const { extended: later, silent } = await extendCallOut(context, callOut, values.replyBy);
  return say(extended(later, silent));
}
