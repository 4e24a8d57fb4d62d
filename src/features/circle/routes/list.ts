import { z } from 'zod';
import { command, formAction, submission } from '../../../chat/route.ts';
import { ids, nothing, someone } from '../../../chat/typed.ts';
import * as may from '../permissions.ts';

export const list = command('list', z.string(), may.keepCircle, {
  summary: 'Your own list of people to ask, which nobody else sees.',
  reads: true,
});
export const openList = formAction('members.list', nothing, may.keepCircle, { reads: true });
/** `shown`: who stood on the list when the form was opened, in order. */
export const shownList = z.array(z.uuid()).max(10).default([]);
export const saveList = submission(
  'members.save-list',
  z.object({ shown: shownList }),
  z.object({
    person1: someone.optional(),
    person2: someone.optional(),
    person3: someone.optional(),
    person4: someone.optional(),
    person5: someone.optional(),
    off: ids,
  }),
  may.keepCircle,
);
export const openNever = formAction('members.never', nothing, may.keepCircle, { reads: true });
export const saveNever = submission(
  'members.save-never',
  nothing,
  z.object({ person: someone.optional(), off: ids }),
  may.keepCircle,
);
