import { randomUUID } from 'node:crypto';
import { may, type Permission, stands } from '../../../bot/access.ts';
import type { Context, Work } from '../../../bot/feature.ts';
import { fieldErrors, missingField } from '../../../bot/fields.ts';
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
import { discreet } from '../../../chat/words.ts';
import { replaceCards, withdrawUnseen } from '../../../outbox/enqueue/cards.ts';
import { withdraw } from '../../../outbox/enqueue/withdraw.ts';
import { recordAudit } from '../../../store/audit.ts';
import { localDate } from '../../../time/hours.ts';
import { type Brief, brief } from '../routes.ts';
import { checkBrief, closingTime, halfTime, isInterested, mayTakeBack, nextState } from '../rules.ts';
import {
  type CallOut,
  createDraft,
  deleteDraft,
  lockCallOut,
  moveCallOut,
  readCallOut,
  readStanding,
  rewriteDraft,
} from '../store/call-outs.ts';
import { markHostNamed, readHost, sealHost } from '../store/host.ts';
import { invite, markUnasked, readInvitations } from '../store/invitations.ts';
import { countPool, readPool } from '../store/pool.ts';
import { briefForm } from '../views/brief.ts';
import * as hostViews from '../views/host.ts';
import * as views from '../views/manager.ts';
import * as messages from '../views/messages.ts';
import * as peerViews from '../views/peer.ts';

type Which = { callOut: string };

/** The manager's own call-out, locked. Somebody else's is not told from one that does not exist. */
export async function lockOwn(
  { tx, actor }: Context,
  id: string,
  what: Permission = 'call-out.run',
): Promise<CallOut | undefined> {
  const callOut = await lockCallOut(tx, id);
  const standing = stands('its project manager', callOut?.project.managerId === actor.member);
  return may(what, standing) ? callOut : undefined;
}

export const startBrief = (): OpenForm => open(briefForm(undefined, ''));

export async function changeBrief(context: Context, { callOut: id }: Which): Promise<OpenForm | Say> {
  const callOut = await lockOwn(context, id);
  if (!callOut) return say(peerViews.notYours);
  if (callOut.state !== 'draft') return say(views.sentBefore);
  return open(briefForm(callOut, (await readHost(context.tx, context.vault, callOut)) ?? ''));
}

type Typed = Readonly<Record<string, string | undefined>>;

/** All that is to be mended in one go: what a field holds, and what does not hold together. */
function readBrief(typed: Typed, today: string): { values: Brief } | { errors: Record<string, string> } {
  const read = brief.safeParse(typed, { error: missingField });
  const wrong = read.success ? {} : fieldErrors(read.error);
  const days = Object.fromEntries(Object.entries(typed).filter(([field]) => !(field in wrong)));
  const errors = { ...checkBrief(days, today), ...wrong };
  return read.success && Object.keys(errors).length === 0 ? { values: read.data } : { errors };
}

export async function saveBrief(
  context: Context,
  { state, values: typed }: { state: { callOut?: string | undefined }; values: Typed },
): Promise<None | Say | Invalid> {
  const { tx, actor, now, vault, enqueue } = context;
  const read = readBrief(typed, localDate(now, actor.timeZone));
  if ('errors' in read) return invalid(read.errors);
  const { values } = read;
  const closesAt = closingTime(values.replyBy, actor.timeZone);
  const before = state.callOut ? await lockOwn(context, state.callOut) : undefined;
  if (state.callOut && before?.state !== 'draft') return say(before ? views.sentBefore : peerViews.notYours);
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
  if (draft)
    enqueue(messages.callOutMessage(draft, views.draftCard(draft, await countPool(tx, actor.member, now))));
  return none;
}

export async function discard(context: Context, { callOut: id }: Which): Promise<Say | Update> {
  const callOut = await lockOwn(context, id);
  if (!callOut) return say(peerViews.notYours);
  if (callOut.state !== 'draft') return say(views.sentBefore);
  await deleteDraft(context.tx, callOut);
  context.enqueue(messages.callOutMessage(callOut, views.discarded));
  return update(views.discarded);
}

export async function send(context: Context, { callOut: id }: Which): Promise<Say | Update> {
  const { tx, actor, now, enqueue } = context;
  const draft = await lockOwn(context, id);
  if (!draft) return say(peerViews.notYours);
  const to = nextState(draft.state, 'send');
  if (!to) return showProgress(context, draft);
  if (now >= draft.closesAt) return say(views.replyByHasPassed);
  const pool = await readPool(tx, actor.member, now);
  if (pool.length === 0) return showDraft(context, draft);
  await moveCallOut(tx, id, draft.state, to, {
    openedAt: now,
    remindAt: halfTime(now, draft.closesAt),
  });
  const callOut = { ...draft, state: to, openedAt: now };
  for (const invitation of await invite(tx, id, pool)) {
    enqueue(messages.invitationMessage(callOut, invitation, peerViews.callOutCard(callOut, invitation.id)));
  }
  await recordAudit(tx, { at: now, actor: actor.member, action: 'call-out.sent', record: `call-out:${id}` });
  return showProgress(context, callOut);
}

async function showDraft({ tx, actor, now, enqueue }: Context, callOut: CallOut): Promise<Update> {
  const draft = messages.callOutMessage(
    callOut,
    views.draftCard(callOut, await countPool(tx, actor.member, now)),
  );
  enqueue(draft);
  return update(draft.message);
}

/** The living card, for the one who pressed and for where it stands. The call-out is locked. */
async function showProgress({ tx, now, enqueue }: Work, callOut: CallOut): Promise<Update> {
  const draft = messages.progressMessage(callOut, await readStanding(tx, callOut), now);
  enqueue(draft);
  return update(draft.message);
}

/** Sent by mistake: what nobody has seen is withdrawn, what was read is answered. */
export async function takeBack(context: Context, { callOut: id }: Which): Promise<Say | Update> {
  const { tx, actor, now } = context;
  const before = await lockOwn(context, id);
  if (!before) return say(peerViews.notYours);
  const to = nextState(before.state, 'take-back');
  if (!to || !mayTakeBack(before.openedAt, now)) return say(views.tooLateToTakeBack);
  await moveCallOut(tx, id, before.state, to, { closedAt: now });
  const callOut = { ...before, state: to };
  const words = discreet(peerViews.closedForReplies(callOut));
  await replaceCards(
    context,
    (await readInvitations(tx, id)).flatMap((one) => [
      messages.invitationMessage(callOut, one, words),
      messages.hostMessage(one, hostViews.hostNotNeeded),
    ]),
  );
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: 'call-out.taken-back',
    record: `call-out:${id}`,
  });
  return showProgress(context, callOut);
}

export async function closeNow(context: Context, { callOut: id }: Which): Promise<Say | Update> {
  const callOut = await lockOwn(context, id);
  if (!callOut) return say(peerViews.notYours);
  const closed = await close(context, callOut);
  return closed ? update(closed) : showProgress(context, callOut);
}

/** Closes a locked call-out and sends the summary; `undefined` when it was not open. */
export async function close(work: Work, callOut: CallOut) {
  const { tx, now, enqueue } = work;
  const to = nextState(callOut.state, 'close');
  if (!to || !(await moveCallOut(tx, callOut.id, callOut.state, to, { closedAt: now }))) return undefined;
  const closed = { ...callOut, state: to };
  const silent = (await readInvitations(tx, callOut.id)).filter(({ reply }) => reply === null);
  await withdraw(
    tx,
    silent.map(({ id }) => messages.reminderKey(id)),
  );
  const slots = silent.map(({ id }) => messages.invitationSlot(id));
  const unseen = await withdrawUnseen(tx, slots);
  await markUnasked(
    tx,
    silent.flatMap(({ id }) => (unseen.has(messages.invitationSlot(id)) ? id : [])),
  );
  enqueue(messages.summaryMessage(closed, views.summaryCard(closed, await readStanding(tx, closed))));
  return (await showProgress(work, closed)).message;
}

export async function askToNameHost(context: Context, { callOut: id }: Which): Promise<Say> {
  const callOut = await lockOwn(context, id);
  if (!callOut) return say(peerViews.notYours);
  if (callOut.project.hostNamedAt) return say(views.hostNamedBefore);
  const interested = (await readInvitations(context.tx, id)).filter(({ reply }) => isInterested(reply));
  return say(views.confirmHost(callOut, interested.length));
}

export async function nameHost(context: Context, { callOut: id }: Which): Promise<Say | Update> {
  const { tx, actor, now, enqueue } = context;
  const before = await lockOwn(context, id);
  if (!before) return say(peerViews.notYours);
  if (!(await markHostNamed(tx, before.projectId, now))) return update(views.hostNamedBefore);
  const callOut = { ...before, project: { ...before.project, hostNamedAt: now } };
  const interested = (await readInvitations(tx, id)).filter(({ reply }) => isInterested(reply));
  for (const invitation of interested)
    enqueue(messages.hostMessage(invitation, hostViews.hostCard(callOut, invitation.id)));
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: 'host.named',
    record: `project:${callOut.projectId}`,
  });
  await showProgress(context, callOut);
  return update(views.hostNamed(interested.length));
}
