import type { Guard } from '../../../bot/on.ts';
import { type Say, say } from '../../../chat/reply.ts';
import { isNever } from '../../../directory/circle.ts';
import * as store from '../store/requests.ts';
import * as wishes from '../store/wishes.ts';
import { movedOn } from '../views/asker.ts';
import { nothingNeeded } from '../views/responder.ts';

/** The asker's own request, locked. */
export const ownCall: Guard<{ request: string }, store.Escalation, 'who asked for the call', Say> = {
  lock: ({ tx }, { request }) => store.lockRequest(tx, request),
  stands: { 'who asked for the call': ({ asker }, { actor }) => asker === actor.member },
  refuse: say(movedOn),
};

export interface Asked {
  request: store.Escalation;
  ask: store.Ask;
}

/** The responder's own ask; its request, which the card shows, is locked. Whoever is on *not this person* has none. */
export const ownAsk: Guard<{ ask: string }, Asked, 'who is asked to call', Say> = {
  async lock({ tx, actor }, { ask: id }) {
    const found = await store.findAsked(tx, id);
    const request = found?.person === actor.member ? await store.lockRequest(tx, found.request) : undefined;
    const ask = request?.asks.find((one) => one.id === id);
    return request && ask && { request, ask };
  },
  stands: { 'who is asked to call': ({ ask }, { actor }) => ask.person === actor.member },
  except: ({ request }, { tx, actor }) => isNever(tx, request.asker, actor.member),
  refuse: say(nothingNeeded),
};

/** Read by the one it was sent to, while they are somebody to whom one may be sent; not even by who sent it. */
export const readWish: Guard<{ wish: string }, wishes.Wish, 'who reads the wish', Say> = {
  lock: ({ tx }, { wish }) => wishes.lockWish(tx, wish),
  stands: {
    'who reads the wish': async ({ id, to }, { tx, actor, now }) =>
      to === actor.member && (await wishes.readWishes(tx, [id], to, now)).has(id),
  },
  refuse: say(movedOn),
};

/** The asker's own, as long as nobody has seen to it. */
export const sentWish: Guard<{ wish: string }, wishes.Wish, 'who sent the wish', Say> = {
  lock: ({ tx }, { wish }) => wishes.lockWish(tx, wish),
  stands: { 'who sent the wish': ({ asker }, { actor }) => asker === actor.member },
  state: ({ state }) => state,
  refuse: say(movedOn),
};
