import { z } from 'zod';
import { formAction, submission } from '../../chat/route.ts';
import { CHOOSE, filled, ids, nothing, wholeNumber } from '../../chat/typed.ts';
import * as may from './permissions.ts';
import { ITEM_KINDS } from './rules/agenda.ts';
import { USUALS } from './rules/times.ts';

export const saveUsual = submission(
  'forum.usual',
  nothing,
  z.object({ usual: z.array(z.enum(USUALS)).default([]) }),
  may.keepUsual,
);

const event = z.object({ event: z.uuid() });
export const changeAgenda = formAction('forum.change-agenda', event, may.changeAgenda, { reads: true });
export const saveAgenda = submission(
  'forum.agenda',
  event,
  z.object({
    kind: z.enum(ITEM_KINDS, CHOOSE).optional(),
    title: filled(120).optional(),
    presenter: filled(80).optional(),
    minutes: wholeNumber(1, 480).optional(),
    off: ids,
  }),
  may.changeAgenda,
);
