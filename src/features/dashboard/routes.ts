import { z } from 'zod';
import { action, command } from '../../chat/route.ts';
import { nothing } from '../../chat/typed.ts';
import * as may from './permissions.ts';

export const status = command('status', z.string(), may.readStatus, {
  summary: 'What waits to be sent, what did not arrive, and why.',
  reads: true,
});
export const openStatus = action('members.status', nothing, may.readStatus, { reads: true });
