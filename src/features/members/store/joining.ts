import type { MemberId } from '../../../chat/message.ts';
import type { Actor } from '../../../directory/actor.ts';
import { followNation } from '../../../directory/division.ts';
import { tellApart } from '../../../directory/namesakes.ts';
import { type Person, personColumns, toPerson } from '../../../directory/people.ts';
import { type Belonging, outsideOf } from '../../../directory/workspaces.ts';
import type { Tx } from '../../../store/database.ts';

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
    select: personColumns,
    orderBy: [{ standing: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
    take: 500,
  });
  const people = rows.map(toPerson);
  return {
    asking: people.filter(({ standing }) => standing === 'asked'),
    namesakes: people.filter(({ standing }) => standing === 'member'),
  };
}
