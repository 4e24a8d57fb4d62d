import { permission } from '../../bot/permissions.ts';

/** A21: what was handed to them, for as long as it is with them; the peers see that it was opened. */
export const answerForHost = permission('host.answer', 'members', {
  'who answers for the host': 'always',
});
/** The same on paper, where somebody can’t be reached here. */
export const printForHost = permission('host.print', 'project-manager', {
  'its project manager': 'always',
  'its deputy': 'always',
});
