import { permission } from '../../bot/permissions.ts';

export const grantRole = permission('role.grant', 'coordinator');
/** A seat is taken up, or not, by whoever was offered it: nobody gives one to themselves. */
export const ownSeat = permission('seat.own', 'members', {
  'who was offered the seat': ['offered', 'accepted', 'declined'],
});
