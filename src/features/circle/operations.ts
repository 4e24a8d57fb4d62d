import type { Work } from '../../bot/feature.ts';
import { list } from '../../bot/messages/say.ts';
import type { Actor } from '../../directory/actor.ts';
import { type Capacity, writeCapacity } from '../../directory/capacity.ts';
import { capacityCard } from './messages.ts';

/** D28: whether somebody has space to listen, and on home until when, where they named a day. */
export async function changeCapacity(
  work: Work,
  { member, timeZone }: Pick<Actor, 'member' | 'timeZone'>,
  capacity: Capacity,
): Promise<void> {
  await writeCapacity(work.tx, member, capacity);
  list(work, capacityCard, [{ member, timeZone, capacity }]);
}
