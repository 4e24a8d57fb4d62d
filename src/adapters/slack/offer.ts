import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import type { Form } from '../../chat/form.ts';
import { isRecord, readForm } from '../../chat/form-data.ts';
import type { MessageRef } from '../../chat/inbound.ts';
import { type Card, type Message, message } from '../../chat/message.ts';
import { lengthOf, limits } from './limits.ts';
import { renderForm } from './render-form.ts';

/** Our own button; no feature's route looks like this. */
export const offerRoute = 'alongside:open-form';

/** What *Open form* opens: the form itself, or, where it may not or cannot lie in a message, the words to be asked again. */
export type Offer = { form: Form } | { again: { text: string } };

/** Words have no trigger, so the form waits behind a button. A private form or a reading view is never left in the chat. */
export function offerCard(form: Form, text: string): Card {
  const isOpen = form.private !== true && form.submit !== undefined;
  const carried = isOpen ? packOffer({ form }) : undefined;
  const value =
    carried !== undefined && lengthOf(carried) <= limits.buttonValue
      ? carried
      : packOffer({ again: { text } });
  return {
    title: form.title,
    body: form.above ?? [],
    actions: [{ route: offerRoute, value, label: 'Open form', style: 'primary' }],
  };
}

/** What stands there once it has been opened: nobody opens an old one twice. */
export const openedCard = (title: string): Message =>
  message({
    title,
    body: [{ type: 'text', text: 'Opened. To have it again, type the same word again.', style: 'muted' }],
  });

function packOffer(offer: Offer): string {
  return deflateRawSync(JSON.stringify(offer)).toString('base64url');
}

/** All that comes back of words to be asked again: who asks, and where, says the press itself. */
const again = z.object({ text: z.string() });

/**
 * What the button carried. It comes back from somebody's client, so every piece is looked at; what is no offer of ours
 * is `undefined`. A form that was changed opens for whoever changed it alone, and what they send is judged as anything
 * that they send.
 */
export function unpackOffer(value: string): Offer | undefined {
  const unfolded = unfold(value);
  if (!isRecord(unfolded)) return undefined;
  if ('again' in unfolded) {
    const read = again.safeParse(unfolded.again);
    return read.success ? { again: read.data } : undefined;
  }
  const form = readForm(unfolded.form);
  return form?.route !== undefined && form.submit !== undefined ? { form } : undefined;
}

/** Slack takes less than a form can hold; ours fitted when they were packed. */
export function isDrawable(form: Form, card: MessageRef | undefined): boolean {
  try {
    renderForm(form, card ? { card } : {}, '');
    return true;
  } catch {
    return false;
  }
}

function unfold(value: string): unknown {
  try {
    // 100 kB is far more than 2,000 characters of ours unfold to.
    const unfolded = inflateRawSync(Buffer.from(value, 'base64url'), { maxOutputLength: 100_000 });
    return JSON.parse(unfolded.toString('utf8'));
  } catch {
    return undefined;
  }
}
