import type { Context } from '../../../bot/feature.ts';
import { message } from '../../../chat/message.ts';
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
import { arrangeList, LIST_PLACES } from '../../members/rules/list.ts';
import * as store from '../store/topics.ts';
import { namedLetter } from '../views/letters.ts';
import * as views from '../views/topics.ts';

type Values = { name: string; off: string[] } & {
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
  const before = state.topic === undefined ? undefined : await store.lockTopic(tx, state.topic);
  const chosen = views.FIELDS.map((field) => values[field]);
  const known = before?.people.map(({ member }) => member) ?? [];
  const arranged = arrangeList(known, state.shown, chosen, values.off);
  const names = await store.readMembers(tx, arranged);
  const people = arranged.filter((member, index) => names.has(member) && arranged.indexOf(member) === index);
  if (people.length === 0) return invalid({ person1: views.chooseOne });
  if (people.length > LIST_PLACES) return invalid({ off: views.tooMany }, views.tooMany);
  const id = await store.writeTopic(tx, before, oneLine(values.name));
  if (id === undefined) return invalid({ name: views.nameTaken });
  await store.writePeople(tx, id, people);
  await recordAudit(tx, { at: now, actor: actor.member, action: 'topic.changed', record: `topic:${id}` });
  await tellPeople(
    context,
    id,
    people.filter((member) => !known.includes(member)),
  );
  return showTopics(context);
}

/** Nobody is put down behind their back. */
async function tellPeople(
  { tx, actor, enqueue }: Context,
  id: string,
  members: readonly string[],
): Promise<void> {
  const topic = await store.readTopic(tx, id);
  for (const member of members) {
    if (topic && member !== actor.member)
      enqueue(namedLetter(member, id, views.namedCard(topic, actor.name)));
  }
}

export async function retire(
  context: Context,
  { topic, retired }: { topic: string; retired: boolean },
): Promise<Update> {
  const { tx, actor, now } = context;
  await store.retireTopic(tx, topic, retired);
  await recordAudit(tx, { at: now, actor: actor.member, action: 'topic.changed', record: `topic:${topic}` });
  return update(views.topicsPage(await store.readTopics(tx)));
}

export async function leaveTopic({ tx, actor }: Context, { topic }: { topic: string }): Promise<Update> {
  await store.removePerson(tx, topic, actor.member);
  return update(message(views.leftTopic));
}
