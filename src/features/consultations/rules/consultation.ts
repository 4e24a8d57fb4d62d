/**
 * A consultation is a text for many, with at most one question back. It goes from draft to open, closes, and what came of
 * it is told back to everybody whom it went to; sent by mistake, it is withdrawn.
 *
 * To extend it: a kind is a line in `KINDS`, with the audience that it goes to (a statement in `store/audience.ts`, which
 * may read seats of organisations), who may run it, and its words in `views/kinds.ts`; both names are then added to the
 * checks in the database. A question kind is a line in `QUESTION_KINDS`, how its answer is read in
 * `handlers/person.ts`, and how answers are shown in `views/answers.ts`. One answer for an organisation gives `consulted`
 * a column beside the member; several named questions give the answer its question. States and steps stay as they are.
 */
export const KINDS = {
  /** A27: news for the peer pool. */
  digest: { audience: 'pool', runBy: 'project-manager' },
} as const;
export type Kind = keyof typeof KINDS;
export type Audience = (typeof KINDS)[Kind]['audience'];

export const QUESTION_KINDS = ['none', 'choices', 'words'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

export type ConsultationState = 'draft' | 'open' | 'closed' | 'told-back' | 'withdrawn';
export type ConsultationStep = 'send' | 'take-back' | 'close' | 'tell' | 'untell';

const TRANSITIONS: Record<ConsultationState, Partial<Record<ConsultationStep, ConsultationState>>> = {
  draft: { send: 'open' },
  open: { close: 'closed', 'take-back': 'withdrawn' },
  closed: { tell: 'told-back' },
  'told-back': { untell: 'closed' },
  withdrawn: {},
};

export const nextConsultationState = (
  from: ConsultationState,
  step: ConsultationStep,
): ConsultationState | undefined => TRANSITIONS[from][step];

export type ConsultedState = 'asked' | 'answered' | 'put-away';

interface Asks {
  state: ConsultationState;
  questionKind: QuestionKind;
  closesAt: Date | null;
}

/** Whether there is a question in it that can be answered now. */
export const takesAnswers = ({ state, questionKind, closesAt }: Asks, now: Date): boolean =>
  state === 'open' && questionKind !== 'none' && closesAt !== null && now < closesAt;

/** What was sent, whether or not it still asks: a text without a question is over when it can't be taken back any more. */
export const wasSent = (state: ConsultationState): boolean => state !== 'draft' && state !== 'withdrawn';

/** As many are needed so that nobody's answer can be told from the others'. */
export const SMALLEST_TOTAL = 5;

/** What is kept from whoever runs it, and why. */
export type Shut = 'until-closed' | 'too-few';

/**
 * Without names, answers are shown all at once, when none can be added any more: whoever looks at five and then at six
 * has read the sixth. With names they were promised to whoever runs it, so they are there at once.
 */
export function shutBecause(
  { named, state }: { named: boolean; state: ConsultationState },
  answered: number,
): Shut | undefined {
  if (named) return undefined;
  if (answered < SMALLEST_TOTAL) return 'too-few';
  return state === 'open' ? 'until-closed' : undefined;
}

/** A question without names to fewer could never be shown to whoever asked it. */
export const isTooSmall = (
  { named, questionKind }: { named: boolean; questionKind: QuestionKind },
  people: number,
): boolean => questionKind !== 'none' && !named && people < SMALLEST_TOTAL;

/** Answers go then: a quarter is enough to say what came of it. */
export const ANSWERS_KEPT_DAYS = 90;

/** For as long home says what a message may not have brought. */
export const SAID_DAYS = 14;
