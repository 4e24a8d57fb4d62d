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
import { belongsTo } from '../../../directory/participant-kinds.ts';
import { type Profile, readMembersOf, readProfile } from '../../../directory/profile.ts';
import { findTimesThatSuit, openBacklog, takeUp } from '../../planning/operations.ts';
import { mayOrganise, notOrganiser } from '../../planning/rules/organisers.ts';
import { readTimes } from '../../planning/rules/times.ts';
import { readEventsWithBacklog } from '../../planning/store/feedback.ts';
import { organiserCard } from '../messages.ts';
import { closeVotes, placePlanned, showOrganiser, tellVote } from '../operations.ts';
import type { EventSubject, EventTimes } from '../routes.ts';
import { participantKindFor, visibilityOf } from '../rules/audience.ts';
import type { ForumEvent } from '../store/event.ts';
import * as events from '../store/event.ts';
import { deleteInvitations, invite, readOwnInvitations } from '../store/invitation.ts';
import { readStanding } from '../store/standing.ts';
import * as confirm from '../views/confirm.ts';
import { overCard } from '../views/event.ts';
import * as forms from '../views/forms.ts';
import { audit } from './audit.ts';
import type { Subject } from './guards.ts';

/** After which meetings this organiser may read what people want talked about. */
async function readableAfter({ tx, actor }: Context, profile: Profile): Promise<string[]> {
  const asked = await readEventsWithBacklog(tx);
  const kinds = await readOwnInvitations(
    tx,
    actor.member,
    asked.map(({ id }) => id),
  );
  const open = asked.filter(({ id, audience, organiserId }) => {
    const visibility = visibilityOf(audience, profile, kinds.get(id)?.participantKind ?? null);
    return visibility === 'in' || (visibility === 'ask' && organiserId === actor.member);
  });
  return open.map(({ id }) => id);
}

async function openWhat(
  context: Context,
  profile: Profile,
  event: ForumEvent | undefined,
): Promise<OpenForm> {
  const about = { after: await readableAfter(context, profile), event: event?.id };
  return open(forms.whatForm(event, await openBacklog(context, context.actor.member, about)));
}

export async function startEvent(context: Context): Promise<OpenForm | Say> {
  const { tx, actor } = context;
  if (!mayOrganise(actor)) return say(notOrganiser);
  return openWhat(context, await readProfile(tx, actor.member), undefined);
}

export async function changeWhat(
  context: Context,
  { before: event, profile }: Subject,
): Promise<OpenForm | Say> {
  return event?.state === 'draft' ? openWhat(context, profile, event) : say(confirm.sentBefore);
}

export async function saveWhat(
  context: Context,
  { before, profile }: Subject,
  { values }: { values: EventSubject },
): Promise<OpenForm | Say | Invalid> {
  const { tx, actor, now } = context;
  if (values.learning + values.social === 0) return invalid({ learning: confirm.someLength });
  if (!belongsTo(values.audience, profile))
    return invalid({
      audience: values.audience === 'peers' ? confirm.peersByPeers : confirm.managersByManagers,
    });
  if (before && before.state !== 'draft') return say(confirm.sentBefore);
  if (before) await events.rewriteWhat(tx, before.id, values);
  const id = before?.id ?? (await events.createEvent(tx, actor.member, values, now));
  const after = await readableAfter(context, profile);
  await takeUp(context, { after, event: id }, values.backlog);
  const event = await events.readEvent(tx, id);
  return event ? openWhen(context, event) : say(overCard);
}

/** The next form, with what the last times were and what usually works; the draft shows on its card meanwhile. */
async function openWhen(context: Context, event: ForumEvent): Promise<OpenForm> {
  await showOrganiser(context, event);
  const suits = await findTimesThatSuit(context, event.audience, event.organiser.timeZone);
  return open(forms.whenForm(event, suits));
}

export async function changeWhen(context: Context, event: ForumEvent): Promise<OpenForm | Say> {
  return event.state === 'draft' ? openWhen(context, event) : say(confirm.sentBefore);
}

export async function saveWhen(
  context: Context,
  event: ForumEvent,
  { values }: { values: EventTimes },
): Promise<None | Say | Invalid> {
  const { tx, now } = context;
  if (event.state !== 'draft') return say(confirm.sentBefore);
  const { places, ...typed } = values;
  const read = readTimes(typed, event.organiser.timeZone, now);
  if ('errors' in read) return invalid(read.errors);
  await events.rewriteWhen(tx, event.id, read.times, places ?? null);
  const draft = await events.readEvent(tx, event.id);
  if (draft) await showOrganiser(context, draft);
  return none;
}

export async function discard(context: Context, event: ForumEvent): Promise<Say | Update> {
  if (event.state !== 'draft') return say(confirm.sentBefore);
  const standing = await readStanding(context.tx, event);
  await events.deleteEvent(context.tx, event.id);
  await close(context, organiserCard, [{ event, standing }], confirm.discarded);
  return update(confirm.discarded);
}

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

export async function ask(context: Context, draft: ForumEvent): Promise<Say | Update> {
  const { tx, now } = context;
  if (draft.state !== 'draft') return update(await showOrganiser(context, draft));
  if (draft.times.length < 2 || draft.times.some(({ startsAt }) => startsAt <= now))
    return say(confirm.timePassed);
  if ((await inviteAudience(context, draft)) === 0) return update(await showOrganiser(context, draft));
  const event = await events.stepEvent(tx, draft, 'ask', { askedAt: now, nextAt: lastTime(draft) });
  if (!event) return say(confirm.sentBefore);
  await tellVote(context, event);
  await audit(context, 'forum.asked', event.id);
  return update(await showOrganiser(context, event));
}

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
