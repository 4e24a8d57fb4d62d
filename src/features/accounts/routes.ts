import { z } from 'zod';
import { action, command } from '../../chat/route.ts';
import { nothing } from '../../chat/typed.ts';
import * as may from './permissions.ts';

const code = z.object({ code: z.uuid() });
const account = z.object({ account: z.uuid() });

export const link = command('link', z.string().trim().max(200, 'Please type: link CODE'), may.linkAccounts, {
  usage: 'CODE',
  summary: 'Be one person here on Slack and Teams. Without a code: get one.',
});
export const agreeToLink = action('members.link-yes', code, may.confirmLink);
export const refuseLink = action('members.link-no', code, may.confirmLink);

export const openAccounts = action('members.accounts', nothing, may.linkAccounts, { reads: true });
export const preferAccount = action('members.prefer-account', account, may.keepAccount);
export const askToUnlink = action('members.ask-unlink', account, may.keepAccount, { reads: true });
export const unlink = action('members.unlink', account, may.keepAccount);
