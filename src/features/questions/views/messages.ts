import { randomUUID } from 'node:crypto';
import type { Card, MemberId, Message } from '../../../chat/message.ts';
import { discreet } from '../../../chat/words.ts';
import type { CardDraft } from '../../../outbox/enqueue/cards.ts';
import type { Draft } from '../../../outbox/enqueue/draft.ts';
import type { Question } from '../store/question.ts';

export const turnSlot = (turn: string): string => `questions:turn:${turn}`;

/** One living card for each person asked. Its origin is their turn, so that a failed one leads back to it. */
export const turnMessage = (turn: { id: string; member: MemberId }, words: Card | Message): CardDraft => ({
  to: { member: turn.member },
  message: discreet(words),
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
    message: discreet(words),
    class: 'quiet',
    asked: true,
    origin: { feature: 'questions', id: question.id },
  }) as const;

export const statusSlot = (question: string): string => `questions:status:${question}`;
/** Where the question stands. With a name it is one living card; without, the latest message that is not out yet. */
export const statusMessage = (question: Question, words: Message): CardDraft => ({
  ...toAsker(question, words),
  slot: statusSlot(question.id),
});
const ANSWER = 'questions:answer:';
export const answerSlot = (post: string): string => `${ANSWER}${post}`;
/** The answer that a key is of. */
export const readAnswerKey = (key: string): string | undefined =>
  key.startsWith(ANSWER) ? key.slice(ANSWER.length).split('#')[0] : undefined;
export const answerMessage = (question: Question, post: string, words: Message): CardDraft => ({
  ...toAsker(question, words),
  slot: answerSlot(post),
});
export const suggestionMessage = (question: Question, turn: string, words: Message): CardDraft => ({
  ...toAsker(question, words),
  slot: `questions:suggested:${turn}`,
});
/** Whether a key is of a letter to whoever asked. */
export const isToAsker = (key: string): boolean => /^questions:(status|answer|suggested|nobody):/.test(key);
export const nobodyMessage = (question: Question, words: Message): Draft => ({
  ...toAsker(question, words),
  key: `questions:nobody:${randomUUID()}`,
});

/** A coordinator learns that it happened and about which topic; not even which question it was. */
export const coordinatorMessage = (coordinator: MemberId, topic: string, words: Message): Draft => ({
  to: { member: coordinator },
  message: discreet(words),
  key: `questions:found-nobody:${randomUUID()}`,
  class: 'quiet',
  origin: { feature: 'questions', id: topic },
});

export const invitationSlot = (topic: string, member: MemberId): string =>
  `questions:invited:${topic}:${member}`;
/** Whether they may be asked about a topic. That it did not arrive is told nobody: it waits on home, like no answer. */
export const invitationMessage = (member: MemberId, topic: string, words: Card): CardDraft => ({
  to: { member },
  message: discreet(words),
  slot: invitationSlot(topic, member),
  class: 'quiet',
  origin: { feature: 'questions', id: topic },
});

/** To whoever answered: it did not arrive, or cannot be known to have. */
export const notArrivedMessage = (member: MemberId, post: string, words: Card): Draft => ({
  to: { member },
  message: discreet(words),
  key: `questions:not-arrived:${post}`,
  class: 'quiet',
  origin: { feature: 'questions', id: post },
});

export const thanksMessage = (member: MemberId, post: string, words: Card): Draft => ({
  to: { member },
  message: discreet(words),
  key: `questions:thanks:${post}`,
  class: 'quiet',
  origin: { feature: 'questions', id: post },
});

export const shareMessage = (member: MemberId, post: string, words: Card): CardDraft => ({
  to: { member },
  message: discreet(words),
  slot: `questions:share:${post}`,
  class: 'quiet',
  origin: { feature: 'questions', id: post },
});
