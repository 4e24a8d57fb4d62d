import { type Card, type Message, message, plainCard } from './message.ts';

/**
 * What a lock screen shows of a message. `title`: its title, which names its kind, and what follows; `vague`: a title
 * that names nobody, and no more; `message`: that there is one; `needed`: that its reader is needed now.
 */
export type Preview = 'title' | 'vague' | 'message' | 'needed';

/** Each is, with the title, more than a lock screen has room for, and not one says what it is about. */
const VAGUE =
  'This is for you alone. What it says comes now, for when nobody reads along. It’s not lost if you open it later, and nobody counts how long you take.';
const MESSAGE =
  'You have a message. It’s for you alone, and these first words say nothing of what is in it, because a locked screen may show them to others. Please open our chat to read the rest.';
const NEEDED =
  'What it’s about stands in the message itself. If you can’t, one press is enough, without a reason, and I’ll ask the next person at once.';

/** A card as a message whose first plain words are fit for a lock screen. */
export function previewed(card: Card, preview: Preview): Message {
  switch (preview) {
    case 'title':
      return message(card);
    case 'vague':
      return message(card, VAGUE);
    case 'needed':
      return message(card, NEEDED);
    case 'message':
      return { text: `${MESSAGE}\n${plainCard(card)}`, card };
  }
}
