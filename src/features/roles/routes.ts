import { z } from 'zod';
import { action, command, formAction, submission } from '../../chat/route.ts';
import { CHOOSE, date, ids, nothing, someone } from '../../chat/typed.ts';
import { ROLES } from '../../directory/roles.ts';
import * as may from './permissions.ts';

const role = z.object({ member: z.uuid(), role: z.enum(ROLES) });
const term = role.extend({ from: date.optional(), until: date.optional() });

export const roles = command('roles', z.string(), may.grantRole, {
  summary: 'Who has which role; give one or end one.',
  reads: true,
});
export const openRoles = action('members.roles', nothing, may.grantRole, { reads: true });
export const startRole = formAction('members.start-role', nothing, may.grantRole, { reads: true });
export const chooseRole = submission(
  'members.choose-role',
  nothing,
  z.object({ member: someone, role: z.enum(ROLES, CHOOSE), from: date.optional(), until: date.optional() }),
  may.grantRole,
);
export const giveRole = action('members.give-role', term, may.grantRole);
export const askToEndRole = action('members.ask-end-role', role, may.grantRole);
export const endRole = action('members.end-role', role, may.grantRole);

const supervisor = z.object({ supervisor: z.uuid() });
export const openSupervised = formAction('members.supervised', supervisor, may.grantRole);
export const saveSupervised = submission(
  'members.save-supervised',
  supervisor,
  z.object({
    person1: someone.optional(),
    person2: someone.optional(),
    person3: someone.optional(),
    off: ids,
  }),
  may.grantRole,
);

/** One thing that an ended role left open: of which feature, and which. */
const left = z.object({ grant: z.uuid(), feature: z.string().max(40), item: z.string().max(80) });
export const openGive = formAction('members.open-give', left, may.grantRole);
/** The rest stays as it is; or comes back, for that was a mistake. */
export const leaveOpen = action(
  'members.leave-open',
  z.object({ grant: z.uuid(), leave: z.boolean() }),
  may.grantRole,
);
export const give = submission('members.give', left, z.object({ to: someone }), may.grantRole);

const seat = z.object({ seat: z.uuid() });
export const acceptSeat = action('seat.accept', seat, may.ownSeat);
export const declineSeat = action('seat.decline', seat, may.ownSeat);
/** The yes was a mistake: it is open again. */
export const undoSeat = action('seat.undo', seat, may.ownSeat);
export const askToLeaveSeat = action('seat.ask-to-leave', seat, may.ownSeat, { reads: true });
export const leaveSeat = action('seat.leave', seat, may.ownSeat);
/** They stay after all. */
export const keepSeat = action('seat.keep', seat, may.ownSeat, { reads: true });
