import { permission } from '../../bot/permissions.ts';

export const linkAccounts = permission('accounts.link', 'anyone');
export const keepAccount = permission('account.own', 'anyone', { 'whose account it is': 'always' });
export const confirmLink = permission('link.confirm', 'anyone', { 'whose account it joins': 'always' });
