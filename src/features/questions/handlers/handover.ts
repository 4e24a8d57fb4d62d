import type { Handover } from '../../../bot/feature.ts';
import { show } from '../../../bot/messages/say.ts';
import { readMembers } from '../../../directory/people.ts';
import { invitationCard } from '../messages.ts';
import * as store from '../store/topics.ts';
import { notListed, takesOver } from '../views/topics.ts';

/**
 * Who is asked about a topic often is so because of a role. A question that is with somebody is no coordinator's
 * matter: it goes on by itself when their turn is over.
 */
export const handover: Handover = {
  async list({ tx }, from) {
    const topics = (await store.readTopics(tx)).filter(
      ({ retired, people }) => !retired && people.some(({ member }) => member === from),
    );
    return topics.map(({ id, name }) => ({ id, words: `Is asked about “${name}”` }));
  },

  async give(work, id, from, to) {
    const { tx } = work;
    const topic = await store.lockTopic(tx, id);
    if (!topic?.people.some(({ member }) => member === from)) return notListed;
    const places = await store.readPlaces(tx, id);
    const known = places.some(({ member }) => member === to);
    const invited = { member: to, answer: null, invited: true };
    await store.writePlaces(
      tx,
      id,
      places.flatMap((one) => (one.member === from ? (known ? [] : [invited]) : [one])),
    );
    const name = (await readMembers(tx, [from])).get(from);
    if (!known) show(work, invitationCard, { topic, member: to, answer: null, by: takesOver(name) });
    return undefined;
  },
};
