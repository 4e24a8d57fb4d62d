import { messagesOf } from '../../bot/messages/declare.ts';
import { RANK } from '../../bot/messages/rank.ts';
import { type Left, readExpectedLeft, readLeft } from './store/handover.ts';
import * as handover from './views/handover.ts';
import * as roles from './views/roles.ts';
import * as supervision from './views/supervision.ts';

const { card } = messagesOf('roles');

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

export const MESSAGES = [roleCard, supervisionCard, handoverCard];
