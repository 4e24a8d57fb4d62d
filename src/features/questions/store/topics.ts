import { randomUUID } from 'node:crypto';
import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { plainly } from '../../../text/normalise.ts';

export interface Named {
  member: MemberId;
  name: string;
}
export interface Topic {
  id: string;
  name: string;
  retired: boolean;
  /** Members only, in the order in which they are asked. */
  people: readonly Named[];
}

const whole = {
  people: {
    where: { member: { standing: 'member' } },
    orderBy: { place: 'asc' },
    select: { memberId: true, member: { select: { name: true } } },
  },
} as const;
interface Row extends Omit<Topic, 'people'> {
  people: { memberId: string; member: { name: string } }[];
}
const toTopic = ({ id, name, retired, people }: Row): Topic => ({
  ...{ id, name, retired },
  people: people.map((one) => ({ member: one.memberId, name: one.member.name })),
});

export async function readTopics(tx: Tx): Promise<Topic[]> {
  return (await tx.questionTopic.findMany({ orderBy: { name: 'asc' }, include: whole, take: 90 })).map(
    toTopic,
  );
}

/** Whether there is a topic about which somebody else can be asked. */
export async function hasAskable(tx: Tx, asker: MemberId): Promise<boolean> {
  const people = { some: { memberId: { not: asker }, member: { standing: 'member' } } };
  return (
    (await tx.questionTopic.findFirst({ where: { retired: false, people }, select: { id: true } })) !== null
  );
}

export async function readTopic(tx: Tx, id: string): Promise<Topic | undefined> {
  const row = await tx.questionTopic.findUnique({ where: { id }, include: whole });
  return row ? toTopic(row) : undefined;
}

/** Locks the topic: of two coordinators who change it at once, one is first. */
export async function lockTopic(tx: Tx, id: string): Promise<Topic | undefined> {
  await tx.$queryRaw`SELECT 1 AS locked FROM question_topic WHERE id = ${id}::uuid FOR UPDATE`;
  return readTopic(tx, id);
}

/** The topic's id, or undefined when another topic has that name: the unique index decides between two at once. */
export async function writeTopic(
  tx: Tx,
  before: Topic | undefined,
  name: string,
): Promise<string | undefined> {
  const key = plainly(name);
  const other = await tx.questionTopic.findUnique({ where: { key }, select: { id: true } });
  if (other && other.id !== before?.id) return undefined;
  if (before) {
    await tx.questionTopic.update({ where: { id: before.id }, data: { name, key } });
    return before.id;
  }
  const id = randomUUID();
  const { count } = await tx.questionTopic.createMany({ data: { id, name, key }, skipDuplicates: true });
  return count === 1 ? id : undefined;
}

/** What this person is asked about. */
export async function readTopicsOf(tx: Tx, member: MemberId): Promise<{ id: string; name: string }[]> {
  return tx.questionTopic.findMany({
    where: { retired: false, people: { some: { memberId: member } } },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  });
}

export async function writePeople(tx: Tx, topic: string, members: readonly MemberId[]): Promise<void> {
  await tx.questionTopicPerson.deleteMany({ where: { topicId: topic } });
  await tx.questionTopicPerson.createMany({
    data: members.map((memberId, index) => ({ topicId: topic, memberId, place: index + 1 })),
  });
}

export async function removePerson(tx: Tx, topic: string, member: MemberId): Promise<void> {
  await tx.questionTopicPerson.deleteMany({ where: { topicId: topic, memberId: member } });
}

export async function retireTopic(tx: Tx, id: string, retired: boolean): Promise<void> {
  await tx.questionTopic.updateMany({ where: { id }, data: { retired } });
}

/** Those of these ids who are members now, by id: what a form brings in may be anything. */
export async function readMembers(tx: Tx, ids: readonly MemberId[]): Promise<Map<MemberId, string>> {
  const rows = await tx.member.findMany({
    where: { id: { in: [...ids] }, standing: 'member' },
    select: { id: true, name: true },
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
