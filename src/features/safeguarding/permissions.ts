import { permission } from '../../bot/permissions.ts';

export const keepSafety = permission('safety.keep', 'coordinator');
/** What weakens the set-up needs a second yes. */
export const decideSafetyChange = permission('safety-change.decide', 'members', {
  'whose yes is asked': 'always',
  'who proposed it': 'always',
});
