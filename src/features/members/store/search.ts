import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import type { Named } from './list.ts';

/** Members one of whose names begins with what was typed; who begins with it comes first. */
export async function searchMembers(
  tx: Tx,
  query: string,
  except: readonly MemberId[],
  limit: number,
): Promise<Named[]> {
  const start = `${query.trim().replace(/[\\%_]/g, '\\$&')}%`;
  return tx.$queryRaw<Named[]>`
    SELECT id AS member, name FROM member
    WHERE standing = 'member' AND id <> ALL(${[...except]}::uuid[]) AND (name ILIKE ${start} OR name ILIKE ${`% ${start}`})
    ORDER BY name ILIKE ${start} DESC, name, id LIMIT ${limit}`;
}

/** Those of these ids who are members now, by id: what a form brings in may be anything. */
export async function readMembers(tx: Tx, ids: readonly MemberId[]): Promise<Map<MemberId, string>> {
  const rows = await tx.member.findMany({
    where: { id: { in: [...ids] }, standing: 'member' },
    select: { id: true, name: true },
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
