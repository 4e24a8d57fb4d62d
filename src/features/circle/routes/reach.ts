import { z } from 'zod';
import { action, formAction, submission } from '../../../chat/route.ts';
import { CHOOSE, nothing, phone, words } from '../../../chat/typed.ts';
import * as may from '../permissions.ts';

export const openReach = formAction('members.reach', nothing, may.keepCircle, { reads: true });
export const saveReach = submission(
  'members.save-reach',
  nothing,
  z.object({
    number: phone,
    way: z.enum(['call', 'message'], CHOOSE),
    safe: z.enum(['yes', 'message-first', 'no'], CHOOSE),
    note: words(200).optional(),
  }),
  may.keepCircle,
);
export const forgetReach = action('members.forget-reach', nothing, may.keepCircle);
