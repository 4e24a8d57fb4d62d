import type { Json } from '../../../chat/inbound.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';

/** The call-outs that this person runs, in these states. */
export async function readRun(tx: Tx, manager: MemberId, states: readonly string[]): Promise<string[]> {
  const rows = await tx.callOut.findMany({
    where: { state: { in: [...states] }, project: { managerId: manager } },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Of a pencil nothing is left to be known by, whether or not it has closed. */
const GOES = [{ state: { in: ['draft', 'open'] } }, { kind: 'pencil' }];

/** They are named on a card as one whom nothing reached. */
const NAMED = { undelivered: true, reply: null };

/** Call-outs that asked this person and whose count changes with them. */
export async function readAskedBy(tx: Tx, peer: MemberId): Promise<string[]> {
  const rows = await tx.invitation.findMany({
    where: {
      peerId: peer,
      callOut: { state: { notIn: ['fixed', 'withdrawn'] } },
      OR: [{ callOut: { OR: GOES } }, NAMED],
    },
    orderBy: { callOutId: 'asc' },
    select: { callOutId: true },
  });
  return rows.map(({ callOutId }) => callOutId);
}

/** What they answered goes, everywhere; that somebody was asked by a call-out that is over stays a number. */
export async function forgetPeer(tx: Tx, peer: MemberId): Promise<void> {
  await tx.invitation.deleteMany({ where: { peerId: peer, callOut: { OR: GOES } } });
  await tx.invitation.updateMany({ where: { peerId: peer, ...NAMED }, data: { undelivered: false } });
}

export async function exportPeer(tx: Tx, member: MemberId): Promise<Json> {
  const pool = await tx.poolPeer.findUnique({ where: { memberId: member } });
  const asked = await tx.invitation.findMany({
    where: { peerId: member },
    include: { callOut: { include: { project: true } }, notedBy: { select: { name: true } } },
  });
  const run = await tx.project.findMany({
    where: { managerId: member },
    select: { theme: true, region: true },
  });
  return {
    'in the peer pool since': pool?.joinedAt.toISOString() ?? null,
    invitations: asked.map(({ reply, notedBy, callOut }) => ({
      what: callOut.kind,
      about: callOut.project.theme,
      'reply by': callOut.replyBy,
      reply,
      ...(notedBy && { 'noted for me by': notedBy.name }),
    })),
    'call-outs that I ran': run,
  };
}
