import { messagesOf } from '../../bot/messages/declare.ts';
import { RANK } from '../../bot/messages/rank.ts';
import type { Role } from '../../directory/actor.ts';
import { type Left, readExpectedLeft, readLeft } from './store/handover.ts';
import { readExpectedSeats, readOwnSeated } from './store/seated.ts';
import * as handover from './views/handover.ts';
import * as roles from './views/roles.ts';
import * as seats from './views/seats.ts';
import * as supervision from './views/supervision.ts';

const { card, news } = messagesOf('roles');

/** What the person themselves is told; a later word on the same role takes its place. */
export const roleCard = card<roles.RoleChange>('role', {
  record: ({ role, member }) => `${role}:${member}`,
  to: ({ member }) => [{ member }],
  preview: 'vague',
  draw: roles.roleCard,
  lost: 'nothing',
  slot: ({ record }) => `members:role:${record}`,
});

/** To each of the two; a later word on the same two takes its place. */
export const supervisionCard = card<supervision.Supervision>('supervision', {
  record: ({ to, other }) => `${to.member}:${other.member}`,
  to: ({ to }) => [{ member: to.member }],
  preview: 'vague',
  draw: supervision.supervisionCard,
  lost: 'nothing',
  slot: ({ record }) => `members:supervision:${record}`,
});

/** E21: what an ended role left open, for each coordinator, until all of it is somebody's. */
export const handoverCard = card<Left>('handover', {
  record: ({ grant }) => grant.id,
  to: ({ coordinators }) => coordinators.map((member) => ({ member })),
  preview: 'vague',
  draw({ grant, items, isLeft, isHeldAgain }) {
    if (isHeldAgain) return handover.recalledCard(grant);
    return isLeft ? handover.leftCard(grant) : handover.handoverCard(grant, items);
  },
  waits: ({ items, isLeft, isHeldAgain }) =>
    items.length > 0 && !isLeft && !isHeldAgain ? { rank: RANK.office } : undefined,
  read: readLeft,
  expected: readExpectedLeft,
  lost: 'home',
  slot: ({ record, reader }) => `members:handover:${record}:${reader}`,
});

const aboutSeat = ({ seat }: seats.Seated): string => seat.id;
const toOfferer = ({ seat: { offeredBy } }: seats.Seated) =>
  offeredBy === null ? [] : [{ member: offeredBy }];

/** Somebody is asked to take something on. */
export const seatCard = card<seats.Seated>('seat', {
  record: aboutSeat,
  to: ({ seat }) => [{ member: seat.member }],
  preview: 'vague',
  draw: (seated, { now }) => seats.seatCard(seated, now),
  waits: ({ seat, words }) =>
    seat.state === 'offered' && words !== undefined ? { rank: RANK.invitation } : undefined,
  read: readOwnSeated,
  personal: true,
  expected: readExpectedSeats,
  lost: 'home',
});

/** Whoever offered it hears what became of it. */
export const seatAnswer = card<seats.Seated>('seat-answer', {
  record: aboutSeat,
  to: toOfferer,
  preview: 'vague',
  draw: seats.answerCard,
  lost: 'nothing',
});

/** It was taken up, and is free again. */
export const seatEmptied = news<seats.Seated & { why: seats.Emptied; role: Role | undefined }>(
  'seat-emptied',
  {
    record: aboutSeat,
    to: toOfferer,
    preview: 'vague',
    draw: (seated) => seats.emptiedCard(seated, seated.why, seated.role),
    lost: 'nothing',
  },
);

/** Whoever offered it has ended it. */
export const seatEnded = news<seats.Seated>('seat-ended', {
  record: aboutSeat,
  to: ({ seat }) => [{ member: seat.member }],
  preview: 'vague',
  draw: seats.endedCard,
  lost: 'nothing',
});

export const MESSAGES = [
  roleCard,
  supervisionCard,
  handoverCard,
  seatCard,
  seatAnswer,
  seatEmptied,
  seatEnded,
];
