import { permission } from '../../bot/permissions.ts';

/** Whoever writes to the bot, and whoever has the address: nobody needs an account for it. */
export const readPage = permission('concern-page.read', 'anyone');
export const keepPage = permission('concern-page.keep', 'coordinator');
/** One person alone, and no coordinator, makes a number the one that people call about whoever runs the bot. */
export const decideLine = permission('concern-line.decide', 'members', {
  'who was asked about it': 'always',
});
export const takeBackLine = permission('concern-line.take-back', 'coordinator');
