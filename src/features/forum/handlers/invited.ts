import type { Context } from '../../../bot/feature.ts';
import { list, unlist } from '../../../bot/messages/say.ts';
import { message } from '../../../chat/message.ts';
import { type Say, say } from '../../../chat/reply.ts';
import { eventCard, plannedCard, voteCard } from '../messages.ts';
import type { Visibility } from '../rules/audience.ts';
import type { ForumEvent } from '../store/event.ts';
import { type Invitation, invite, readInvitation } from '../store/invitation.ts';
import { overCard } from '../views/event.ts';
import { participantKindCard } from '../views/vote.ts';
import { type Reader, visibilityTo } from './guards.ts';

/** An event and their own invitation to it. */
export interface Own {
  event: ForumEvent;
  invitation: Invitation;
}

/** What everybody does first: who is both says in which role they come, and who joined later is invited now. */
export const asInvited =
  <In, R>(handle: (context: Context, own: Own, input: In) => Promise<R> | R) =>
  async (context: Context, reader: Reader, input: In): Promise<R | Say> => {
    const { event, before } = reader;
    const visibility = visibilityTo(reader);
    const invitation = before ?? (await inviteNow(context, event, visibility));
    if (!invitation) return say(overCard);
    if (visibility === 'ask') return say(message(participantKindCard(event)));
    return handle(context, { event, invitation }, input);
  };

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
