import { z } from 'zod';
import { action } from '../../../chat/route.ts';
import { HATS } from '../rules/profile.ts';

/** Which hats were on the card: what the person said since then is not confirmed unseen. */
const hats = z.object({ member: z.uuid(), hats: z.array(z.enum(HATS)) });

export const confirmHats = action('members.confirm-hats', hats);
export const declineHats = action('members.decline-hats', hats);
