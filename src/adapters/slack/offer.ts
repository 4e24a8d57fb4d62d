import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Form } from '../../chat/form.ts';
import type { Conversation } from '../../chat/inbound.ts';
import { type Card, type Message, message } from '../../chat/message.ts';
import { lengthOf, limits } from './limits.ts';

/** Our own button; no feature's route looks like this. */
export const offerRoute = 'alongside:open-form';

/** What *Open form* opens: the form itself, or, where it may not or cannot lie in a message, the words to be asked again. */
export type Offer = { form: Form } | { again: { text: string; conversation: Conversation } };

/** Words have no trigger, so the form waits behind a button. A private form or a reading view is never left in the chat. */
export function offerCard(form: Form, text: string, conversation: Conversation): Card {
  const isOpen = form.private !== true && form.submit !== undefined;
  const carried = isOpen ? packOffer({ form }) : undefined;
  const value =
    carried !== undefined && lengthOf(carried) <= limits.buttonValue
      ? carried
      : packOffer({ again: { text, conversation } });
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

export function unpackOffer(value: string): Offer | undefined {
  try {
    // 100 kB is far more than 2,000 characters of ours unfold to.
    const unfolded = inflateRawSync(Buffer.from(value, 'base64url'), { maxOutputLength: 100_000 });
    return JSON.parse(unfolded.toString('utf8')) as Offer;
  } catch {
    return undefined;
  }
}
