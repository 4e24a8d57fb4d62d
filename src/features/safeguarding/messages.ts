import { messagesOf } from '../../bot/messages/declare.ts';
import { RANK } from '../../bot/messages/rank.ts';
import type { MemberId } from '../../chat/message.ts';
import { oldestCheck } from '../../directory/own-helplines.ts';
import type { Safety } from '../../directory/safety.ts';
import type { SafetySeat } from '../../directory/safety-gate.ts';
import { areNumbersOld, asksForSetUp, mendsItselfAt } from './rules/set-up.ts';
import * as changes from './store/changes.ts';
import * as setUp from './store/set-up.ts';
import * as changeViews from './views/changes.ts';
import * as review from './views/review.ts';
import * as safety from './views/safety.ts';
import * as seats from './views/seats.ts';

const { card, news } = messagesOf('safeguarding');

const toCoordinators = ({ coordinators }: { coordinators: readonly MemberId[] }) =>
  coordinators.map((member) => ({ member }));

/** A change to whom people turn to, to everybody who may say yes. */
export const changeCard = card<changes.Asked>('change', {
  record: ({ change }) => change.id,
  to: ({ eligible }) => eligible.map((member) => ({ member })),
  preview: 'vague',
  draw: ({ change }) =>
    change.state === 'open' ? changeViews.askCard(change) : changeViews.decidedCard(change),
  waits: ({ change }) => (change.state === 'open' ? { rank: RANK.office } : undefined),
  read: ({ tx }, ids, reader) => changes.readAsked(tx, ids, reader),
  expected: changes.readExpectedChanges,
  lost: 'home',
  slot: ({ record, reader }) => `members:safety-change:${record}:${reader}`,
});

interface Decided {
  change: changes.Change;
  concerned: readonly MemberId[];
}

/** What became of it, to everybody whom it concerns: coordinators, and whom people were shown and are shown now. */
export const changeTold = news<Decided>('change-told', {
  record: ({ change }) => change.id,
  to: ({ concerned }) => concerned.map((member) => ({ member })),
  preview: 'vague',
  draw: ({ change }, { reader }) => changeViews.toldCard(change, 'member' in reader ? reader.member : ''),
  lost: 'nothing',
  key: ({ record, reader }) => `members:safety-told:${record}:${reader}`,
});

interface SeatTold {
  which: SafetySeat;
  /** One for each time that there is something to tell: an edit of the last one would notify nobody. */
  occasion: string;
  coordinators: readonly MemberId[];
  news: seats.SeatNews;
}

/** Somebody who looks after safety leaves, is away, is back. What that means now stands on home as the set-up. */
export const seatCard = card<SeatTold>('seat', {
  record: ({ which, occasion }) => `${which}:${occasion}`,
  to: toCoordinators,
  preview: 'vague',
  draw: ({ which, news }) => seats.seatNewsCard(which, news),
  lost: 'home',
  slot: ({ record, reader }) => `members:seat:${record}:${reader}`,
});

interface ToRing {
  safety: Safety;
  /** The day on which they were asked: an edit of the last one would notify nobody. */
  asked: string;
  coordinators: readonly MemberId[];
}

/** What is left to ring, whoever of the coordinators does it; home says so once the numbers are old. */
export const numbersCard = card<ToRing>('numbers', {
  record: ({ asked }) => asked,
  to: toCoordinators,
  preview: 'title',
  draw: ({ safety, asked }) => review.numbersCard(safety, asked),
  lost: 'home',
  slot: ({ record, reader }) => `members:numbers:${record}:${reader}`,
});

/** The gate while it is shut, and seats that are not as they should be: on coordinators' homes until that is mended. */
export const setUpCard = card<setUp.SetUp>('set-up', {
  record: () => setUp.SET_UP,
  to: toCoordinators,
  preview: 'title',
  draw: ({ safety: shown, timeZone }, { now }) => safety.setUpCard(shown, now, timeZone),
  waits({ safety: shown }, _reader, now) {
    if (!asksForSetUp(shown, now)) return undefined;
    const until = mendsItselfAt(shown, now);
    return { rank: RANK.office, ...(until && { until }) };
  },
  read: ({ tx, now }, _records, reader) => setUp.readSetUp(tx, now, reader),
  expected: setUp.readExpectedSetUp,
  lost: 'nothing',
});

/** Numbers to ring again. Nothing is written as they become old: the auditor puts it on home. */
export const oldNumbersCard = card<setUp.SetUp>('old-numbers', {
  record: () => setUp.SET_UP,
  to: toCoordinators,
  preview: 'title',
  draw: ({ safety: shown, timeZone }, { now }) => safety.oldNumbersCard(oldestCheck(shown) ?? now, timeZone),
  waits: ({ safety: shown }, _reader, now) => (areNumbersOld(shown, now) ? { rank: RANK.office } : undefined),
  read: ({ tx, now }, _records, reader) => setUp.readSetUp(tx, now, reader),
  expected: setUp.readExpectedOldNumbers,
  lost: 'nothing',
});

export const MESSAGES = [changeCard, changeTold, seatCard, numbersCard, setUpCard, oldNumbersCard];
