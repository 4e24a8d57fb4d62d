import type { Receive } from '../../chat/adapter.ts';
import type { Form } from '../../chat/form.ts';
import type { TeamsActivity } from './activity.ts';
import { answerTo } from './answer.ts';
import type { Connector, Cut } from './connector.ts';
import { drawDialog } from './form.ts';
import { dialogWords, showError } from './invoke.ts';
import type { Log } from './options.ts';
import { type Heard, parseActivity } from './parse.ts';
import { reasonOf } from './reason.ts';
import { type OutgoingActivity, renderMessage, renderOpenedForm } from './render.ts';
import type { Element } from './text.ts';
import { oldButton, openChat, somethingWrong } from './words.ts';

/** Lets the bot above hear an activity and does what it replies; the result is the body that answers an invoke. */
export type Turn = (activity: TeamsActivity) => Promise<Element | undefined>;

export function createTurn(
  receive: Receive,
  connector: Connector,
  cut: Cut,
  { log, helplines }: { log: Log; helplines: string },
): Turn {
  const sorry = somethingWrong(helplines);
  return async (activity) => {
    const parsed = parseActivity(activity);
    switch (parsed.kind) {
      case 'ignored':
        return undefined;
      case 'unknown':
        return activity.name.startsWith('task/') ? dialogWords(oldButton) : showError('card', oldButton);
      case 'open':
        await closeOffer(activity, parsed);
        return drawDialog(parsed.form, { timeZone: activity.timeZone, card: parsed.card });
      case 'heard':
        return hear(activity, parsed);
    }
  };

  async function hear(activity: TeamsActivity, heard: Heard): Promise<Element | undefined> {
    const { kind } = heard.inbound;
    try {
      const answer = answerTo(heard, await receive(heard.inbound));
      if (answer.edit) await follow(activity, answer.edit);
      const said = !answer.post || (await sayTo(activity, answer.post));
      return said ? answer.body : showError(heard.via, openChat);
    } catch (error) {
      log({ event: 'teams.answer_failed', kind, reason: reasonOf(error) });
      if (heard.via === 'text') await apologise(activity);
      return showError(heard.via, sorry);
    }
  }

  /** Its button has done its work: the card says which form it was, and that it was opened. */
  async function closeOffer(
    activity: TeamsActivity,
    { form, card }: { form: Form; card: string | undefined },
  ) {
    // It was offered in a chat with one person; elsewhere its words, which came back with the press, would be for everybody.
    if (card === undefined || activity.conversation.kind !== 'direct') return;
    const message = { conversation: activity.conversation.id, id: card };
    await follow(activity, { message, activity: renderOpenedForm(form, activity.timeZone) });
  }

  /** A preview of what the outbox brings, or a button that has done its work: worth a line in the log, not an error on the screen. */
  async function follow(
    { serviceUrl }: TeamsActivity,
    { message, activity }: NonNullable<Edit>,
  ): Promise<void> {
    await connector.edit(serviceUrl, message, activity, cut).catch((error: unknown) => {
      log({ event: 'teams.preview_failed', reason: reasonOf(error) });
    });
  }

  /**
   * Writes to the person who acted, in the 1:1 chat and nowhere else. Where that can't be, a thread in which they
   * typed gets the invitation to open one.
   */
  async function sayTo(activity: TeamsActivity, post: OutgoingActivity): Promise<boolean> {
    const { serviceUrl, conversation, bot, from, tenant } = activity;
    if (conversation.kind === 'direct') {
      await connector.post(serviceUrl, conversation.id, post, cut);
      return true;
    }
    try {
      const chat = await connector.open(serviceUrl, { bot: bot.id, user: from.id, tenant }, cut);
      await connector.post(serviceUrl, chat, post, cut);
      return true;
    } catch (error) {
      log({ event: 'teams.chat_closed', reason: reasonOf(error) });
      if (activity.type === 'message' || activity.type === 'messageUpdate')
        await connector.post(serviceUrl, conversation.id, renderMessage({ text: openChat }, undefined), cut);
      return false;
    }
  }

  async function apologise(activity: TeamsActivity): Promise<void> {
    await sayTo(activity, renderMessage({ text: sorry }, undefined)).catch((error: unknown) => {
      log({ event: 'teams.apology_failed', reason: reasonOf(error) });
    });
  }
}

type Edit = ReturnType<typeof answerTo>['edit'];
