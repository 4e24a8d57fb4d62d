import type { Work } from '../../../bot/feature.ts';
import { list } from '../../../bot/messages/say.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { readSafety } from '../../../directory/safety.ts';
import { NETWORK_ZONE } from '../../../time/zones.ts';
import { oldNumbersCard, setUpCard } from '../messages.ts';

/** After something of the set-up has changed: what it asks of coordinators now stands on their homes, and nothing else. */
export async function listSetUp(work: Work): Promise<void> {
  const { tx, now } = work;
  const coordinators = await readRoleHolders(tx, 'coordinator', now);
  const setUp = { safety: await readSafety(tx, now), coordinators, timeZone: NETWORK_ZONE };
  list(work, setUpCard, [setUp]);
  list(work, oldNumbersCard, [setUp]);
}
