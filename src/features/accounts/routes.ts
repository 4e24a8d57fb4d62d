import { z } from 'zod';
import { action, command } from '../../chat/route.ts';

const code = z.object({ code: z.uuid() });
const account = z.object({ account: z.uuid() });

export const link = command('link', z.string().trim().max(200, 'Please type: link CODE'), {
  usage: 'CODE',
  summary: 'Be one person here on Slack and Teams. Without a code: get one.',
});
export const agreeToLink = action('members.link-yes', code);
export const refuseLink = action('members.link-no', code);

export const openAccounts = action('members.accounts', z.object({}));
export const preferAccount = action('members.prefer-account', account);
export const askToUnlink = action('members.ask-unlink', account);
export const unlink = action('members.unlink', account);
