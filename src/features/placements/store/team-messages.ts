import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';

export interface TeamMessage {
  projectId: string;
  by: { member: MemberId; name: string };
  at: Date;
  /** How many it went to. */
  readers: number;
  words: string;
}

export async function writeTeamMessage(tx: Tx, { by, ...about }: TeamMessage): Promise<void> {
  await tx.teamMessage.create({ data: { ...about, byId: by.member } });
}

/** What was written to the people of this project, the latest first. */
export const readTeamMessages = (tx: Tx, projectId: string): Promise<TeamMessage[]> =>
  readWhere(tx, { projectId });

export const readMessagesBy = (tx: Tx, byId: MemberId): Promise<TeamMessage[]> => readWhere(tx, { byId });

async function readWhere(tx: Tx, where: { projectId: string } | { byId: MemberId }): Promise<TeamMessage[]> {
  const rows = await tx.teamMessage.findMany({
    where,
    select: {
      projectId: true,
      byId: true,
      at: true,
      readers: true,
      words: true,
      by: { select: { name: true } },
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
  });
  return rows.map(({ byId, by, ...about }) => ({ ...about, by: { member: byId, name: by.name } }));
}

/** Whoever is forgotten takes their words along. */
export async function forgetMessagesBy(tx: Tx, member: MemberId): Promise<void> {
  await tx.teamMessage.deleteMany({ where: { byId: member } });
}
