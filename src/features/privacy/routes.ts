import { z } from 'zod';
import { action, command, formAction } from '../../chat/route.ts';
import { nothing } from '../../chat/typed.ts';
import * as may from './permissions.ts';

export const privacy = command('privacy', z.string(), may.keepPrivacy, {
  summary: 'What I keep about you, and how to have it sent or forgotten.',
  reads: true,
});
export const openPrivacy = action('members.privacy', nothing, may.keepPrivacy, { reads: true });
export const openKept = formAction('members.kept', nothing, may.keepPrivacy, { reads: true });
export const openLookedAt = formAction('members.looked-at', nothing, may.keepPrivacy, { reads: true });
export const sendMyData = action('members.my-data', nothing, may.keepPrivacy);
export const readMyData = formAction(
  'members.read-my-data',
  z.object({ part: z.string().max(40), page: z.number().int().min(0).max(500) }),
  may.keepPrivacy,
);
export const askToForget = action('members.ask-forget', nothing, may.keepPrivacy);
export const forgetMe = action('members.forget-me', nothing, may.keepPrivacy);
export const keepMyData = action('members.keep-my-data', nothing, may.keepPrivacy);

export const audit = command('audit', z.string(), may.readAudit, {
  summary: 'Who did what to which record.',
  opensForm: true,
});
export const openAudit = formAction(
  'members.audit',
  z.object({ before: z.string().max(19).optional() }),
  may.readAudit,
);
export const askableView = formAction('members.askable', nothing, may.readAskable, { reads: true });
export const employerView = formAction('members.employer', nothing, may.keepPrivacy, { reads: true });
