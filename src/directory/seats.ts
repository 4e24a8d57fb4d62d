import type { MemberId } from '../chat/message.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { Tx } from '../store/database.ts';

/** What somebody may look after. */
export type SeatScope = 'project';
export type SeatState = 'offered' | 'accepted' | 'declined' | 'ended';

/** Which seat of it: a role within it, and who is first or stands in. */
export interface SeatKind {
  scope: SeatScope;
  role: string;
  place: 'first' | 'deputy';
}
export interface SeatKey extends SeatKind {
  scopeId: string;
}

/** Who looks after something now. */
export interface Holder {
  member: MemberId;
  name: string;
}

const isSeat = ({ scope, role, place }: SeatKind, scopeId: Prisma.Sql): Prisma.Sql => Prisma.sql`
  s.scope_kind = ${scope} AND s.scope_id = ${scopeId} AND s.role = ${role} AND s.place = ${place} AND s.state = 'accepted'`;

/** Who holds it, or nobody: a part of a statement, in which `scopeId` is a column. */
export const holderOf = (kind: SeatKind, scopeId: Prisma.Sql): Prisma.Sql => Prisma.sql`
  (SELECT json_build_object('member', h.id, 'name', h.name) FROM seat s
    JOIN member h ON h.id = s.member_id AND h.standing = 'member' WHERE ${isSeat(kind, scopeId)})`;

/** Whether this member holds it now: a part of a statement. Which role they need for it is not asked here. */
export const holdsSeat = (kind: SeatKind, scopeId: Prisma.Sql, member: MemberId): Prisma.Sql => Prisma.sql`
  EXISTS (SELECT FROM seat s JOIN member h ON h.id = s.member_id AND h.standing = 'member'
    WHERE ${isSeat(kind, scopeId)} AND s.member_id = ${member}::uuid)`;

/** Of several, each with who holds it. */
export async function readHolders(
  tx: Tx,
  kind: SeatKind,
  scopeIds: readonly string[],
): Promise<ReadonlyMap<string, Holder>> {
  if (scopeIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ id: string; holder: Holder | null }[]>`
    SELECT one.id, ${holderOf(kind, Prisma.sql`one.id::uuid`)} AS holder FROM unnest(${[...scopeIds]}::text[]) AS one (id)`;
  return new Map(rows.flatMap(({ id, holder }) => (holder ? [[id, holder] as const] : [])));
}
