import type { OpenItem, Work } from '../../../bot/feature.ts';
import type { ExpectedCard } from '../../../bot/messages/declare.ts';
import type { MemberId } from '../../../chat/message.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import type { Tx } from '../../../store/database.ts';
import { type EndedGrant, readEnded } from './roles.ts';

export type LeftItem = OpenItem & { feature: string };

/** What an ended role left open, for the coordinators. */
export interface Left {
  grant: EndedGrant;
  items: readonly LeftItem[];
  coordinators: readonly MemberId[];
  /** A coordinator has it stay as it is. */
  isLeft?: true;
  /** The role was given again: what was open is theirs as before. */
  isHeldAgain?: true;
}

/** What this person's ended role left open, in every feature. */
export async function readItems(work: Work, { member, role }: EndedGrant): Promise<LeftItem[]> {
  const items: LeftItem[] = [];
  for (const { name: feature, handover } of work.features)
    for (const item of (await handover?.list(work, member, role)) ?? []) items.push({ ...item, feature });
  return items;
}

/**
 * These, as one coordinator sees them, without those of which all is over by itself. Every feature is asked for each, for
 * each is somebody's.
 */
export async function readLeft(
  work: Work,
  grants: readonly string[],
  coordinator: MemberId,
): Promise<ReadonlyMap<string, Left>> {
  const { tx, now } = work;
  if (!(await readRoleHolders(tx, 'coordinator', now)).includes(coordinator)) return new Map();
  const found = new Map<string, Left>();
  for (const grant of await readEnded(tx, grants, now)) {
    const items = grant.leftOpen ? await readItems(work, grant) : [];
    if (items.length > 0) found.set(grant.id, { grant, items, coordinators: [coordinator] });
  }
  return found;
}

/** Each coordinator has the card of each role that left something open; who became one since was not sent it. */
export async function readExpectedLeft(
  tx: Tx,
  now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const open = await tx.roleGrant.findMany({
    where: { leftOpen: true },
    orderBy: { settledAt: 'desc' },
    select: { id: true, settledAt: true },
    take: limit,
  });
  if (open.length === 0) return [];
  const coordinators = await tx.roleGrant.findMany({
    where: {
      role: 'coordinator',
      startsAt: { lte: now },
      OR: [{ endsAt: null }, { endsAt: { gt: now } }],
      member: { standing: 'member' },
      ...(reader && { memberId: reader }),
    },
    select: { memberId: true, startsAt: true },
  });
  return open.flatMap(({ id, settledAt }) =>
    coordinators.map(({ memberId, startsAt }) => ({
      record: id,
      reader: memberId,
      ...(settledAt && startsAt > settledAt && { unsent: true as const }),
    })),
  );
}
