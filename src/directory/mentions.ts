import type { Platform } from '../chat/inbound.ts';
import type { Block, Button, Card, Inline, MemberId, Message, Text } from '../chat/message.ts';
import type { Tx } from '../store/database.ts';
import { readUsers } from './people.ts';

/** Gives every mention the name that the reader's platform knows; who has no account there stays a plain name. */
export async function fillMentions(tx: Tx, message: Message, platform: Platform): Promise<Message> {
  if (!message.card) return message;
  const members = new Set<MemberId>();
  mapCard(message.card, (inline) => {
    if (typeof inline !== 'string' && inline.type === 'mention') members.add(inline.member);
    return inline;
  });
  if (members.size === 0) return message;
  const users = await readUsers(tx, [...members], platform);
  const card = mapCard(message.card, (inline) => {
    if (typeof inline === 'string' || inline.type !== 'mention') return inline;
    const user = users.get(inline.member);
    return user === undefined ? inline : { ...inline, user };
  });
  return { ...message, card };
}

function mapCard(card: Card, change: (inline: Inline) => Inline): Card {
  const text = (value: Text): Text => (Array.isArray(value) ? value.map(change) : change(value as Inline));
  const block = (value: Block): Block => {
    switch (value.type) {
      case 'text':
      case 'row':
        return { ...value, text: text(value.text) } as Block & { actions: readonly Button[] };
      case 'fields':
        return { ...value, fields: value.fields.map((field) => ({ ...field, value: text(field.value) })) };
      case 'divider':
        return value;
    }
  };
  return { ...card, body: card.body.map(block) };
}
