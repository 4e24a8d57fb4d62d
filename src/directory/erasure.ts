import type { MemberId } from '../chat/message.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { shredDataKey } from '../store/data-keys.ts';
import type { Tx } from '../store/database.ts';

/** What stands where somebody's name stood. */
export const FORGOTTEN = 'Somebody who has left';

interface Reference {
  table: string;
  column: string;
  onDelete: 'c' | 'n' | 'r' | 'a';
}

/** Every column that refers to a member, as the database itself knows them: a table that is new is never forgotten. */
const readReferences = (tx: Tx): Promise<Reference[]> =>
  tx.$queryRaw<Reference[]>`
    SELECT r.relname AS "table", a.attname AS "column", c.confdeltype::text AS "onDelete"
    FROM pg_constraint c
    JOIN pg_class r ON r.oid = c.conrelid
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.confrelid = 'member'::regclass
    ORDER BY 1, 2`;

const name = (word: string): Prisma.Sql => Prisma.raw(`"${word.replaceAll('"', '""')}"`);

/**
 * What the database would take with the member's row goes, and what it would empty is emptied; but for `keeps`
 * (`table.column`), on which others rely, and for what cannot go without its record: there only the id stays.
 */
export async function takeReferences(tx: Tx, member: MemberId, keeps: ReadonlySet<string>): Promise<void> {
  for (const { table, column, onDelete } of await readReferences(tx)) {
    if (keeps.has(`${table}.${column}`)) continue;
    const where = Prisma.sql`WHERE ${name(column)} = ${member}::uuid`;
    if (onDelete === 'c') await tx.$executeRaw`DELETE FROM ${name(table)} ${where}`;
    if (onDelete === 'n') await tx.$executeRaw`UPDATE ${name(table)} SET ${name(column)} = NULL ${where}`;
  }
}

/** Of the member's row only these stay as they were. */
const STAYS = ['id', 'created_at'];

/**
 * The words are shredded with their key, and the row that others refer to says no more who it was: whatever it held,
 * and whatever columns it is given later, is as in a new one.
 */
export async function forgetPerson(tx: Tx, member: MemberId, now: Date): Promise<void> {
  await shredDataKey(tx, member);
  const columns = await tx.$queryRaw<{ column: string }[]>`
    SELECT attname AS "column" FROM pg_attribute
    WHERE attrelid = 'member'::regclass AND attnum > 0 AND NOT attisdropped AND attname <> ALL(${[...STAYS, 'name']})`;
  const emptied = columns.map(({ column }) => Prisma.sql`${name(column)} = DEFAULT`);
  await tx.$executeRaw`
    UPDATE member SET name = ${FORGOTTEN}, ${Prisma.join(emptied)} WHERE id = ${member}::uuid`;
  const nobody = { standing: 'left', contactHours: 'never', erasedAt: now };
  await tx.member.update({ where: { id: member }, data: nobody });
}

/**
 * The accounts leave the member at once, for one who is nobody: they are needed until what we wrote there is emptied.
 * Undefined: there are none.
 */
export async function detachAccounts(tx: Tx, member: MemberId, now: Date): Promise<MemberId | undefined> {
  if ((await tx.account.count({ where: { memberId: member } })) === 0) return undefined;
  const tombstone = await tx.member.create({
    data: { name: FORGOTTEN, standing: 'left', contactHours: 'never', createdAt: now, erasedAt: now },
  });
  await tx.account.updateMany({ where: { memberId: member }, data: { memberId: tombstone.id } });
  return tombstone.id;
}

export const readAccountIds = async (tx: Tx, member: MemberId): Promise<string[]> =>
  (await tx.account.findMany({ where: { memberId: member }, select: { id: true } })).map(({ id }) => id);

export async function deleteTombstone(tx: Tx, tombstone: MemberId): Promise<void> {
  await tx.member.deleteMany({ where: { id: tombstone, erasedAt: { not: null } } });
}
