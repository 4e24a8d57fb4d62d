import { z } from 'zod';
import { action, formAction, submission } from '../../../chat/route.ts';
import { line, servicePhone } from '../../../chat/typed.ts';
import { OWN_HOURS_LENGTH, OWN_NAME_LENGTH, OWN_NATIONS } from '../../../directory/own-helplines.ts';
import * as may from '../permissions.ts';

const one = z.object({ number: z.uuid() });
const perhaps = one.partial();

/** Without one it is a new one. */
export const openOwnNumber = formAction('members.own-number', perhaps, may.keepSafety, { reads: true });
export const saveOwnNumber = submission(
  'members.save-own-number',
  perhaps,
  z.object({
    name: line(OWN_NAME_LENGTH).refine((typed) => typed !== '', 'Please fill this in.'),
    number: servicePhone,
    hours: line(OWN_HOURS_LENGTH).optional(),
    nation: z.enum(['all', ...OWN_NATIONS], 'Please choose one.'),
    rung: z.iso.date('Please give a date, such as 2027-03-16.'),
  }),
  may.keepSafety,
);
export const askToRemoveNumber = action('members.ask-remove-number', one, may.keepSafety);
export const removeNumber = action('members.remove-number', one, may.keepSafety);
