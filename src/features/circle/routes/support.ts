import { z } from 'zod';
import { formAction, submission } from '../../../chat/route.ts';

const nothing = z.object({});

export const openSupport = formAction('members.support', nothing);
export const saveSupport = submission(
  'members.save-support',
  nothing,
  z.object({ words: z.string().trim().max(1500, 'Please keep this to 1500 characters.').optional() }),
);
export const openShares = formAction('members.support-shares', nothing);
export const saveShares = submission(
  'members.save-support-shares',
  nothing,
  z.object({
    person: z.uuid('Please choose a name from the list.').optional(),
    off: z.array(z.uuid()).default([]),
  }),
);
export const openSharedWithMe = formAction('members.shared-with-me', nothing);
/** What one person shared, read from the card that told of it. */
export const readShared = formAction('members.read-shared', z.object({ owner: z.uuid() }));

/** Ours: as many as are still shared person by person. */
export const SHARES = 20;
