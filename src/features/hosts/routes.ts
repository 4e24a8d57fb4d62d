import { z } from 'zod';
import { action, formAction, submission } from '../../chat/route.ts';
import { ids } from '../../chat/typed.ts';
import * as may from './permissions.ts';

const recipient = z.object({ recipient: z.uuid() });
const deletion = z.object({ deletion: z.uuid() });

/** A21: that it was opened is written down, and the peers see it. */
export const seeNames = formAction('host.names', recipient, may.answerForHost);
/** Agreed, or somebody else, please: no reason is asked. */
export const answer = submission(
  'host.answered',
  recipient,
  z.object({ agreed: ids, other: ids }),
  may.answerForHost,
);
/** UK GDPR Art. 17, 19: what they got is deleted. */
export const deleted = action('host.deleted', deletion, may.answerForHost);
export const notDeleted = action('host.not-deleted', deletion, may.answerForHost);
export const openPrint = formAction('host.print', recipient, may.printForHost, { reads: true });
