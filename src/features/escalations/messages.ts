import { messagesOf } from '../../bot/messages/declare.ts';
import { RANK } from '../../bot/messages/rank.ts';
import type { MemberId } from '../../chat/message.ts';
import { cardOf, isForThem, ownCardId } from './rules/cards.ts';
import { AGAIN_MS, SAID_MS } from './rules/limits.ts';
import { isOpen } from './rules/states.ts';
import { type Asking, readAsks, readOwnCall, type Shown } from './store/cards.ts';
import * as expected from './store/expected.ts';
import type { Escalation } from './store/requests.ts';
import { readWishes, type Wish } from './store/wishes.ts';
import { statusCard } from './views/asker.ts';
import * as forms from './views/forms.ts';
import * as responder from './views/responder.ts';
import * as wishes from './views/wishes.ts';

const { card, news } = messagesOf('escalations');

/** The asker's living card. They asked for it, and are waiting: no hours hold it. */
export const ownCallCard = card<Shown>('own-call', {
  record: ({ request }) => ownCardId(request),
  to: ({ request }) => [{ member: request.asker }],
  class: 'urgent',
  asked: true,
  preview: 'message',
  draw: statusCard,
  waits: ({ request: { state, closedAt } }) => {
    if (isOpen(state)) return { rank: RANK.ownCall };
    // That nobody answered may not have reached them.
    return state === 'unanswered' && closedAt
      ? { rank: RANK.ownCall, until: new Date(closedAt.getTime() + SAID_MS) }
      : undefined;
  },
  read: ({ tx, now }, _records, asker) => readOwnCall(tx, asker, now),
  personal: true,
  expected: expected.readExpectedOwnCalls,
  lost: 'home',
  slot: ({ record }) => `escalations:asker:${record}`,
});

/** One for each time that somebody is asked. Whoever may be asked now may be messaged now, so no hours hold it. */
export const askCard = card<Asking>('ask', {
  record: ({ ask: { id } }) => id,
  to: ({ ask: { person } }) => [{ member: person }],
  class: 'urgent',
  preview: (asking) => (cardFor(asking) === 'open' ? 'needed' : 'message'),
  draw: (asking) => responder.askCard(cardFor(asking), asking.ask.id),
  // An ask that arrives when the next person is asked already would only confuse: then it is better that it never does.
  expires: ({ request: { urgent, dueAt } }, now) =>
    urgent || !dueAt ? new Date(now.getTime() + AGAIN_MS) : dueAt,
  // A call that somebody would like from me comes before my own.
  waits: (asking) => (isForThem(cardFor(asking)) ? { rank: RANK.call } : undefined),
  read: ({ tx }, asks, person) => readAsks(tx, asks, person),
  personal: true,
  expected: expected.readExpectedAsks,
  lost: 'handled',
  slot: ({ record }) => `escalations:ask:${record}`,
});
const cardFor = ({ request, ask }: Asking) => cardOf(request, ask);

/** After an urgent call, to each who rang. */
export const afterwards = news<{ request: Pick<Escalation, 'id'>; caller: MemberId }>('afterwards', {
  record: ({ request }) => request.id,
  to: ({ caller }) => [{ member: caller }],
  class: 'urgent',
  preview: 'message',
  draw: () => responder.afterwardsCard,
  lost: 'nothing',
  key: ({ record, reader, occasion }) => `escalations:afterwards:${record}:${reader}:${occasion}`,
});

const aboutWish = ({ id }: Wish): string => id;
const toItsAsker = ({ asker }: Wish) => [{ member: asker }];

/** A wish to change supervisor, for the one who reads it. */
export const wishCard = card<Wish>('wish', {
  record: aboutWish,
  to: ({ to }) => [{ member: to }],
  preview: 'message',
  draw: forms.wishCard,
  waits: ({ state }) => (state === 'sent' ? { rank: RANK.confidence } : undefined),
  read: ({ tx, now }, records, reader) => readWishes(tx, records, reader, now),
  expected: expected.readExpectedWishes,
  lost: 'handled',
  slot: ({ record }) => `escalations:wish:${record}`,
});

export const wishLost = news<Wish>('wish-lost', {
  record: aboutWish,
  to: toItsAsker,
  class: 'urgent',
  asked: true,
  preview: 'message',
  draw: () => forms.wishNotReached,
  lost: 'nothing',
  key: ({ record }) => `escalations:wish-lost:${record}`,
});

/** Whoever was to read it has lost the role. */
export const wishLeft = news<Wish>('wish-left', {
  record: aboutWish,
  to: toItsAsker,
  class: 'urgent',
  preview: 'message',
  draw: wishes.readerLeft,
  lost: 'nothing',
  key: ({ record, occasion }) => `escalations:wish-left:${record}:${occasion}`,
});

export const MESSAGES = [ownCallCard, askCard, afterwards, wishCard, wishLost, wishLeft];
