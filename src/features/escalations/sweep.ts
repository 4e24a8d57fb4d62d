import type { Sweep } from '../../bot/feature.ts';
import { advance, detachCards } from './operations.ts';
import * as store from './store/due.ts';
import { lockRequest } from './store/requests.ts';
import * as wishes from './store/wishes.ts';

/** Nobody answered in time, or the asker said nothing: the next step of a request. */
export const advanceEscalations: Sweep = {
  name: 'escalations.go-on',
  due: store.dueRequests,
  async advance(work, id) {
    const request = await lockRequest(work.tx, id);
    if (request?.dueAt && request.dueAt <= work.now) await advance(work, request, { kind: 'time' });
  },
};

export const shred: Sweep = {
  name: 'escalations.shred',
  due: store.requestsToShred,
  async advance(work, id) {
    const request = await lockRequest(work.tx, id);
    if (request && (await store.shredRequest(work.tx, id, work.now))) await detachCards(work, request);
  },
};

export const shredWishes: Sweep = {
  name: 'escalations.shred-wishes',
  due: wishes.wishesToShred,
  advance: ({ tx, now }, id) => wishes.shredWish(tx, id, now),
};
