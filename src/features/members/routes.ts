import { z } from 'zod';
import { action, command, formAction } from '../../chat/route.ts';

const nothing = z.object({});
const member = z.object({ member: z.uuid() });

export const setUp = command(
  'setup',
  z.string().trim().min(1, 'Please type: setup CODE, with the code that was shown when I first started.'),
  {
    usage: 'CODE',
    summary: 'Set this network up, with the code from the first start.',
  },
);
export const help = command('help', z.string(), { summary: 'People to call, and what I can do.' });
export const home = command('home', z.string(), { summary: 'What is waiting for you.' });
export const join = command('join', z.string(), { summary: 'Ask to join this network.' });

export const askToJoin = action('members.ask', nothing);
export const admit = action('members.admit', member);
export const declineToAdmit = action('members.decline', member);
export const openHome = action('members.home', nothing);
export const openHelp = action('members.help', nothing);
export const chooseHours = action(
  'members.hours',
  z.object({ hours: z.enum(['work', 'evenings', 'never']) }),
);
export const employerView = formAction('members.employer', nothing);
