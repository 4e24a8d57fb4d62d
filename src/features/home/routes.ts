import { z } from 'zod';
import { action, command, formAction } from '../../chat/route.ts';

/** A command behind a button, for somebody whose words were near to it. */
const typed = z.object({ words: z.string().min(1).max(1_500) });
export const runCommand = action('members.run', typed);
export const runFormCommand = formAction('members.run-form', typed);
export const help = command('help', z.string(), {
  also: ['people to call', 'more numbers'],
  summary: 'People to call, and what I can do.',
});
export const home = command('home', z.string(), {
  also: ["what's waiting for me"],
  summary: 'What is waiting for you.',
});

export const settings = command('settings', z.string(), {
  summary: 'When I may message you, and your lists.',
});
