import { messagesOf } from '../../bot/messages/declare.ts';
import { RANK } from '../../bot/messages/rank.ts';
import type { MemberId } from '../../chat/message.ts';
import { localDate } from '../../time/hours.ts';
import { NETWORK_ZONE } from '../../time/zones.ts';
import { editionOf } from './rules/review.ts';
import * as invitations from './store/invitations.ts';
import { REVIEW_RECORD, type Review, readExpectedReviews, readReviewFor } from './store/review.ts';
import * as views from './views/invitation.ts';
import { reviewCard as drawReview, reviewMoved } from './views/review.ts';

const { card } = messagesOf('pool');

export type ToLookOver = Review & { managers: readonly MemberId[] };

/** A6: one card for each quarter, for whoever may run projects; nobody in the pool hears of it. */
export const reviewCard = card<ToLookOver>('review', {
  record: () => REVIEW_RECORD,
  to: ({ managers }) => managers.map((member) => ({ member })),
  preview: 'title',
  draw: (review, { now }) => drawReview(review, localDate(now, NETWORK_ZONE)),
  edition: { of: ({ day }) => editionOf(day), moved: () => reviewMoved },
  waits: ({ lookedAt }) => (lookedAt ? undefined : { rank: RANK.office }),
  async read({ tx, now }, _records, reader) {
    const review = await readReviewFor(tx, reader, now);
    return new Map(review ? [[REVIEW_RECORD, { ...review, managers: [reader] }]] : []);
  },
  expected: readExpectedReviews,
  lost: 'home',
});

/** A17: it names who thought of them, so a lock screen shows none of it. */
export const invitationCard = card<invitations.Invitation>('invitation', {
  record: ({ id }) => id,
  to: ({ peer }) => [{ member: peer }],
  preview: 'vague',
  draw: (invitation, { now }) => views.invitationCard(invitation, now),
  expires: ({ startsAt }) => startsAt,
  waits: ({ closed, isAhead, startsAt }) =>
    closed || !isAhead ? undefined : { rank: RANK.invitation, until: startsAt },
  read: ({ tx, now }, ids, reader) => invitations.readOwnInvitations(tx, ids, reader, now),
  personal: true,
  expected: invitations.readExpectedInvitations,
  lost: 'home',
});

export const MESSAGES = [reviewCard, invitationCard];
