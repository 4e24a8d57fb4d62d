import { type CardKind, messagesOf } from '../../bot/messages/declare.ts';
import { RANK } from '../../bot/messages/rank.ts';
import { DAY_MS } from '../../time/durations.ts';
import { SAID_DAYS, takesAnswers, wasSent } from './rules/consultation.ts';
import type { Consultation } from './store/consultations.ts';
import { type Asked, readAsked } from './store/consulted.ts';
import * as expected from './store/expected.ts';
import { type Quiet, type Run, readQuiet, readRuns, readWriters } from './store/run.ts';
import * as person from './views/person.ts';
import * as presses from './views/presses.ts';
import * as writer from './views/writer.ts';

const { card, news } = messagesOf('consultations');

const toPerson = ({ consulted }: Asked) => [{ member: consulted.memberId }];
const aboutPerson = ({ consulted }: Asked): string => consulted.id;
/** One for both of their cards, so that home asks once. */
const readPerson: NonNullable<CardKind<Asked>['read']> = ({ tx }, ids, reader) => readAsked(tx, ids, reader);
const saidUntil = (at: Date): Date => new Date(at.getTime() + SAID_DAYS * DAY_MS);

/** One for each whom it went to: what is new, and what is asked. Of no use once it has closed is only its question. */
export const consultedCard = card<Asked>('consulted', {
  record: aboutPerson,
  to: toPerson,
  preview: 'vague',
  draw: person.consultedCard,
  waits: ({ consultation, consulted }, _reader, now) => {
    const { questionKind, state, openedAt, closesAt } = consultation;
    if (consulted.state !== 'asked' || consulted.away || !openedAt || !closesAt) return undefined;
    if (takesAnswers(consultation, now)) return { rank: RANK.invitation, until: closesAt };
    const until = saidUntil(openedAt);
    return questionKind === 'none' && wasSent(state) && now < until ? { rank: RANK.news, until } : undefined;
  },
  read: readPerson,
  personal: true,
  expected: expected.readExpectedAsked,
  lost: 'home',
});

/** One, half-way, where its writer asked for it: a message of its own, for an edited card rings no bell. */
export const reminder = news<Asked>('reminder', {
  record: aboutPerson,
  to: toPerson,
  preview: 'vague',
  draw: person.reminderCard,
  expires: ({ consultation }) => consultation.closesAt ?? undefined,
  lost: 'home',
});

/** You said, we did: to everybody whom it went to. */
export const outcomeCard = card<Asked>('outcome', {
  record: aboutPerson,
  to: toPerson,
  preview: 'vague',
  draw: person.outcomeCard,
  waits: ({ consultation: { state, toldAt }, consulted }, _reader, now) => {
    if (state !== 'told-back' || !toldAt || consulted.outcomeRead || consulted.away) return undefined;
    const until = saidUntil(toldAt);
    return now < until ? { rank: RANK.news, until } : undefined;
  },
  read: readPerson,
  personal: true,
  expected: expected.readExpectedOutcomes,
  lost: 'home',
});

const toOwner = ({ ownerId }: Consultation) => (ownerId === null ? [] : [{ member: ownerId }]);

/** The one living card of whoever runs it, from its preview to what came of it. */
export const runCard = card<Run>('run', {
  record: ({ consultation }) => consultation.id,
  to: ({ consultation }) => toOwner(consultation),
  preview: 'vague',
  draw: (run, { now }) => writer.runCard(run, now),
  waits: ({ consultation: { state, questionKind, ownerId }, coverage }, reader) => {
    const isUnderWay = state === 'draft' || state === 'open';
    const { answered, reachable } = coverage;
    const isToTell = state === 'closed' && questionKind !== 'none' && answered > 0 && reachable > 0;
    return ownerId === reader && (isUnderWay || isToTell) ? { rank: RANK.running } : undefined;
  },
  read: ({ tx, now }, ids, reader) => readRuns(tx, ids, reader, now),
  expected: expected.readExpectedRuns,
  lost: 'home',
});

/** Nothing was written for a quarter: on the homes of whoever may, once, and never a message. */
export const quietCard = card<Quiet>('quiet', {
  record: ({ consultation }) => consultation.id,
  to: ({ writers }) => writers.map((member) => ({ member })),
  preview: 'vague',
  draw: ({ consultation }) => presses.quietCard(consultation),
  waits: ({ consultation: { quietAt, quietOverAt } }) =>
    quietAt && !quietOverAt ? { rank: RANK.news } : undefined,
  async read({ tx, now }, ids, reader) {
    const writers = await readWriters(tx, now);
    const quiet = writers.includes(reader) ? await readQuiet(tx, ids) : [];
    return new Map(quiet.map((consultation) => [consultation.id, { consultation, writers }]));
  },
  expected: expected.readExpectedQuiet,
  lost: 'home',
});

/** Whoever ran it has left the network, and somebody has to know that it is with them now. */
export const yoursNow = news<Consultation>('yours', {
  record: ({ id }) => id,
  to: toOwner,
  preview: 'vague',
  draw: presses.yoursNowCard,
  lost: 'home',
});

export const MESSAGES = [consultedCard, reminder, outcomeCard, runCard, quietCard, yoursNow];
