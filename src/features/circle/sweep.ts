import type { Sweep } from '../../bot/feature.ts';
import { takeUnasked, unasked } from '../../directory/responder.ts';
import { mayAskCard, mayAskMessage } from './views/call-consent.ts';

/** Ours: as many messages as one transaction writes well; the rest follow in the same minute. */
const AT_ONCE = 2_000;

/** Those who had joined before everybody was asked at joining: all together, so that the time of it says nothing. */
export const askUnasked: Sweep = {
  name: 'members.ask-unasked',
  due: unasked,
  async advance({ tx, enqueue }) {
    enqueue(...(await takeUnasked(tx, AT_ONCE)).map((member) => mayAskMessage(member, mayAskCard)));
  },
};
