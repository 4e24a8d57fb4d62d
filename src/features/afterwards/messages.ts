import { type CardKind, messagesOf, nameOf } from '../../bot/messages/declare.ts';
import { RANK } from '../../bot/messages/rank.ts';
import { isOpen } from '../requests/rules.ts';
import { isDone, saidUntil, standsUntil } from './rules/follow-up.ts';
import { type Disclosure, readDisclosures } from './store/disclosures.ts';
import * as expected from './store/expected.ts';
import { type FollowUp, readFollowUps, waysOf } from './store/follow-ups.ts';
import * as claims from './views/claim.ts';
import * as disclosures from './views/disclosure.ts';
import * as views from './views/follow-up.ts';
import { movedOn } from './views/words.ts';

const { card } = messagesOf('afterwards');

const byFollowUp = ({ id }: FollowUp): string => id;
const toPeer = ({ peer }: FollowUp) => [{ member: peer.id }];
const toAnswerers = ({ answerers }: Pick<FollowUp, 'answerers'>) =>
  answerers.map(({ member }) => ({ member }));
const readOwn: CardKind<FollowUp>['read'] = async ({ tx, now }, ids, reader) =>
  new Map((await readFollowUps(tx, now, ids, reader)).map((one) => [one.id, one]));

/** What follows a project, for whoever took part: one living card, whose reminder is its second edition. */
export const followUpCard = card<FollowUp>('follow-up', {
  record: byFollowUp,
  to: toPeer,
  preview: 'vague',
  draw: (followUp, { now }) => views.followUpCard(followUp, now),
  edition: { of: ({ edition }) => edition, moved: () => movedOn },
  waits: (followUp, _reader, now) => {
    const until = standsUntil(followUp.askedAt);
    return isDone(waysOf(followUp)) || until <= now ? undefined : { rank: RANK.news, until };
  },
  read: readOwn,
  personal: true,
  expected: expected.readExpectedFollowUps,
  lost: 'home',
});

/** A23: to whoever answers for the project; each claim that is sent is a card of its own. */
export const claimCard = card<FollowUp>('claim', {
  record: byFollowUp,
  to: toAnswerers,
  preview: 'vague',
  draw: (followUp, { now }) => claims.claimCard(followUp, now),
  edition: { of: ({ claimsSent }) => claimsSent, moved: () => movedOn },
  waits: ({ claim, answerers }, reader) =>
    claim === 'sent' && answerers.some(({ member }) => member === reader) ? { rank: RANK.office } : undefined,
  read: async ({ tx, now }, ids, reader) =>
    new Map(
      (await readFollowUps(tx, now, ids))
        .filter(({ answerers }) => answerers.some(({ member }) => member === reader))
        .map((one) => [one.id, one]),
    ),
  expected: expected.readExpectedClaims,
  lost: 'home',
});

/** A23: what was decided, told back; each decision is a card of its own. */
export const claimAnswerCard = card<FollowUp>('claim-answer', {
  record: byFollowUp,
  to: toPeer,
  preview: 'vague',
  draw: claims.claimAnswerCard,
  edition: { of: ({ claimDecisions }) => claimDecisions, moved: () => movedOn },
  waits: ({ claim }) => (claim === 'returned' ? { rank: RANK.person } : undefined),
  read: readOwn,
  personal: true,
  expected: expected.readExpectedClaimAnswers,
  lost: 'home',
});

const byRequest = ({ request }: Disclosure): string => request.id;

/** A15: to whoever answers for the project. */
export const toAnswerCard = card<Disclosure>('disclosure', {
  record: byRequest,
  to: toAnswerers,
  preview: 'vague',
  draw: (disclosure, { reader, now }) => disclosures.toAnswerCard(disclosure, nameOf(reader), now),
  waits: ({ request, answerers }, reader) =>
    isOpen(request) && answerers.some(({ member }) => member === reader) ? { rank: RANK.office } : undefined,
  read: async ({ tx, now }, ids, reader) =>
    new Map(
      (await readDisclosures(tx, now, ids))
        .filter(({ answerers }) => answerers.some(({ member }) => member === reader))
        .map((one) => [one.request.id, one]),
    ),
  expected: expected.readExpectedDisclosures,
  lost: 'home',
});

/** A15: the answer, told back; one that was changed is a card of its own. */
export const answerCard = card<Disclosure>('disclosure-answer', {
  record: byRequest,
  to: ({ request }) => [{ member: request.askerId }],
  preview: 'vague',
  draw: disclosures.answerCard,
  edition: { of: ({ request }) => request.answers, moved: () => disclosures.answerChanged },
  waits: ({ request }, _reader, now) => {
    const until = saidUntil(request.at);
    return request.state === 'answered' && until > now ? { rank: RANK.news, until } : undefined;
  },
  read: async ({ tx, now }, ids, reader) =>
    new Map(
      (await readDisclosures(tx, now, ids))
        .filter(({ request }) => request.askerId === reader)
        .map((one) => [one.request.id, one]),
    ),
  personal: true,
  expected: expected.readExpectedAnswers,
  lost: 'home',
});

export const MESSAGES = [followUpCard, claimCard, claimAnswerCard, toAnswerCard, answerCard];
