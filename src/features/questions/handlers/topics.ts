import type { Context } from '../../../bot/feature.ts';
import { list, show, unlist } from '../../../bot/messages/say.ts';
import { type MemberId, message } from '../../../chat/message.ts';
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
import { recordAudit } from '../../../store/audit.ts';
import { oneLine } from '../../../text/normalise.ts';
import { arrangeList, LIST_PLACES } from '../../circle/rules/list.ts';
import { invitationCard } from '../messages.ts';
import { endTopic } from '../operations/topics.ts';
import * as store from '../store/topics.ts';
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
  if (before && !isRespelt) await endTopic(context, before);
  const kept = new Map(isRespelt ? places.map((one) => [one.member, one]) : []);
  const fresh = people.filter((member) => !kept.has(member));
  await store.writePlaces(
    tx,
    id,
    people.map((member) => kept.get(member) ?? newPlace(member, actor.member)),
  );
  await recordAudit(tx, { at: now, actor: actor.member, action: 'topic.changed', record: `topic:${id}` });
  const topic = { id, name, retired: isRespelt && before.retired };
  for (const member of fresh)
    if (member !== actor.member)
      show(context, invitationCard, { topic, member, answer: null, by: actor.name });
  const off = [...kept.values()].filter(({ member }) => !people.includes(member));
  unlist(
    context,
    invitationCard,
    off.map(({ member, answer }) => ({ topic, member, answer })),
  );
  return showTopics(context);
}

/** Whoever puts themselves down has said yes by it; everybody else is invited. */
const newPlace = (member: MemberId, by: MemberId): store.Place => ({
  member,
  invited: true,
  answer: member === by ? 'yes' : null,
});

export async function retire(
  context: Context,
  { topic, retired }: { topic: string; retired: boolean },
): Promise<Update> {
  const { tx, actor, now } = context;
  const found = await store.lockTopic(tx, topic);
  if (found && retired) await endTopic(context, found);
  else if (found) await bringBack(context, found);
  await recordAudit(tx, { at: now, actor: actor.member, action: 'topic.changed', record: `topic:${topic}` });
  return update(views.topicsPage(await store.readTopics(tx)));
}

/** Whoever has not answered can do so again. */
async function bringBack(context: Context, topic: store.Topic): Promise<void> {
  await store.retireTopic(context.tx, topic.id, false);
  const places = await store.readPlaces(context.tx, topic.id);
  list(
    context,
    invitationCard,
    places.map(({ member, answer }) => ({ topic: { ...topic, retired: false }, member, answer })),
  );
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
  const answer = yes ? 'yes' : 'no';
  await store.writeAnswer(tx, id, actor.member, answer);
  return showWherePressed(context, topic, answer);
}

export async function leaveTopic(context: Context, { topic: id }: { topic: string }): Promise<Update> {
  const { tx, actor } = context;
  const topic = await store.lockTopic(tx, id);
  if (!topic) return update(message(views.notAskedNow));
  await store.removePerson(tx, id, actor.member);
  return showWherePressed(context, topic, 'left');
}

/** On the card that was pressed, and on the invitation, wherever that was pressed. */
const showWherePressed = (
  context: Context,
  topic: store.Topic,
  answer: NonNullable<store.Invitation['answer']>,
): Update =>
  update(show(context, invitationCard, { topic, member: context.actor.member, answer }, { only: 'seen' }));
