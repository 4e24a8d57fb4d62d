import { z } from 'zod';
import { action, command, formAction, submission } from '../../../chat/route.ts';
import { CHOOSE, nothing, personName, safetyPhone, safetyWords, someone } from '../../../chat/typed.ts';
import { NATIONS } from '../../../directory/helplines.ts';
import * as may from '../permissions.ts';

const which = z.object({ which: z.enum(['lead', 'deputy']) });

export const safety = command('safety', z.string(), may.keepSafety, {
  summary: 'The safeguarding lead, and the numbers that everybody sees.',
  reads: true,
});
export const openSafety = action('members.safety', nothing, may.keepSafety, { reads: true });
export const openSafetyPerson = formAction('members.safety-person', which, may.keepSafety, { reads: true });
export const saveSafetyPerson = submission(
  'members.save-safety-person',
  which,
  z.object({ person: someone.optional(), name: personName.optional(), number: safetyPhone }),
  may.keepSafety,
);
export const openOutOfHours = formAction('members.out-of-hours', nothing, may.keepSafety, { reads: true });
export const saveOutOfHours = submission(
  'members.save-out-of-hours',
  nothing,
  z.object({ words: safetyWords(300) }),
  may.keepSafety,
);
export const openNation = formAction('members.nation', nothing, may.keepSafety, { reads: true });
export const saveNation = submission(
  'members.save-nation',
  nothing,
  z.object({ nation: z.enum(NATIONS, CHOOSE) }),
  may.keepSafety,
);
const check = z.object({ nation: z.enum(NATIONS), number: z.string().max(40) });
export const confirmNumber = action('members.confirm-number', check, may.keepSafety);
/** On the card that asks for it every half year. */
export const ringAgain = action('members.ring-again', check, may.keepSafety);
export const unconfirmNumber = action('members.unconfirm-number', check, may.keepSafety);
/** A change that waits for somebody's yes; whoever wants it may take it back. */
export const decideChange = action(
  'members.decide-safety-change',
  z.object({ change: z.uuid(), yes: z.boolean() }),
  may.decideSafetyChange,
);
