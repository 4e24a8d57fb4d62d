import type { Sweep } from '../../bot/feature.ts';
import { showAll } from '../../bot/messages/say.ts';
import { readResponders, takeUnasked, unasked } from '../../directory/responder.ts';
import { mayAskCard } from './messages.ts';

/** Ours: as many messages as one transaction writes well; the rest follow in the same minute. */
const AT_ONCE = 2_000;

/** Those who had joined before everybody was asked at joining: all together, so that the time of it says nothing. */
export const askUnasked: Sweep = {
  name: 'members.ask-unasked',
  due: unasked,
  async advance(work) {
    const responders = await readResponders(work.tx, await takeUnasked(work.tx, AT_ONCE));
    showAll(
      work,
      mayAskCard,
      [...responders].map(([member, responder]) => ({ member, responder })),
    );
  },
};
