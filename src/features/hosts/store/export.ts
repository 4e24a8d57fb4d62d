import type { Json } from '../../../chat/inbound.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';

/** For which projects somebody got names as one at the host, and what they were asked to delete; never whose. */
export async function exportHosts(tx: Tx, member: MemberId): Promise<Json> {
  const rows = await tx.hostRecipient.findMany({
    where: { memberId: member },
    include: {
      project: { select: { theme: true } },
      deletions: { orderBy: { askedAt: 'asc' } },
      _count: { select: { releases: true } },
    },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ project, deletions, _count }) => ({
    project: project.theme,
    'how often somebody’s details were handed to you': _count.releases,
    'asked to delete': deletions.map(({ people, askedAt, deletedAt }) => ({
      'of how many people': people,
      on: askedAt.toISOString(),
      'said to be deleted on': deletedAt?.toISOString() ?? null,
    })),
  }));
}
