import { z } from 'zod';
import { action, formAction } from '../../../chat/route.ts';

/** A command behind a button, for somebody whose words were near to it. */
const typed = z.object({ words: z.string().min(1).max(1_500) });
export const runCommand = action('members.run', typed);
export const runFormCommand = formAction('members.run-form', typed);
