import type { MessageRef } from '../../chat/inbound.ts';
import type { Invalid, Reply } from '../../chat/reply.ts';
import { type DialogContext, drawDialog, drawInlineForm } from './form.ts';
import { dialogWords, replaceCard, searchResults, showWords } from './invoke.ts';
import type { Heard } from './parse.ts';
import {
  type OutgoingActivity,
  renderCard,
  renderClosedForm,
  renderDialogMessage,
  renderForm,
  renderMessage,
} from './render.ts';
import type { Element } from './text.ts';
import { answeredInChat, done } from './words.ts';

/** What a reply comes to on Teams. */
export interface Answer {
  /** The body that answers an invoke; none closes a dialog. */
  body?: Element;
  /** For the 1:1 chat with the person who acted, and nowhere else. */
  post?: OutgoingActivity;
  edit?: { message: MessageRef; activity: OutgoingActivity };
}

export function answerTo(heard: Heard, reply: Reply): Answer {
  switch (heard.via) {
    case 'text':
    case 'install':
      return inChat(heard, reply);
    case 'card':
      return toCard(heard, reply);
    case 'fetch':
      return toFetch(heard, reply);
    case 'dialog':
      return toDialog(heard, reply);
    case 'search':
      return { body: searchResults(reply.kind === 'options' ? reply.options : []) };
  }
}

function inChat({ inbound }: Heard, reply: Reply): Answer {
  const { timeZone } = inbound.sender;
  if (reply.kind === 'say' || reply.kind === 'update')
    return { post: renderMessage(reply.message, timeZone) };
  if (reply.kind === 'form') return { post: renderForm(reply.form, timeZone) };
  return {};
}

/** A press on a card, or an inline form that was sent. */
function toCard(heard: Heard, reply: Reply): Answer {
  const { timeZone } = heard.inbound.sender;
  const isForm = heard.inbound.kind === 'submission';
  switch (reply.kind) {
    case 'update':
      return { body: replaceCard(renderCard(reply.message, timeZone)) };
    case 'invalid':
      return heard.form
        ? { body: replaceCard(drawInlineForm(heard.form, timeZone, fixesFor(heard, reply))) }
        : { body: showWords(wordsOf(reply)) };
    case 'form':
      return isForm && !reply.form.private
        ? { body: replaceCard(drawInlineForm(reply.form, timeZone)) }
        : { post: renderForm(reply.form, timeZone), body: closing(heard) };
    case 'say':
      return { post: renderMessage(reply.message, timeZone), body: closing(heard) };
    default:
      return { body: closing(heard) };
  }
}

/** Once sent, an inline form is a form no more. A card stays as it is. */
function closing(heard: Heard): Element {
  if (heard.inbound.kind === 'submission') return replaceCard(renderClosedForm(heard.form));
  return showWords(heard.inbound.conversation.kind === 'direct' ? done : answeredInChat);
}

/** A dialog is about to open and shows whatever there is to show: Teams takes an empty answer for a failure. */
function toFetch(heard: Heard, reply: Reply): Answer {
  if (reply.kind === 'form') return { body: drawDialog(reply.form, contextOf(heard)) };
  if (reply.kind === 'say') return { body: renderDialogMessage(reply.message, contextOf(heard)) };
  return { body: dialogWords(done), ...follow(heard, reply) };
}

/** What is said after a form stands in the chat beneath it; where that is another one, it would not be seen there. */
function toDialog(heard: Heard, reply: Reply): Answer {
  const { inbound } = heard;
  switch (reply.kind) {
    case 'form':
      return { body: drawDialog(reply.form, contextOf(heard)) };
    case 'invalid':
      return heard.form
        ? { body: drawDialog(heard.form, contextOf(heard), fixesFor(heard, reply)) }
        : { body: dialogWords(wordsOf(reply)) };
    case 'say':
      return inbound.kind === 'submission' && inbound.conversation.kind === 'direct'
        ? { post: renderMessage(reply.message, inbound.sender.timeZone) }
        : { body: renderDialogMessage(reply.message, contextOf(heard)) };
    default:
      return follow(heard, reply);
  }
}

/**
 * The card beneath a dialog can't be replaced by its answer: it is edited. In a channel that would be for everybody,
 * so there the dialog itself shows what the card would say.
 */
function follow(heard: Heard, reply: Reply): Answer {
  const { inbound } = heard;
  if (reply.kind !== 'update') return {};
  if (inbound.conversation.kind !== 'direct')
    return { body: renderDialogMessage(reply.message, contextOf(heard)) };
  const message = 'message' in inbound ? inbound.message : undefined;
  const activity = renderMessage(reply.message, inbound.sender.timeZone);
  return message === undefined ? { post: activity } : { edit: { message, activity } };
}

function contextOf({ inbound }: Heard): DialogContext {
  const card = 'message' in inbound ? inbound.message?.id : undefined;
  return { timeZone: inbound.sender.timeZone, card };
}

function fixesFor({ inbound, names = {} }: Heard, { fields, form }: Invalid) {
  const typed = inbound.kind === 'submission' ? inbound.values : {};
  return { fields, form, typed, names };
}

/** A refusal whose form did not come back: at least its words are shown. */
const wordsOf = ({ fields, form }: Invalid) => [form, ...Object.values(fields)].filter(Boolean).join(' ');
