import { z } from 'zod';
import { action, command, formAction, submission } from '../../chat/route.ts';
import { nothing } from '../../chat/typed.ts';
import * as may from './permissions.ts';

const invited = z.object({ invited: z.uuid() });

/** Ours, and what a field on Slack holds: 3,000 letters. */
export const PASTE_LINES = 50;
export const PASTE_LENGTH = 3000;

export const importPeople = command('import', z.string(), may.bringPeople, {
  summary: 'Bring in a list of people.',
  opensForm: true,
  reads: true,
});
export const openImport = formAction('members.import', nothing, may.bringPeople, { reads: true });
/** `checked`: what the words looked like when their lines were last shown; the same again brings them in. */
export const bringIn = submission(
  'members.bring-in',
  z.object({ checked: z.string().max(64).optional() }),
  z.object({
    list: z
      .string('Please paste a list.')
      .max(PASTE_LENGTH, `Please bring ${PASTE_LENGTH} letters at the most at once.`),
    also: z.array(z.string().max(10)).max(PASTE_LINES).optional(),
  }),
  may.bringPeople,
);
export const acceptInvitation = action('members.accept-invitation', invited, may.answerInvitation);
export const declineInvitation = action('members.decline-invitation', invited, may.answerInvitation);
