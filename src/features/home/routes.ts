import { z } from 'zod';
import { action, command, formAction } from '../../chat/route.ts';
import * as may from './permissions.ts';

/** A command behind a button, for somebody whose words were near to it. */
const typed = z.object({ words: z.string().min(1).max(1_500) });
export const runCommand = action('members.run', typed, may.readHelp);
export const runFormCommand = formAction('members.run-form', typed, may.readHelp);
export const help = command('help', z.string(), may.readHelp, {
  also: ['people to call', 'more numbers'],
  summary: 'People to call, and what I can do.',
  reads: true,
});
export const home = command('home', z.string(), may.arrive, {
  also: ["what's waiting for me"],
  summary: 'What is waiting for you.',
  reads: true,
});

export const settings = command('settings', z.string(), may.openSettings, {
  summary: 'When I may message you, and your lists.',
  reads: true,
});
