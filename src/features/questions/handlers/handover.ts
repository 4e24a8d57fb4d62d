import type { Handover } from '../../../bot/feature.ts';
import { readMembers } from '../../members/store.ts';
import * as store from '../store/topics.ts';
import { namedLetter } from '../views/letters.ts';
import { namedCard, notListed, takesOver } from '../views/topics.ts';

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

  async give({ tx, enqueue }, id, from, to) {
    const topic = await store.lockTopic(tx, id);
    const people = topic?.people.map(({ member }) => member) ?? [];
    if (!topic || !people.includes(from)) return notListed;
    const known = people.includes(to);
    await store.writePeople(
      tx,
      id,
      known ? people.filter((one) => one !== from) : people.map((one) => (one === from ? to : one)),
    );
    const after = await store.readTopic(tx, id);
    const name = (await readMembers(tx, [from])).get(from);
    if (after && !known) enqueue(namedLetter(to, id, namedCard(after, takesOver(name))));
    return undefined;
  },
};
