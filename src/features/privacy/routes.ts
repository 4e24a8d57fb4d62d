import { z } from 'zod';
import { action, command, formAction } from '../../chat/route.ts';

const nothing = z.object({});

export const privacy = command('privacy', z.string(), {
  summary: 'What I keep about you, and how to have it sent or forgotten.',
});
export const openPrivacy = action('members.privacy', nothing);
export const openKept = formAction('members.kept', nothing);
export const openLookedAt = formAction('members.looked-at', nothing);
export const sendMyData = action('members.my-data', nothing);
export const readMyData = formAction(
  'members.read-my-data',
  z.object({ part: z.string().max(40), page: z.number().int().min(0).max(500) }),
);
export const askToForget = action('members.ask-forget', nothing);
export const forgetMe = action('members.forget-me', nothing);
export const keepMyData = action('members.keep-my-data', nothing);

export const audit = command('audit', z.string(), {
  summary: 'Who did what to which record.',
  opensForm: true,
});
export const openAudit = formAction('members.audit', z.object({ before: z.string().max(19).optional() }));
export const askableView = formAction('members.askable', nothing);
export const employerView = formAction('members.employer', nothing);
