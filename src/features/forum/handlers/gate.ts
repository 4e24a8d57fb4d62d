import { may, type Permission, stands } from '../../../bot/access.ts';
import type { Context } from '../../../bot/feature.ts';
import { list, unlist } from '../../../bot/messages/say.ts';
import { mayUse } from '../../../bot/permissions.ts';
import { message } from '../../../chat/message.ts';
import { type Say, say } from '../../../chat/reply.ts';
import type { Actor } from '../../../directory/actor.ts';
import { readProfile } from '../../../directory/profile.ts';
import { eventCard, plannedCard, voteCard } from '../messages.ts';
import { ORGANISERS } from '../routes.ts';
import { belongsTo, type Visibility, visibilityOf } from '../rules/audience.ts';
import { type ForumEvent, lockEvent } from '../store/event.ts';
import { type Invitation, invite, readInvitation } from '../store/invitation.ts';
import { notOrganiser } from '../views/confirm.ts';
import { overCard } from '../views/event.ts';
import { participantKindCard } from '../views/vote.ts';
import { notYours } from '../views/words.ts';

export const mayOrganise = (actor: Actor): boolean => ORGANISERS.some((role) => mayUse(actor, role));

/** Runs for the one who set the event up, as long as they may: it is locked, and everybody else learns nothing of it. */
export async function asOrganiser<R>(
  context: Context,
  id: string,
  run: (event: ForumEvent) => Promise<R> | R,
  what: Permission = 'event.run',
): Promise<R | Say> {
  const { tx, actor } = context;
  if (!mayOrganise(actor)) return say(notOrganiser);
  const event = await lockEvent(tx, id);
  const isTheirs = stands('its organiser', event?.organiserId === actor.member);
  if (!event || !may(what, isTheirs, event.state)) return say(notYours);
  if (!belongsTo(event.audience, await readProfile(tx, actor.member))) return say(notYours);
  return run(event);
}

/**
 * Runs for somebody whom the event is for, judged by their profile of this moment: it is locked. Whoever it is not for
 * is answered as if there were none; who is both says first in which role they come. Who joined later is invited now.
 */
export async function asInvited<R>(
  context: Context,
  id: string,
  run: (event: ForumEvent, invitation: Invitation) => Promise<R> | R,
): Promise<R | Say> {
  const { tx, actor } = context;
  const event = await lockEvent(tx, id);
  if (!event) return say(notYours);
  const profile = await readProfile(tx, actor.member);
  const before = await readInvitation(tx, id, actor.member);
  const visibility = visibilityOf(event.audience, profile, before?.participantKind ?? null);
  if (!may('event.join', stands('in its audience', visibility !== 'out'), event.state)) return say(notYours);
  const invitation = before ?? (await inviteNow(context, event, visibility));
  if (!invitation) return say(overCard);
  return visibility === 'ask' ? say(message(participantKindCard(event))) : run(event, invitation);
}

/** What stood on their home as planned is theirs to answer from now on. */
export async function inviteNow(
  context: Context,
  event: ForumEvent,
  visibility: Visibility,
): Promise<Invitation | undefined> {
  const { tx, actor } = context;
  if (event.state !== 'asking' && event.state !== 'announced') return undefined;
  await invite(tx, event.id, [actor.member]);
  const invitation = await readInvitation(tx, event.id, actor.member);
  if (!invitation) return undefined;
  const invited = { event, invitation, visibility, ahead: 0 };
  unlist(context, plannedCard, [invited]);
  list(context, event.state === 'asking' ? voteCard : eventCard, [invited]);
  return invitation;
}
