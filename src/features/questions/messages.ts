import { messagesOf, type Reader } from '../../bot/messages/declare.ts';
import { RANK } from '../../bot/messages/rank.ts';
import type { MemberId } from '../../chat/message.ts';
import { isUnderWay } from './rules.ts';
import * as expected from './store/expected.ts';
import type { Answer, Question } from './store/question.ts';
import { type Invitation, readInvitations, type TopicName } from './store/topics.ts';
import {
  type Offer,
  readAsked,
  readOffers,
  readSuggestions,
  readToShare,
  type Suggestion,
  type ToShare,
} from './store/waiting.ts';
import * as answers from './views/answer.ts';
import * as asker from './views/asker.ts';
import * as reader from './views/reader.ts';
import * as share from './views/share.ts';
import * as topics from './views/topics.ts';

const { card, news } = messagesOf('questions');

const aboutTurn = ({ turn }: { turn: { id: string } }): string => turn.id;
const aboutAnswer = ({ answer }: { answer: { id: string } }): string => answer.id;
const aboutQuestion = ({ question }: { question: Question }): string => question.id;
/** Without a name the lane says which question it is, and nothing says whose. */
const toAsker = ({ question }: { question: Question }): Reader[] => [
  question.unnamed
    ? { unnamed: question.asker.member, lane: question.id }
    : { member: question.asker.member },
];
const toAnswerer = ({ answer }: { answer: { reader: { member: MemberId } } }) => [
  { member: answer.reader.member },
];

const isTheirs = ({ question, turn }: Offer): boolean => question.readerId === turn.member;

/** One living card for each person asked. */
export const turnCard = card<Offer>('turn', {
  record: aboutTurn,
  to: ({ turn }) => [{ member: turn.member }],
  preview: 'vague',
  draw: (offer) => {
    const { question, turn } = offer;
    const words = !isTheirs(offer)
      ? reader.passedCard
      : question.state === 'taken'
        ? reader.takenCard
        : reader.offerCard;
    return words(question.topic.name, turn.id);
  },
  waits: (offer) => (isTheirs(offer) ? { rank: RANK.person } : undefined),
  read: ({ tx }, turns, member) => readOffers(tx, turns, member),
  personal: true,
  expected: expected.readExpectedTurns,
  lost: 'handled',
  slot: ({ record }) => `questions:turn:${record}`,
});

interface Status {
  question: Question;
  /** Of a question that is with somebody; home says less. */
  told?: asker.Expectation;
  /** Its answer was read, thanked for, or spoken for: that is not kept, only where home has it. */
  isSeenTo?: true;
}

/**
 * Where a question stands. With a name it is one living card, on home until the question is deleted or taken back;
 * without, the latest message that is not out yet.
 */
export const statusCard = card<Status>('status', {
  record: aboutQuestion,
  to: toAsker,
  asked: true,
  preview: 'vague',
  draw: ({ question, told }, { now }) => {
    if (told) return asker.withReader(question, told, now);
    switch (question.state) {
      case 'offered':
      case 'taken':
        return asker.withHolder(question, now);
      case 'waiting':
        return asker.waitingForYou(question);
      case 'answered':
        return question.answer ? answers.answerCard(question, question.answer) : asker.movedOn;
      case 'unanswered':
        return asker.nobodyLeft(question);
      case 'taken-back':
        return asker.takenBack(question);
    }
  },
  waits: ({ question: { state, answer, dueAt }, isSeenTo }) => {
    if (isUnderWay(state)) return { rank: RANK.running };
    if (state === 'unanswered') return { rank: RANK.news, until: dueAt };
    // Without an answer: whoever gave it was forgotten, and its words with them.
    if (state !== 'answered' || !answer) return undefined;
    const isNew = !isSeenTo && answer.sharing === 'kept';
    return { rank: isNew ? RANK.person : RANK.news, until: dueAt };
  },
  read: ({ tx, vault }, questions, member) => readAsked(tx, vault, questions, member),
  personal: true,
  expected: expected.readExpectedStatuses,
  lost: 'handled',
  slot: ({ record }) => `questions:status:${record}`,
});

export interface Answered {
  question: Question;
  answer: Answer;
}

export const answerCard = card<Answered>('answer', {
  record: aboutAnswer,
  to: toAsker,
  asked: true,
  preview: 'vague',
  draw: ({ question, answer }) => answers.answerCard(question, answer),
  lost: 'handled',
  slot: ({ record }) => `questions:answer:${record}`,
});

/** Somebody was suggested: they are asked only after the yes of whoever asked. */
export const suggestionCard = card<Suggestion>('suggested', {
  record: aboutTurn,
  to: toAsker,
  asked: true,
  preview: 'vague',
  draw: ({ question, turn }) => answers.suggestionCard(question, turn),
  waits: ({ question, turn }) =>
    turn.suggested && question.state !== 'taken-back' ? { rank: RANK.person } : undefined,
  read: ({ tx, vault }, turns, member) => readSuggestions(tx, vault, turns, member),
  personal: true,
  expected: expected.readExpectedSuggestions,
  lost: 'handled',
  slot: ({ record }) => `questions:suggested:${record}`,
});

/** Of those who were chosen nobody could answer. */
export const nobody = news<{ question: Question }>('nobody', {
  record: aboutQuestion,
  to: toAsker,
  asked: true,
  preview: 'vague',
  draw: ({ question }) => asker.nobodyLeft(question),
  lost: 'handled',
});

/** A coordinator learns that it happened and about which topic; not even which question it was. */
export const foundNobody = news<{ topic: TopicName; coordinators: readonly MemberId[] }>('found-nobody', {
  record: ({ topic }) => topic.id,
  to: ({ coordinators }) => coordinators.map((member) => ({ member })),
  preview: 'vague',
  draw: ({ topic }) => topics.foundNobody(topic.name),
  lost: 'home',
});

/** To whoever answered: it did not arrive, or cannot be known to have; without a name, once it is deleted. */
export const notArrived = news<Answered>('not-arrived', {
  record: aboutAnswer,
  to: toAnswerer,
  preview: 'vague',
  draw: ({ question }) =>
    question.named ? reader.notArrivedCard(question.named.name) : reader.neverFoundCard,
  lost: 'nothing',
  key: ({ record }) => `questions:not-arrived:${record}`,
});

export const thanks = news<Answered>('thanks', {
  record: aboutAnswer,
  to: toAnswerer,
  preview: 'vague',
  draw: () => reader.thanksCard,
  lost: 'nothing',
  key: ({ record }) => `questions:thanks:${record}`,
});

/** Whether an answer may be shown to others: whoever asked would like it to be, and whoever wrote it decides. */
export const shareCard = card<ToShare>('share', {
  record: aboutAnswer,
  to: toAnswerer,
  preview: 'vague',
  draw: ({ topic, answer: { id, sharing } }) => {
    switch (sharing) {
      case 'agreed':
        return share.shareCard(topic.name, id);
      case 'published':
        return share.publishedCard(id);
      case 'declined':
        return share.keptCard;
      case 'kept':
        return share.mindChangedCard;
    }
  },
  waits: ({ answer }) => (answer.sharing === 'agreed' ? { rank: RANK.confidence } : undefined),
  read: ({ tx }, posts, member) => readToShare(tx, posts, member),
  personal: true,
  expected: expected.readExpectedToShare,
  lost: 'home',
  slot: ({ record }) => `questions:share:${record}`,
});

/** Whether they may be asked about a topic. That it did not arrive is told nobody: it waits on home, like no answer. */
export const invitationCard = card<Invitation>('invited', {
  record: ({ topic }) => topic.id,
  to: ({ member }) => [{ member }],
  preview: 'vague',
  draw: ({ topic, answer, by }) => {
    switch (answer) {
      case 'yes':
        return topics.saidYes(topic);
      case 'no':
        return topics.saidNo(topic);
      case 'left':
        return topics.leftTopic;
      case null:
        return topics.invitationCard(topic, by ?? topics.someCoordinator);
    }
  },
  waits: ({ topic, answer }) => (answer === null && !topic.retired ? { rank: RANK.invitation } : undefined),
  read: ({ tx }, ids, member) => readInvitations(tx, ids, member),
  expected: expected.readExpectedInvitations,
  lost: 'home',
  slot: ({ record, reader }) => `questions:invited:${record}:${reader}`,
});

export const MESSAGES = [
  turnCard,
  statusCard,
  answerCard,
  suggestionCard,
  nobody,
  foundNobody,
  notArrived,
  thanks,
  shareCard,
  invitationCard,
];
