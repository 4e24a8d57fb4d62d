import type { Work } from '../../../bot/feature.ts';
import { tell, unlist } from '../../../bot/messages/say.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Retention } from '../../../store/retention.ts';
import { wishCard, wishLost } from '../messages.ts';
import { advance } from '../operations.ts';
import { SHRED_DAYS } from '../rules/limits.ts';
import { isOpen } from '../rules/states.ts';
import * as store from '../store/erasure.ts';
import { lockRequest, readAskedOf } from '../store/requests.ts';
import { lockWish, readSentWishes } from '../store/wishes.ts';

/** A call that they asked for ends as if they had stopped it; one that they were asked for goes on to the next person. */
export async function erase(work: Work, member: MemberId): Promise<void> {
  const { tx } = work;
  for (const id of await store.readOwn(tx, member)) {
    const request = await lockRequest(tx, id);
    if (request && isOpen(request.state)) await advance(work, request, { kind: 'stop' }, { actor: member });
    await store.forgetAsker(tx, id);
  }
  for (const id of await readAskedOf(tx, member)) {
    const request = await lockRequest(tx, id);
    const last = request?.asks.findLast(({ person }) => person === member);
    if (request && (last?.outcome === 'sent' || last?.outcome === 'calling'))
      await advance(work, request, { kind: 'hand-over', person: member });
  }
  await store.forgetResponder(tx, member);
  for (const id of await readSentWishes(tx, { askerId: member })) {
    const wish = await lockWish(tx, id);
    if (wish) unlist(work, wishCard, [wish]);
  }
  for (const id of await readSentWishes(tx, { toId: member })) {
    const wish = await lockWish(tx, id);
    if (wish) tell(work, wishLost, wish, 'reader gone');
  }
}

/** Who was asked counts against nobody; the row is a part of somebody else's call. */
export const keepsNameless = ['escalation_ask.person_id'] as const;

export const retention: readonly Retention[] = [
  {
    name: 'calls',
    keeps: `words and names of a call, ${SHRED_DAYS} days after it is over`,
    sweep: 'escalations.shred',
  },
  {
    name: 'wishes',
    keeps: `a wish to change supervisor, ${SHRED_DAYS} days after it is settled`,
    sweep: 'escalations.shred-wishes',
  },
  {
    name: 'call-counts',
    keeps: 'that there was a call, without anybody’s name, two years',
    purge: store.forgetCounts,
  },
];
