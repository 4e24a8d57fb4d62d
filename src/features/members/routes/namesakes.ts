import { z } from 'zod';
import { action } from '../../../chat/route.ts';

/** How the name looked on the card: what somebody is called since then is not answered unseen. */
const which = z.object({ member: z.uuid(), looks: z.string().max(1_500) });

export const twoPeople = action('members.two-people', which);
export const askForName = action('members.ask-for-name', which);
