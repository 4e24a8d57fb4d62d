import type { Context, Work } from '../../../bot/feature.ts';
import { close } from '../../../bot/messages/say.ts';
import { mayUndo } from '../../../bot/undo.ts';
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
import { readMembersOf, readProfile } from '../../../directory/profile.ts';
import { recordAudit } from '../../../store/audit.ts';
import { organiserCard } from '../messages.ts';
import { closeVotes, placePlanned, showOrganiser, tellVote } from '../operations.ts';
import type { EventSubject, EventTimes } from '../routes.ts';
import { belongsTo, historyOf, participantKindFor, visibilityOf } from '../rules/audience.ts';
import { daypartOf, readTimes } from '../rules/times.ts';
import type { ForumEvent } from '../store/event.ts';
import * as events from '../store/event.ts';
import { countUsual } from '../store/history.ts';
import { deleteInvitations, invite, readOwnInvitations } from '../store/invitation.ts';
import * as sealed from '../store/private.ts';
import { readStanding } from '../store/standing.ts';
import * as confirm from '../views/confirm.ts';
import { overCard } from '../views/event.ts';
import * as forms from '../views/forms.ts';
import { asOrganiser, mayOrganise } from './gate.ts';

type Which = { event: string };

/** What people asked for, as far as this organiser may see the events that they asked it of. */
async function readBacklog(context: Context, event: string | undefined): Promise<sealed.BacklogItem[]> {
  const { tx, actor, vault, now } = context;
  const profile = await readProfile(tx, actor.member);
  const asked = await sealed.readEventsWithBacklog(tx);
  const kinds = await readOwnInvitations(
    tx,
    actor.member,
    asked.map(({ id }) => id),
  );
  const open = asked.filter(({ id, audience, organiserId }) => {
    const visibility = visibilityOf(audience, profile, kinds.get(id)?.participantKind ?? null);
    return visibility === 'in' || (visibility === 'ask' && organiserId === actor.member);
  });
  const ids = open.map(({ id }) => id);
  return sealed.readBacklog(tx, vault, ids, event, now);
}

/** The same, for a form that shows it: that it was opened is for those who wrote it to see. */
async function openBacklog(context: Context, event: string | undefined): Promise<sealed.BacklogItem[]> {
  const backlog = await readBacklog(context, event);
  const about = [...new Set(backlog.map(({ writer }) => writer))];
  const entry = { at: context.now, actor: context.actor.member, action: 'forum.wishes-read' };
  if (about.length > 0) await recordAudit(context.tx, { ...entry, record: 'forum', about, private: true });
  return backlog;
}

export async function startEvent(context: Context): Promise<OpenForm | Say> {
  if (!mayOrganise(context.actor)) return say(confirm.notOrganiser);
  return open(forms.whatForm(undefined, await openBacklog(context, undefined), []));
}

export const changeWhat = (context: Context, { event: id }: Which): Promise<OpenForm | Say> =>
  asOrganiser(context, id, async (event) => {
    if (event.state !== 'draft') return say(confirm.sentBefore);
    const takenUp = await sealed.readTakenUp(context.tx, id);
    return open(forms.whatForm(event, await openBacklog(context, id), takenUp));
  });

export async function saveWhat(
  context: Context,
  { state, values }: { state: { event?: string | undefined }; values: EventSubject },
): Promise<OpenForm | Say | Invalid> {
  const { tx, actor, now } = context;
  if (!mayOrganise(actor)) return say(confirm.notOrganiser);
  if (values.learning + values.social === 0) return invalid({ learning: confirm.someLength });
  if (!belongsTo(values.audience, await readProfile(tx, actor.member)))
    return invalid({
      audience: values.audience === 'peers' ? confirm.peersByPeers : confirm.managersByManagers,
    });
  const save = async (id: string): Promise<OpenForm | Say> => {
    const backlog = await readBacklog(context, id);
    await sealed.takeUp(
      tx,
      id,
      backlog.map((item) => item.id),
      values.backlog,
    );
    return openWhen(context, id);
  };
  if (state.event === undefined) return save(await events.createEvent(tx, actor.member, values, now));
  return asOrganiser(context, state.event, async (event) => {
    if (event.state !== 'draft') return say(confirm.sentBefore);
    await events.rewriteWhat(tx, event.id, values);
    return save(event.id);
  });
}

/** The next form, with what the last times were and what usually works; the draft shows on its card meanwhile. */
async function openWhen(context: Context, id: string): Promise<OpenForm | Say> {
  const { tx } = context;
  const event = await events.lockEvent(tx, id);
  if (!event) return say(overCard);
  await showOrganiser(context, event);
  const lately = await events.readLastTimes(tx, historyOf(event.audience));
  const usual = await countUsual(tx, await readMembersOf(tx, event.audience));
  const zone = event.organiser.timeZone;
  return open(
    forms.whenForm(
      event,
      lately.map((at) => daypartOf(at, zone)),
      usual,
    ),
  );
}

export const changeWhen = (context: Context, { event: id }: Which): Promise<OpenForm | Say> =>
  asOrganiser(context, id, (event) =>
    event.state === 'draft' ? openWhen(context, id) : say(confirm.sentBefore),
  );

export const saveWhen = (
  context: Context,
  { state, values }: { state: Which; values: EventTimes },
): Promise<None | Say | Invalid> =>
  asOrganiser(context, state.event, async (event): Promise<None | Say | Invalid> => {
    const { tx, now } = context;
    if (event.state !== 'draft') return say(confirm.sentBefore);
    const { places, ...typed } = values;
    const read = readTimes(typed, event.organiser.timeZone, now);
    if ('errors' in read) return invalid(read.errors);
    await events.rewriteWhen(tx, event.id, read.times, places ?? null);
    const draft = await events.readEvent(tx, event.id);
    if (draft) await showOrganiser(context, draft);
    return none;
  });

export const discard = (context: Context, { event: id }: Which): Promise<Say | Update> =>
  asOrganiser(context, id, async (event) => {
    if (event.state !== 'draft') return say(confirm.sentBefore);
    const standing = await readStanding(context.tx, event);
    await events.deleteEvent(context.tx, id);
    await close(context, organiserCard, [{ event, standing }], confirm.discarded);
    return update(confirm.discarded);
  });

/** Everybody of the audience; the organiser comes as what they set it up as. */
export async function inviteAudience({ tx }: Work, event: ForumEvent): Promise<number> {
  const members = await readMembersOf(tx, event.audience);
  const kinds =
    event.audience === 'everyone' ? [] : [[event.organiserId, participantKindFor(event.audience)] as const];
  await invite(tx, event.id, members, new Map(kinds));
  return members.length;
}

/** When an unanswered vote has no time left to choose. */
export const lastTime = (event: ForumEvent): Date | null => event.times.at(-1)?.startsAt ?? null;

export const ask = (context: Context, { event: id }: Which): Promise<Say | Update> =>
  asOrganiser(context, id, async (draft) => {
    const { tx, actor, now } = context;
    if (draft.state !== 'draft') return update(await showOrganiser(context, draft));
    if (draft.times.length < 2 || draft.times.some(({ startsAt }) => startsAt <= now))
      return say(confirm.timePassed);
    if ((await inviteAudience(context, draft)) === 0) return update(await showOrganiser(context, draft));
    const event = await events.stepEvent(tx, draft, 'ask', { askedAt: now, nextAt: lastTime(draft) });
    if (!event) return say(confirm.sentBefore);
    await tellVote(context, event);
    await recordAudit(tx, {
      at: now,
      actor: actor.member,
      action: 'forum.asked',
      record: `forum-event:${id}`,
    });
    return update(await showOrganiser(context, event));
  });

/** A vote that was sent by mistake is a draft again; what was seen of it says so. */
export async function takeBackVote(context: Context, asked: ForumEvent): Promise<Say | Update> {
  const { tx, now } = context;
  if (!mayUndo(asked.askedAt, now)) return say(confirm.tooLate);
  const draft = await events.stepEvent(tx, asked, 'take-back', { askedAt: null, nextAt: null });
  if (!draft) return say(confirm.tooLate);
  await closeVotes(context, draft);
  await placePlanned(context, draft);
  await deleteInvitations(tx, draft.id);
  return update(await showOrganiser(context, draft));
}
