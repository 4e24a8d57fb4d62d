import type { MemberId } from '../../../chat/message.ts';
import type { Actor } from '../../../directory/actor.ts';
import { tellApart } from '../../../directory/namesakes.ts';
import { holdsRole } from '../../../directory/roles.ts';
import { type Belonging, outsideOf } from '../../../directory/workspaces.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import type { Tx } from '../../../store/database.ts';

/** Somebody who asks to join, or did. */
export interface Asker {
  id: MemberId;
  name: string;
  called: string | null;
  standing: Actor['standing'];
  /** The name with what tells it apart, where a member's looks like it. */
  shown: string;
  /** Where they belong, if not here. */
  outside: Belonging | null;
}

/** What the cards of coordinators are about: one for each of them. */
export interface Asking {
  asker: Asker;
  coordinators: readonly MemberId[];
}

export async function readAsker(tx: Tx, member: MemberId): Promise<Asker | undefined> {
  return (await readAskers(tx, [member], Prisma.sql`true`))[0];
}

/** For one coordinator; nobody for who is none. */
export async function readAsking(
  tx: Tx,
  members: readonly string[],
  coordinator: MemberId,
  now: Date,
): Promise<Map<string, Asking>> {
  const askers = await readAskers(tx, members, holdsRole(coordinator, 'coordinator', now));
  return new Map(askers.map((asker) => [asker.id, { asker, coordinators: [coordinator] }]));
}

async function readAskers(tx: Tx, members: readonly MemberId[], right: Prisma.Sql): Promise<Asker[]> {
  const rows = await tx.$queryRaw<(Omit<Asker, 'shown'> & { isNamesake: boolean })[]>`
    SELECT m.id, m.name, m.called, m.standing, ${outsideOf} AS outside, m.name_looks <> '' AND EXISTS (
      SELECT 1 FROM member o WHERE o.name_looks = m.name_looks AND o.id <> m.id AND o.standing = 'member') AS "isNamesake"
    FROM member m WHERE m.id = ANY(${[...members]}::uuid[]) AND ${right}`;
  const alike = rows.flatMap(({ id, name, isNamesake }) => (isNamesake ? [{ member: id, name }] : []));
  const shown = new Map((await tellApart(tx, alike)).map(({ member, name }) => [member, name]));
  return rows.map(({ isNamesake: _, ...one }) => ({ ...one, shown: shown.get(one.id) ?? one.name }));
}
