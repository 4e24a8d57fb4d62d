import type { Context } from '../../../bot/feature.ts';
import { show } from '../../../bot/messages/say.ts';
import { type Say, say, type Update, update } from '../../../chat/reply.ts';
import { rememberConversation } from '../../../directory/arrival.ts';
import { mayOrganise, notOrganiser, notYours } from '../../planning/rules/organisers.ts';
import { postCard } from '../messages.ts';
import { showOrganiser } from '../operations.ts';
import type { ForumEvent } from '../store/event.ts';
import * as store from '../store/outward.ts';
import * as confirm from '../views/confirm.ts';
import { audit } from './audit.ts';

/** Typed in a channel, it makes the channel known to post in; answered in private. */
export async function knowChannel(context: Context, typed: string): Promise<Say> {
  const { tx, actor, conversation } = context;
  if (!mayOrganise(actor)) return say(notOrganiser);
  if (conversation.kind === 'direct') return say(confirm.typeItThere(conversation.platform));
  const conversationId = await rememberConversation(tx, conversation);
  const name = typed || `a ${conversation.platform === 'slack' ? 'Slack' : 'Teams'} channel`;
  await store.writeChannel(tx, actor.member, { conversationId, name });
  return say(confirm.channelKnown(name));
}

export async function forgetChannel({ tx, actor }: Context, { channel }: { channel: string }): Promise<Say> {
  await store.deleteChannel(tx, actor.member, channel);
  return say(confirm.channelForgotten);
}

const findChannel = async ({ tx, actor }: Context, channel: string): Promise<store.Channel | undefined> =>
  (await store.readChannels(tx, actor.member)).find(({ conversationId }) => conversationId === channel);

export async function askToPost(
  context: Context,
  event: ForumEvent,
  { channel }: { channel: string },
): Promise<Say> {
  const known = await findChannel(context, channel);
  return say(known ? confirm.confirmPost(event, known) : notYours);
}

/** For peers only, the press says that no manager is in the channel; who said so is written down. */
export async function post(
  context: Context,
  event: ForumEvent,
  { channel }: { channel: string },
): Promise<Say | Update> {
  const known = await findChannel(context, channel);
  if (!known) return say(notYours);
  if (!(await store.markPosted(context.tx, event.id, channel)))
    return update(confirm.postedBefore(known.name));
  show(context, postCard, { event, channel });
  await audit(context, 'forum.posted', event.id);
  await showOrganiser(context, event);
  return update(confirm.posted(known.name));
}
