import { z } from 'zod';
import { submission } from '../../chat/route.ts';
import { nothing } from '../../chat/typed.ts';
import * as may from './permissions.ts';
import { USUALS } from './rules/times.ts';

export const saveUsual = submission(
  'forum.usual',
  nothing,
  z.object({ usual: z.array(z.enum(USUALS)).default([]) }),
  may.keepUsual,
);
