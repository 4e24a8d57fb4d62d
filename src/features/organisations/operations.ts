import type { Work } from '../../bot/feature.ts';
import { list } from '../../bot/messages/say.ts';
import { readRoleHolders } from '../../directory/roles.ts';
import { toLookAtCard } from './messages.ts';
import { countProposed } from './store.ts';

/** Something is to be looked at, or was: on every coordinator's home it stands while there is any. */
export async function listToLookAt(work: Work): Promise<void> {
  const { tx, now } = work;
  const coordinators = await readRoleHolders(tx, 'coordinator', now);
  list(work, toLookAtCard, [{ count: await countProposed(tx), coordinators }]);
}
