import { z } from 'zod';
import { formAction, submission } from '../../../chat/route.ts';
import { nothing } from '../../../chat/typed.ts';
import * as may from '../permissions.ts';

export const openSupport = formAction('members.support', nothing, may.keepCircle, { reads: true });
export const saveSupport = submission(
  'members.save-support',
  nothing,
  z.object({ words: z.string().trim().max(1500, 'Please keep this to 1500 characters.').optional() }),
  may.keepCircle,
);
export const openShares = formAction('members.support-shares', nothing, may.keepCircle, { reads: true });
export const saveShares = submission(
  'members.save-support-shares',
  nothing,
  z.object({
    person: z.uuid('Please choose a name from the list.').optional(),
    off: z.array(z.uuid()).default([]),
  }),
  may.keepCircle,
);
export const openSharedWithMe = formAction('members.shared-with-me', nothing, may.keepCircle);
/** What one person shared, read from the card that told of it. */
export const readShared = formAction('members.read-shared', z.object({ owner: z.uuid() }), may.keepCircle);

/** Ours: as many as are still shared person by person. */
export const SHARES = 20;
