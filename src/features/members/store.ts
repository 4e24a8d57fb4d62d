import type { MemberId } from '../../chat/message.ts';
import type { Actor } from '../../directory/actor.ts';
import { calendarColumns, toCalendar } from '../../directory/calendar.ts';
import { tellApart } from '../../directory/namesakes.ts';
import { type Belonging, outsideOf } from '../../directory/workspaces.ts';
import type { Tx } from '../../store/database.ts';
import type { Calendar } from '../../time/calendar.ts';
import { followNation } from './store/division.ts';

/** Moves somebody's standing if it is still what we think. False: somebody was quicker. */
export async function moveStanding(
  tx: Tx,
  member: MemberId,
  from: Actor['standing'],
  to: Actor['standing'],
  now: Date,
): Promise<boolean> {
  const { count } = await tx.member.updateMany({
    where: { id: member, standing: from },
    data: { standing: to, ...(to === 'member' && { joinedAt: now }) },
  });
  if (to === 'member') await followNation(tx, member);
  return count === 1;
}

export interface Person {
  id: MemberId;
  name: string;
  called: string | null;
  standing: Actor['standing'];
  calendar: Calendar;
}

const person = { id: true, name: true, called: true, standing: true, ...calendarColumns } as const;

const toPerson = (row: MemberRow): Person => ({
  ...{ id: row.id, name: row.name, called: row.called, standing: row.standing as Person['standing'] },
  calendar: toCalendar(row),
});
type MemberRow = Pick<Person, 'id' | 'name' | 'called'> & { standing: string } & Parameters<
    typeof toCalendar
  >[0];

/** Locks the person, whose standing the cards of all coordinators show. */
export async function lockPerson(tx: Tx, member: MemberId): Promise<Person | undefined> {
  await tx.$queryRaw`SELECT 1 AS locked FROM member WHERE id = ${member}::uuid FOR UPDATE`;
  return readPerson(tx, member);
}

export async function readPerson(tx: Tx, member: MemberId): Promise<Person | undefined> {
  const row = await tx.member.findUnique({ where: { id: member }, select: person });
  return row ? toPerson(row) : undefined;
}

/** Somebody who asks to join; `shown` is the name with what tells it apart, where a member's looks like it; `outside` where they belong. */
export type Asker = Person & { shown: string; outside: Belonging | null };

export async function withShown(tx: Tx, people: readonly Person[]): Promise<Asker[]> {
  const rows = await tx.$queryRaw<{ id: MemberId; outside: Belonging | null; isNamesake: boolean }[]>`
    SELECT m.id, ${outsideOf} AS outside, m.name_looks <> '' AND EXISTS (
      SELECT 1 FROM member o WHERE o.name_looks = m.name_looks AND o.id <> m.id AND o.standing = 'member') AS "isNamesake"
    FROM member m WHERE m.id = ANY(${people.map(({ id }) => id)}::uuid[])`;
  const known = new Map(rows.map((row) => [row.id, row]));
  const alike = people
    .filter(({ id }) => known.get(id)?.isNamesake)
    .map((one) => ({ ...one, member: one.id }));
  const shown = new Map((await tellApart(tx, alike)).map(({ member, name }) => [member, name]));
  return people.map((one) => ({
    ...{ ...one, shown: shown.get(one.id) ?? one.name, outside: known.get(one.id)?.outside ?? null },
  }));
}

/** About whom coordinators are asked: those who would like to join, and members with somebody else's name. */
export async function readToJudge(tx: Tx): Promise<{ asking: Person[]; namesakes: Person[] }> {
  const where = { OR: [{ standing: 'asked' }, { standing: 'member', namesake: { state: 'waiting' } }] };
  // To the last one, or a page would show somebody twice and leave another out.
  const rows = await tx.member.findMany({
    where,
    select: person,
    orderBy: [{ standing: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
    take: 500,
  });
  const people = rows.map(toPerson);
  return {
    asking: people.filter(({ standing }) => standing === 'asked'),
    namesakes: people.filter(({ standing }) => standing === 'member'),
  };
}

export async function setContactHours(tx: Tx, member: MemberId, contactHours: string): Promise<void> {
  await tx.member.update({ where: { id: member }, data: { contactHours } });
}

/** Everybody who has joined; of one person, whether they have. */
export async function readJoined(tx: Tx, member?: MemberId): Promise<MemberId[]> {
  const rows = await tx.member.findMany({
    where: { standing: 'member', ...(member && { id: member }) },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Those of these who are members now, with their names, told apart: what a form brings in may be anybody. */
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
