import type { Work } from '../../../bot/feature.ts';
import { close, show } from '../../../bot/messages/say.ts';
import type { MemberId } from '../../../chat/message.ts';
import { invitationCard } from '../messages.ts';
import * as store from '../store/topics.ts';

/** Nobody is asked about it any more. Whom an invitation has not reached gets it when the topic is brought back. */
export async function endTopic(work: Work, topic: store.Topic): Promise<void> {
  const { tx } = work;
  await store.retireTopic(tx, topic.id, true);
  const places = await store.readPlaces(tx, topic.id);
  const unreached = new Set<MemberId>();
  for (const { member, answer } of places) {
    if (answer !== null) continue;
    // What is not seen of a topic is known for each of its people, so they are asked for one by one: a handful.
    const unseen = await close(work, invitationCard, [
      { topic: { ...topic, retired: true }, member, answer },
    ]);
    if (unseen.size > 0) unreached.add(member);
  }
  await store.writePlaces(
    tx,
    topic.id,
    places.map((one) => (unreached.has(one.member) ? { ...one, invited: false } : one)),
  );
}

/** Those of a topic whom no invitation has reached. */
export async function invite(work: Work, id: string): Promise<void> {
  const { tx } = work;
  const topic = await store.lockTopic(tx, id);
  if (!topic || topic.retired) return;
  const places = await store.readPlaces(tx, id);
  await store.writePlaces(
    tx,
    id,
    places.map((one) => ({ ...one, invited: true })),
  );
  for (const { member, answer, invited } of places)
    if (answer === null && !invited) show(work, invitationCard, { topic, member, answer });
}
