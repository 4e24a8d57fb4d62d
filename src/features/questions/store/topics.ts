import { randomUUID } from 'node:crypto';
import type { MemberId } from '../../../chat/message.ts';
import { tellApart } from '../../../directory/namesakes.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';
import type { Due } from '../../../store/due.ts';
import { plainly } from '../../../text/normalise.ts';

export interface Named {
  member: MemberId;
  name: string;
}
export interface Topic {
  id: string;
  name: string;
  retired: boolean;
  /** About support or safety: without a limit. */
  isSupport: boolean;
  /** Members who said yes, in the order in which they are asked. */
  people: readonly Named[];
  /** How many were invited and have not said yes. Who they are, and whether one said no, is for nobody. */
  invited: number;
}

const whole = {
  people: {
    where: { member: { standing: 'member' } },
    orderBy: { place: 'asc' },
    select: { memberId: true, answer: true, member: { select: { name: true } } },
  },
} as const;
interface Row extends Omit<Topic, 'people' | 'invited'> {
  people: { memberId: string; answer: string | null; member: { name: string } }[];
}
const toTopic = ({ id, name, retired, isSupport, people }: Row): Topic => {
  const willing = people.filter(({ answer }) => answer === 'yes');
  return {
    id,
    name,
    retired,
    isSupport,
    invited: people.length - willing.length,
    people: willing.map((one) => ({ member: one.memberId, name: one.member.name })),
  };
};

export async function readTopics(tx: Tx): Promise<Topic[]> {
  const rows = await tx.questionTopic.findMany({ orderBy: { name: 'asc' }, include: whole, take: 90 });
  return withNames(tx, rows.map(toTopic));
}

/** Those on it as they are told apart. */
async function withNames(tx: Tx, topics: readonly Topic[]): Promise<Topic[]> {
  const everybody = await tellApart(
    tx,
    topics.flatMap(({ people }) => people),
  );
  const names = new Map(everybody.map(({ member, name }) => [member, name]));
  return topics.map((topic) => ({
    ...topic,
    people: topic.people.map(({ member, name }) => ({ member, name: names.get(member) ?? name })),
  }));
}

/** Whether there is a topic about which somebody else can be asked. */
export async function hasAskable(tx: Tx, asker: MemberId): Promise<boolean> {
  const people = { some: { answer: 'yes', memberId: { not: asker }, member: { standing: 'member' } } };
  return (
    (await tx.questionTopic.findFirst({ where: { retired: false, people }, select: { id: true } })) !== null
  );
}

export async function readTopic(tx: Tx, id: string): Promise<Topic | undefined> {
  const row = await tx.questionTopic.findUnique({ where: { id }, include: whole });
  return row ? (await withNames(tx, [toTopic(row)]))[0] : undefined;
}

/** Locks the topic: of two coordinators who change it at once, one is first. */
export async function lockTopic(tx: Tx, id: string): Promise<Topic | undefined> {
  await tx.$queryRaw`SELECT 1 AS locked FROM question_topic WHERE id = ${id}::uuid FOR UPDATE`;
  return readTopic(tx, id);
}

/** The new topic's id, or undefined when another has that name: the unique index decides between two at once. */
export async function createTopic(tx: Tx, name: string): Promise<string | undefined> {
  const id = randomUUID();
  const { count } = await tx.questionTopic.createMany({
    data: { id, name, key: plainly(name) },
    skipDuplicates: true,
  });
  return count === 1 ? id : undefined;
}

/** Whether the two are one name, written in another way: then those who said yes to the one said yes to the other. */
export const isSameName = (one: string, other: string): boolean => plainly(one) === plainly(other);

export async function describeTopic(
  tx: Tx,
  id: string,
  about: Pick<Topic, 'name' | 'isSupport'>,
): Promise<void> {
  await tx.questionTopic.update({ where: { id }, data: about });
}

export interface TopicName {
  id: string;
  name: string;
}

/** What this person said that they may be asked about. */
export async function readTopicsOf(tx: Tx, member: MemberId): Promise<TopicName[]> {
  const rows = await tx.questionTopicPerson.findMany({
    where: { memberId: member, topic: { retired: false }, answer: 'yes' },
    select: { topic: { select: { id: true, name: true } } },
    orderBy: { topic: { name: 'asc' } },
  });
  return rows.map(({ topic }) => topic);
}

/** Somebody on a topic: with their own yes, or invited to say it. */
export interface Place {
  member: MemberId;
  answer: Answer | null;
  /** The invitation went out. */
  invited: boolean;
}
export type Answer = 'yes' | 'no';

/** What somebody's card shows of their place on a topic. */
export interface Invitation {
  topic: TopicName & { retired: boolean };
  member: MemberId;
  /** `left`: they have taken themselves off. */
  answer: Answer | 'left' | null;
  /** Who wonders; it is not kept. */
  by?: string;
}

/** Where this person stands on these topics. */
export async function readInvitations(
  tx: Tx,
  topics: readonly string[],
  member: MemberId,
): Promise<ReadonlyMap<string, Invitation>> {
  const rows = await tx.questionTopicPerson.findMany({
    where: { topicId: { in: [...topics] }, memberId: member, member: { standing: 'member' } },
    select: { answer: true, topic: { select: { id: true, name: true, retired: true } } },
  });
  return new Map(
    rows.map(({ answer, topic }) => [topic.id, { topic, member, answer: answer as Answer | null }]),
  );
}

/** Everybody who stands on a topic, in order, whatever they answered: for whoever holds its lock, and for no screen. */
export async function readPlaces(tx: Tx, topic: string): Promise<Place[]> {
  const rows = await tx.questionTopicPerson.findMany({
    where: { topicId: topic },
    orderBy: { place: 'asc' },
  });
  return rows.map(({ memberId, answer, invited }) => ({
    member: memberId,
    invited,
    answer: answer as Answer | null,
  }));
}

export async function writePlaces(tx: Tx, topic: string, places: readonly Place[]): Promise<void> {
  await tx.questionTopicPerson.deleteMany({ where: { topicId: topic } });
  await tx.questionTopicPerson.createMany({
    data: places.map(({ member, answer, invited }, index) => ({
      topicId: topic,
      memberId: member,
      place: index + 1,
      answer,
      invited,
    })),
  });
}

export async function writeAnswer(tx: Tx, topic: string, member: MemberId, answer: Answer): Promise<void> {
  await tx.questionTopicPerson.updateMany({
    where: { topicId: topic, memberId: member },
    data: { answer },
  });
}

export async function removePerson(tx: Tx, topic: string, member: MemberId): Promise<void> {
  await tx.questionTopicPerson.deleteMany({ where: { topicId: topic, memberId: member } });
}

/** Topics with somebody whose invitation has not gone out. */
export const uninvited: Due = (now) => Prisma.sql`
  SELECT id::text, ${now}::timestamptz AS at FROM question_topic t
  WHERE NOT retired
    AND EXISTS (SELECT FROM question_topic_person p WHERE p.topic_id = t.id AND NOT p.invited AND p.answer IS NULL)`;

export async function retireTopic(tx: Tx, id: string, retired: boolean): Promise<void> {
  await tx.questionTopic.updateMany({ where: { id }, data: { retired } });
}

/** Those of these ids who are members now, by id, their names told apart: what a form brings in may be anything. */
export async function readMembers(tx: Tx, ids: readonly MemberId[]): Promise<Map<MemberId, string>> {
  const rows = await tx.member.findMany({
    where: { id: { in: [...ids] }, standing: 'member' },
    select: { id: true, name: true },
  });
  const people = await tellApart(
    tx,
    rows.map(({ id, name }) => ({ member: id, name })),
  );
  return new Map(people.map(({ member, name }) => [member, name]));
}
