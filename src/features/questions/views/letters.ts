import { randomUUID } from 'node:crypto';
import { type Card, type MemberId, type Message, message } from '../../../chat/message.ts';
import type { Draft } from '../../../outbox/outbox.ts';
import type { Question } from '../store/question.ts';

/** A card that lives on. */
type Living = Draft & { slot: string };

const asMessage = (words: Card | Message): Message => ('title' in words ? message(words) : words);

export const turnSlot = (turn: string): string => `questions:turn:${turn}`;

/** One living card for each person asked. Its origin is their turn, so that a failed one leads back to it. */
export const turnLetter = (turn: { id: string; member: MemberId }, words: Card | Message): Living => ({
  to: { member: turn.member },
  message: asMessage(words),
  slot: turnSlot(turn.id),
  class: 'quiet',
  origin: { feature: 'questions', id: turn.id },
});

/** To whoever asked. Without a name the lane and the origin say which question it is, and nothing says whose. */
const toAsker = (question: Question, words: Card | Message) =>
  ({
    to: question.unnamed
      ? { unnamed: question.asker.member, lane: question.id }
      : { member: question.asker.member },
    message: asMessage(words),
    class: 'quiet',
    origin: { feature: 'questions', id: question.id },
  }) as const;

/** Where the question stands. With a name it is one living card; without, the latest message that is not out yet. */
export const statusLetter = (question: Question, words: Message): Living => ({
  ...toAsker(question, words),
  slot: `questions:status:${question.id}`,
});
export const answerLetter = (question: Question, post: string, words: Message): Living => ({
  ...toAsker(question, words),
  slot: `questions:answer:${post}`,
});
export const suggestionLetter = (question: Question, turn: string, words: Message): Living => ({
  ...toAsker(question, words),
  slot: `questions:suggested:${turn}`,
});
export const nobodyLetter = (question: Question, words: Message): Draft => ({
  ...toAsker(question, words),
  key: `questions:nobody:${randomUUID()}`,
});

/** A coordinator learns that it happened and about which topic; not even which question it was. */
export const coordinatorLetter = (coordinator: MemberId, topic: string, words: Message): Draft => ({
  to: { member: coordinator },
  message: words,
  key: `questions:found-nobody:${randomUUID()}`,
  class: 'quiet',
  origin: { feature: 'questions', id: topic },
});

export const namedLetter = (member: MemberId, topic: string, words: Card | Message): Draft => ({
  to: { member },
  message: asMessage(words),
  key: `questions:named:${randomUUID()}`,
  class: 'quiet',
  origin: { feature: 'questions', id: topic },
});

export const thanksLetter = (member: MemberId, post: string, words: Card): Draft => ({
  to: { member },
  message: asMessage(words),
  key: `questions:thanks:${post}`,
  class: 'quiet',
  origin: { feature: 'questions', id: post },
});

export const shareLetter = (member: MemberId, post: string, words: Card): Living => ({
  to: { member },
  message: asMessage(words),
  slot: `questions:share:${post}`,
  class: 'quiet',
  origin: { feature: 'questions', id: post },
});
