import { z } from 'zod';
import { action, command, formAction, submission } from '../../chat/route.ts';
import { CHOOSE, near, nothing, words } from '../../chat/typed.ts';
import { DIVISIONS } from '../../time/calendar.ts';
import * as may from './permissions.ts';
export const chooseHours = action(
  'members.hours',
  z.object({ hours: z.enum(['work', 'evenings', 'never']) }),
  may.keepHours,
);
/** For somebody who may not be the only one to read this chat. */
export const stopMessages = action('members.stop-messages', nothing, may.stopMessages);

export const hours = command('hours', z.string(), may.keepHours, {
  summary: 'When I may message you, and taking a break.',
  reads: true,
});
export const openHours = action('members.open-hours', nothing, may.keepHours, { reads: true });
export const openOwnHours = formAction('members.own-hours', nothing, may.keepHours, { reads: true });
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Please give a time, such as 08:30.');
export const saveHours = submission(
  'members.save-hours',
  nothing,
  z.object({
    hours: z.enum(['work', 'evenings', 'own', 'never'], CHOOSE),
    from: time.optional(),
    to: time.optional(),
    days: z.array(z.coerce.number().int().min(1).max(7)).default([]),
    division: z.enum(DIVISIONS, CHOOSE),
    zone: words(60).optional(),
  }),
  may.keepHours,
);
export const openBreak = formAction('members.break', nothing, may.keepHours, { reads: true });
export const saveBreak = submission('members.save-break', nothing, z.object({ day: near }), may.keepHours);
export const endBreak = action('members.end-break', nothing, may.keepHours);
