import { z } from 'zod';
import { action, formAction, submission } from '../../../chat/route.ts';
import { CHOOSE, near, nothing } from '../../../chat/typed.ts';
import { CAPACITY_LEVELS } from '../../../directory/capacity.ts';
import * as may from '../permissions.ts';

/** `card`: pressed on the living card, which shows the answer in its place. */
export const answerResponder = action(
  'members.may-ask',
  z.object({ agreed: z.boolean(), card: z.literal(true).optional() }),
  may.keepCircle,
);
export const openResponder = formAction('members.responder', nothing, may.keepCircle, { reads: true });
export const saveResponder = submission(
  'members.save-responder',
  nothing,
  z.object({
    agreed: z.enum(['yes', 'no'], CHOOSE),
    outOfHours: z.enum(['yes', 'no'], CHOOSE),
    monthlyCap: z.enum(['1', '2', '3', '5', '10', 'none'], CHOOSE).optional(),
  }),
  may.keepCircle,
);
export const openCapacity = action('members.open-capacity', nothing, may.keepCircle, { reads: true });
export const sayCapacity = action(
  'members.able',
  z.object({ able: z.enum(CAPACITY_LEVELS) }),
  may.keepCircle,
);
const away = z.object({ able: z.enum(['stretched', 'not-now']) });
export const openBackAt = formAction('members.back', away, may.keepCircle, { reads: true });
export const saveBackAt = submission(
  'members.save-back',
  away,
  z.object({ day: near, time: z.iso.time('Please give a time, such as 14:30.').optional() }),
  may.keepCircle,
);
