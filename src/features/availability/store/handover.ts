import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import type { CallOutKind, CallOutState } from '../rules.ts';

export interface Held {
  id: string;
  projectId: string;
  kind: CallOutKind;
  state: CallOutState;
  theme: string;
}

/** What this project manager has begun and is not over: drafts, open call-outs, and closed ones whose project lies ahead, with or without dates. */
export async function readHeld(tx: Tx, manager: MemberId, today: string): Promise<Held[]> {
  const rows = await tx.callOut.findMany({
    where: {
      project: { managerId: manager },
      OR: [
        { state: { in: ['draft', 'open'] } },
        { state: 'closed', project: { state: 'pencilled' } },
        { state: 'closed', project: { days: { some: { day: { gte: today } } } } },
      ],
    },
    orderBy: [{ closesAt: 'asc' }, { id: 'asc' }],
    select: { id: true, projectId: true, kind: true, state: true, project: { select: { theme: true } } },
  });
  return rows.map(({ id, projectId, kind, state, project }) => ({
    id,
    projectId,
    kind: kind as CallOutKind,
    state: state as CallOutState,
    theme: project.theme,
  }));
}

export async function isInvited(tx: Tx, callOut: string, member: MemberId): Promise<boolean> {
  return (await tx.invitation.count({ where: { callOutId: callOut, peerId: member } })) > 0;
}
