import { z } from 'zod';
import { action, command } from '../../chat/route.ts';
import { nothing } from '../../chat/typed.ts';

export const status = command('status', z.string(), {
  summary: 'What waits to be sent, what did not arrive, and why.',
});
export const openStatus = action('members.status', nothing);
