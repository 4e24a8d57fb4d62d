import type { Work } from '../../../bot/feature.ts';
import { list, tell } from '../../../bot/messages/say.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { helpCard, helpWanted, toMembers } from '../messages.ts';
import { changePair, type Pair } from '../store/pairs.ts';
import { readOtherCoordinators } from './unreached.ts';

/** Each coordinator hears of it, but one of the two themselves: `false` where there is no other. */
export async function askCoordinators(work: Work, pair: Pair): Promise<boolean> {
  const { tx, now } = work;
  const coordinators = await readOtherCoordinators(work, pair);
  if (coordinators.length === 0) return false;
  await changePair(tx, pair.id, { wantsHelp: true });
  tell(work, helpWanted, { pair, coordinators }, now.toISOString());
  list(work, helpCard, [{ count: 1 }], toMembers(await readRoleHolders(tx, 'coordinator', now)));
  return true;
}
