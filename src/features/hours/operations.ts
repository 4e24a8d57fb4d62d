import type { Work } from '../../bot/feature.ts';
import type { MemberId } from '../../chat/message.ts';
import { reconsiderHeld } from '../../outbox/queue/reconsider.ts';
import * as store from './store.ts';

/** When somebody may be messaged; what was held for them is looked at again. */
export async function changeContactHours(
  { tx, now }: Pick<Work, 'tx' | 'now'>,
  member: MemberId,
  hours: string,
): Promise<void> {
  await store.setContactHours(tx, member, hours);
  await reconsiderHeld(tx, member, now);
}
