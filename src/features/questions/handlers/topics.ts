import type { Context, Work } from '../../../bot/feature.ts';
import { type Card, type MemberId, message } from '../../../chat/message.ts';
import {
  type Invalid,
  invalid,
  type OpenForm,
  open,
  type Say,
  say,
  type Update,
  update,
} from '../../../chat/reply.ts';
import { discreet } from '../../../chat/words.ts';
import { replaceCards, withdrawUnseen } from '../../../outbox/enqueue/cards.ts';
import { recordAudit } from '../../../store/audit.ts';
import { oneLine } from '../../../text/normalise.ts';
import { arrangeList, LIST_PLACES } from '../../circle/rules/list.ts';
import * as store from '../store/topics.ts';
import { invitationMessage, invitationSlot } from '../views/messages.ts';
import * as views from '../views/topics.ts';

type Values = { name: string; about: string[]; off: string[] } & {
  [field in (typeof views.FIELDS)[number]]?: string | undefined;
};

export const showTopics = async ({ tx }: Context): Promise<Say> =>
  say(views.topicsPage(await store.readTopics(tx)));

export async function openTopic(
  { tx }: Context,
  { topic }: { topic?: string | undefined },
): Promise<OpenForm> {
  return open(views.topicForm(topic === undefined ? undefined : await store.readTopic(tx, topic)));
}

export async function saveTopic(
  context: Context,
  { state, values }: { state: { topic?: string | undefined; shown: string[] }; values: Values },
): Promise<Say | Invalid> {
  const { tx, actor, now } = context;
  const name = oneLine(values.name);
  const before = state.topic === undefined ? undefined : await store.lockTopic(tx, state.topic);
  const isRespelt = before !== undefined && store.isSameName(before.name, name);
  // Of a topic under another name nobody has said yes, and who did not say yes to the one before is not asked again.
  const places = before ? await store.readPlaces(tx, before.id) : [];
  const willing = before?.people.map(({ member }) => member) ?? [];
  const known = isRespelt ? places.map(({ member }) => member) : willing;
  const chosen = views.FIELDS.map((field) => values[field]);
  const arranged = arrangeList(known, state.shown, chosen, values.off);
  const names = await store.readMembers(tx, arranged);
  const people = arranged.filter((member, index) => names.has(member) && arranged.indexOf(member) === index);
  const isSeen = (member: MemberId) => willing.includes(member) || chosen.includes(member);
  if (people.length === 0) return invalid({ person1: views.chooseOne });
  if (people.filter(isSeen).length > LIST_PLACES) return invalid({ off: views.tooMany }, views.tooMany);
  const id = isRespelt ? before.id : await store.createTopic(tx, name);
  if (id === undefined) return invalid({ name: views.nameTaken });
  await store.describeTopic(tx, id, { name, isSupport: values.about.length > 0 });
  if (before && !isRespelt) await endTopic(context, before.id);
  const kept = new Map(isRespelt ? places.map((one) => [one.member, one]) : []);
  const fresh = people.filter((member) => !kept.has(member));
  await store.writePlaces(
    tx,
    id,
    people.map((member) => kept.get(member) ?? newPlace(member, actor.member)),
  );
  await recordAudit(tx, { at: now, actor: actor.member, action: 'topic.changed', record: `topic:${id}` });
  for (const member of fresh)
    if (member !== actor.member)
      context.enqueue(invitationMessage(member, id, views.invitationCard({ id, name }, actor.name)));
  return showTopics(context);
}

/** Whoever puts themselves down has said yes by it; everybody else is invited. */
const newPlace = (member: MemberId, by: MemberId): store.Place => ({
  ...{ member, invited: true },
  answer: member === by ? 'yes' : null,
});

/** Nobody is asked about it any more. Whom an invitation has not reached gets it when the topic is brought back. */
async function endTopic({ tx }: Context, topic: string): Promise<void> {
  await store.retireTopic(tx, topic, true);
  const places = await store.readPlaces(tx, topic);
  const waiting = places.filter(({ answer }) => answer === null);
  const unseen = await withdrawUnseen(
    tx,
    waiting.map(({ member }) => invitationSlot(topic, member)),
  );
  await store.writePlaces(
    tx,
    topic,
    places.map((one) => (unseen.has(invitationSlot(topic, one.member)) ? { ...one, invited: false } : one)),
  );
}

export async function retire(
  context: Context,
  { topic, retired }: { topic: string; retired: boolean },
): Promise<Update> {
  const { tx, actor, now } = context;
  await store.lockTopic(tx, topic);
  if (retired) await endTopic(context, topic);
  else await store.retireTopic(tx, topic, false);
  await recordAudit(tx, { at: now, actor: actor.member, action: 'topic.changed', record: `topic:${topic}` });
  return update(views.topicsPage(await store.readTopics(tx)));
}

/** Those of a topic whom no invitation has reached. */
export async function invite({ tx, enqueue }: Work, id: string): Promise<void> {
  const topic = await store.lockTopic(tx, id);
  if (!topic || topic.retired) return;
  const places = await store.readPlaces(tx, id);
  const isNext = ({ answer, invited }: store.Place) => answer === null && !invited;
  await store.writePlaces(
    tx,
    id,
    places.map((one) => ({ ...one, invited: true })),
  );
  for (const { member } of places.filter(isNext))
    enqueue(invitationMessage(member, id, views.invitationCard(topic, views.someCoordinator)));
}

/** A no is kept, so that they are not invited again; it looks to everybody else as if they had not answered. */
export async function answerTopic(
  context: Context,
  { topic: id, yes }: { topic: string; yes: boolean },
): Promise<Update> {
  const { tx, actor } = context;
  const topic = await store.lockTopic(tx, id);
  const place = (await store.readPlaces(tx, id)).find(({ member }) => member === actor.member);
  if (!topic || topic.retired || !place) return update(message(views.notAskedNow));
  if (!yes && place.answer === 'yes') return leaveTopic(context, { topic: id });
  await store.writeAnswer(tx, id, actor.member, yes ? 'yes' : 'no');
  return show(context, id, yes ? views.saidYes(topic) : views.saidNo(topic));
}

export async function leaveTopic(context: Context, { topic }: { topic: string }): Promise<Update> {
  const { tx, actor } = context;
  await store.lockTopic(tx, topic);
  await store.removePerson(tx, topic, actor.member);
  return show(context, topic, views.leftTopic);
}

/** On the card that was pressed, and on the invitation, wherever that was pressed. */
async function show(context: Context, topic: string, card: Card): Promise<Update> {
  await replaceCards(context, [invitationMessage(context.actor.member, topic, card)]);
  return update(discreet(card));
}
