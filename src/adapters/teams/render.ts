import type { Form } from '../../chat/form.ts';
import { type Card, type Message, plainText } from '../../chat/message.ts';
import { cutTo } from '../../text/cut.ts';
import { chatButton, dialogButton } from './buttons.ts';
import { adaptiveCard, drawCard } from './card.ts';
import { type DialogContext, drawInlineForm, drawOffer, showDialog } from './form.ts';
import { limits } from './limits.ts';
import { drawText, type Element } from './text.ts';
import { opened } from './words.ts';

/** What is posted to a conversation. `summary` is what a lock screen shows of a card. */
export type OutgoingActivity = { type: 'message' } & (
  | { text: string; textFormat: 'plain' }
  | { summary: string; attachments: readonly [{ contentType: string; content: Element }] }
);

export function renderMessage(message: Message, timeZone: string | undefined): OutgoingActivity {
  if (message.card === undefined)
    return { type: 'message', text: shorten(message.text), textFormat: 'plain' };
  return withCard(message.text, drawCard(message.card, timeZone, chatButton));
}

/** A message as a card, for where Teams takes nothing else: in place of the card that was pressed. */
export function renderCard(message: Message, timeZone: string | undefined): Element {
  if (message.card !== undefined) return drawCard(message.card, timeZone, chatButton);
  return wordsCard(message.text);
}

/** A form that was typed for. */
export function renderForm(form: Form, timeZone: string | undefined): OutgoingActivity {
  return withCard(form.title, form.private ? drawOffer(form) : drawInlineForm(form, timeZone));
}

/** A message shown in the dialog that is open, with its buttons. */
export function renderDialogMessage(message: Message, context: DialogContext): Element {
  const { title, ...rest }: Card = message.card ?? {
    title: '',
    body: [{ type: 'text', text: message.text }],
  };
  const buttons = rest.actions ? [{ type: 'row' as const, text: '', actions: rest.actions }] : [];
  const card = { title: '', body: [...rest.body, ...buttons] };
  const shown = card.body.length === 0 ? { title: '', body: [{ type: 'text' as const, text: title }] } : card;
  return showDialog(title, drawCard(shown, context.timeZone, dialogButton(context.card)));
}

/** What an inline form turns into once it was sent: nobody fills it in twice. */
export function renderClosedForm(form: Form | undefined): Element {
  return wordsCard(form === undefined ? 'Sent.' : `${form.title}\nSent.`);
}

/** What the card with *Open form* turns into once it was opened. */
export function renderOpenedForm({ title }: Form, timeZone: string | undefined): OutgoingActivity {
  const body = [{ type: 'text', text: opened, style: 'muted' }] as const;
  return withCard(title, drawCard({ title, body }, timeZone, chatButton));
}

function wordsCard(text: string): Element {
  return adaptiveCard(drawText(text, { mentions: [] }), [], { mentions: [] });
}

function withCard(text: string, content: Element): OutgoingActivity {
  const summary = plainText(text.split('\n', 1)[0] ?? '');
  return {
    type: 'message',
    summary,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  };
}

function shorten(text: string): string {
  if (text.length <= limits.text) return text;
  const kept = cutTo(text, limits.text);
  return `${kept} … and ${text.length - kept.length} more characters`;
}
