import { mayUndo } from '../../bot/undo.ts';
import type { MemberId } from '../../chat/message.ts';

export type RequestState = 'sent' | 'acknowledged' | 'answered' | 'taken-back';
export type RequestStep = 'acknowledge' | 'answer' | 'change' | 'take-back';

/** Something is asked, acknowledged where its kind has that, answered, and told back. An answer may be changed for a while. */
const TRANSITIONS: Record<RequestState, Partial<Record<RequestStep, RequestState>>> = {
  sent: { acknowledge: 'acknowledged', answer: 'answered', 'take-back': 'taken-back' },
  acknowledged: { answer: 'answered', 'take-back': 'taken-back' },
  answered: { change: 'answered' },
  'taken-back': {},
};

export const nextRequestState = (from: RequestState, step: RequestStep): RequestState | undefined =>
  TRANSITIONS[from][step];

export const OPEN: readonly RequestState[] = ['sent', 'acknowledged'];
export const isOpen = ({ state }: { state: RequestState }): boolean => OPEN.includes(state);

/** What a kind of request is about: it refers to one of these. */
export type RequestScope = 'project';

/** Whether words go with an answer. */
export type AnswerWords = 'optional' | 'needed';

/** One kind of request: what it is about, who answers it, how, and what holds until then. */
export interface RequestKind<A extends string = string> {
  name: string;
  scope: RequestScope;
  /** Who answers: whoever holds the first of these for what it is about; if nobody does, the next. */
  to: readonly ('project-manager' | 'coordinator')[];
  answers: Readonly<Record<A, AnswerWords>>;
  /** What holds until it is answered. */
  meanwhile: A;
}

/** A15: before somebody says in public that they took part in a project. */
export const SAY_I_WAS_THERE = {
  name: 'say-i-was-there',
  scope: 'project',
  to: ['project-manager', 'coordinator'],
  answers: { yes: 'optional', 'in-words': 'needed', no: 'optional' },
  meanwhile: 'no',
} as const satisfies RequestKind;

export type AnswerOf<K extends RequestKind> = keyof K['answers'] & string;

/** Whether an answer says enough. */
export const isWhole = <K extends RequestKind>(
  kind: K,
  answer: AnswerOf<K>,
  words: string | undefined,
): boolean =>
  (kind.answers as Readonly<Record<string, AnswerWords>>)[answer] === 'optional' || Boolean(words);

/** Whoever answered may change it for ten minutes. */
export const mayChange = (
  { state, answeredBy, at }: { state: RequestState; answeredBy: MemberId | null; at: Date },
  member: MemberId,
  now: Date,
): boolean => nextRequestState(state, 'change') !== undefined && answeredBy === member && mayUndo(at, now);
