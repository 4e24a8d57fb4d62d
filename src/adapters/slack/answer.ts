import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import type { Form } from '../../chat/form.ts';
import type { MessageRef } from '../../chat/inbound.ts';
import { type Message, message } from '../../chat/message.ts';
import type { Reply } from '../../chat/reply.ts';
import type { Log } from './log.ts';
import { firstLine } from './log.ts';
import type { Memo } from './memo.ts';
import { offerCard } from './offer.ts';
import type { Arrival } from './parse.ts';
import { type RenderedMessage, renderHome, renderMessage } from './render.ts';
import { renderClosing, renderForm } from './render-form.ts';
import type { Respond } from './respond.ts';

/** What an answer is given with: a client whose calls are cut at 2 s, for somebody is waiting. */
export interface Desk {
  client: WebClient;
  respond: Respond;
  log: Log;
}

export const newForm = (form: Form, memo: Omit<Memo, 'state'>) =>
  renderForm(form, memo, randomBytes(4).toString('hex'));

/** A slash command: the response of the request itself, which only that person sees. */
export async function answerCommand(
  desk: Desk,
  { inbound, trigger }: Arrival,
  reply: Reply,
): Promise<object | undefined> {
  if (reply.kind === 'say' || reply.kind === 'update') return ephemeral(renderMessage(reply.message));
  if (reply.kind !== 'form' || inbound.kind !== 'command') return undefined;
  const view = newForm(reply.form, {});
  const opened = await attempt(desk, 'views.open', () =>
    desk.client.views.open({ trigger_id: trigger ?? '', view }),
  );
  if (opened) return undefined;
  // The trigger was too old: a button brings a new one.
  const words = `${inbound.route} ${inbound.text}`.trim();
  return ephemeral(renderMessage(message(offerCard(reply.form, words))));
}

const ephemeral = (rendered: RenderedMessage) => ({ response_type: 'ephemeral', ...rendered });

/** Words in a direct message are answered there; a mention elsewhere in the person's own chat, or not at all. */
export async function answerMessage(desk: Desk, { inbound }: Arrival, reply: Reply): Promise<void> {
  const answer = messageIn(reply, inbound);
  if (!answer) return;
  const { conversation, sender } = inbound;
  if (conversation.kind === 'direct') {
    const thread = conversation.thread ? { thread_ts: conversation.thread } : {};
    await attempt(desk, 'chat.postMessage', () =>
      desk.client.chat.postMessage({ ...post(answer, conversation.id), ...thread }),
    );
    return;
  }
  const said = await attempt(desk, 'chat.postMessage', () =>
    desk.client.chat.postMessage(post(answer, sender.user)),
  );
  if (said) return;
  const thread = conversation.thread ? { thread_ts: conversation.thread } : {};
  const ask = { ...post({ text: 'Open a chat with me' }, conversation.id), ...thread };
  await attempt(desk, 'chat.postMessage', () => desk.client.chat.postMessage(ask));
}

function messageIn(reply: Reply, inbound: Arrival['inbound']): Message | undefined {
  if (reply.kind === 'say' || reply.kind === 'update') return reply.message;
  if (reply.kind !== 'form' || inbound.kind !== 'message') return undefined;
  return message(offerCard(reply.form, inbound.text));
}

const post = (words: Message, channel: string) => ({
  channel,
  ...renderMessage(words),
  unfurl_links: false,
  unfurl_media: false,
});

export async function answerHome(desk: Desk, user: string, reply: Reply): Promise<void> {
  if (reply.kind !== 'say' && reply.kind !== 'update') return;
  const view = renderHome(reply.message);
  await attempt(desk, 'views.publish', () => desk.client.views.publish({ user_id: user, view }));
}

/** A press on a card in a conversation. False: a form that could not be opened. */
export async function answerPress(desk: Desk, arrival: Arrival, reply: Reply): Promise<boolean> {
  const card = arrival.inbound.kind === 'action' ? arrival.inbound.message : undefined;
  if (reply.kind === 'form') {
    const view = newForm(reply.form, memoOf(arrival));
    const trigger_id = arrival.trigger ?? '';
    if (await attempt(desk, 'views.open', () => desk.client.views.open({ trigger_id, view }))) return true;
    await sayPrivately(desk, arrival, { text: 'That took too long. Please press the button again.' });
    return false;
  }
  if (reply.kind === 'update') {
    if (!(await replaceCard(desk, arrival.responseUrl, card, reply.message)))
      await sayPrivately(desk, arrival, reply.message);
  } else if (reply.kind === 'say') {
    await sayPrivately(desk, arrival, reply.message);
  }
  return true;
}

const memoOf = ({ inbound, responseUrl, view }: Arrival): Omit<Memo, 'state'> => {
  if (view?.type === 'modal') {
    const { card, responseUrl: url } = view.memo;
    return { ...(card && { card }), ...(url !== undefined && { responseUrl: url }) };
  }
  const card = inbound.kind === 'action' ? inbound.message : undefined;
  return { ...(card && { card }), ...(responseUrl !== undefined && { responseUrl }) };
};

async function sayPrivately(desk: Desk, { inbound, responseUrl }: Arrival, words: Message): Promise<void> {
  const rendered = renderMessage(words);
  if (responseUrl && (await desk.respond(responseUrl, 'ephemeral', rendered))) return;
  const { conversation, sender } = inbound;
  await attempt(desk, 'chat.postEphemeral', () =>
    desk.client.chat.postEphemeral({ channel: conversation.id, user: sender.user, ...rendered }),
  );
}

/** Shows the card's new state where it stands. */
export async function replaceCard(
  desk: Desk,
  responseUrl: string | undefined,
  card: MessageRef | undefined,
  words: Message,
): Promise<boolean> {
  const rendered = renderMessage(words);
  if (responseUrl && (await desk.respond(responseUrl, 'replace', rendered))) return true;
  if (!card) return false;
  return attempt(desk, 'chat.update', () =>
    desk.client.chat.update({ channel: card.conversation, ts: card.id, ...rendered }),
  );
}

/** A press in a modal: a form takes its place, words stand on top of it, and an update also shows on the card behind. */
export async function answerPressInModal(desk: Desk, arrival: Arrival, reply: Reply): Promise<void> {
  const { view, trigger } = arrival;
  if (!view || (reply.kind !== 'form' && reply.kind !== 'say' && reply.kind !== 'update')) return;
  const memo = memoOf(arrival);
  const replace = (next: ReturnType<typeof newForm>) =>
    attempt(desk, 'views.update', () => desk.client.views.update({ view_id: view.id, view: next }));
  if (reply.kind === 'form') {
    await replace(newForm(reply.form, memo));
    return;
  }
  const closing = renderClosing(reply.message, memo);
  if (reply.kind === 'update') {
    await replace(closing);
    if (memo.card) await replaceCard(desk, memo.responseUrl, memo.card, reply.message);
    return;
  }
  // What was typed into the form beneath is kept; with three modals open (Slack's limit) it takes the place of the last.
  const push = () => desk.client.views.push({ trigger_id: trigger ?? '', view: closing });
  if (!(await attempt(desk, 'views.push', push))) await replace(closing);
}

/** A press on home opens a modal over it. */
export async function answerPressOnHome(desk: Desk, { trigger }: Arrival, reply: Reply): Promise<void> {
  if (reply.kind !== 'form' && reply.kind !== 'say' && reply.kind !== 'update') return;
  const view = reply.kind === 'form' ? newForm(reply.form, {}) : renderClosing(reply.message, {});
  await attempt(desk, 'views.open', () => desk.client.views.open({ trigger_id: trigger ?? '', view }));
}

/** What was decided is committed: an answer that does not arrive is noted, never a reason to decide again. */
async function attempt(
  desk: Desk,
  method: string,
  call: () => Promise<unknown>,
  isSecond = false,
): Promise<boolean> {
  try {
    await call();
    return true;
  } catch (error) {
    // The outbox may have written there a moment ago: that is worth a short wait, once.
    if (error instanceof WebAPIRateLimitedError && error.retryAfter <= 2 && !isSecond) {
      await setTimeout(error.retryAfter * 1_000);
      return attempt(desk, method, call, true);
    }
    desk.log({ event: 'slack.answer_failed', method, error: firstLine(error) });
    return false;
  }
}
