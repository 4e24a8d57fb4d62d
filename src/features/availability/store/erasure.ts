import type { Json } from '../../../chat/inbound.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { daysBefore } from '../../../store/retention.ts';
import type { Vault } from '../../../store/seal.ts';
import { readConflict, readOwnWords } from './conflicts.ts';

/** The call-outs that this person runs, in these states. */
export async function readRun(tx: Tx, manager: MemberId, states: readonly string[]): Promise<string[]> {
  const rows = await tx.callOut.findMany({
    where: { state: { in: [...states] }, project: { managerId: manager } },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Open call-outs that asked this person. */
export async function readAskedBy(tx: Tx, peer: MemberId): Promise<string[]> {
  const rows = await tx.invitation.findMany({
    where: { peerId: peer, callOut: { state: 'open' } },
    orderBy: { callOutId: 'asc' },
    select: { callOutId: true },
  });
  return rows.map(({ callOutId }) => callOutId);
}

/** What they answered goes, everywhere; that somebody was asked by a call-out that is over stays a number. */
export async function forgetPeer(tx: Tx, peer: MemberId): Promise<void> {
  await tx.conflict.deleteMany({ where: { peerId: peer } });
  await tx.invitation.deleteMany({ where: { peerId: peer, callOut: { state: { in: ['draft', 'open'] } } } });
  await tx.invitationDay.deleteMany({ where: { invitation: { peerId: peer } } });
}

export async function exportPeer(tx: Tx, vault: Vault, member: MemberId): Promise<Json> {
  const pool = await tx.poolPeer.findUnique({ where: { memberId: member } });
  const asked = await tx.invitation.findMany({
    where: { peerId: member },
    include: { days: true, callOut: { include: { project: true } } },
  });
  const invitations: Json[] = [];
  for (const { reply, days, callOut } of asked) {
    const conflict = await readConflict(tx, callOut.projectId, member);
    invitations.push({
      about: callOut.project.theme,
      'reply by': callOut.replyBy,
      reply,
      days: days.map(({ day }) => day),
      conflict: conflict?.answer ?? null,
      'words about it': (conflict && (await readOwnWords(tx, vault, conflict))) ?? null,
    });
  }
  const run = await tx.project.findMany({
    where: { managerId: member },
    select: { theme: true, region: true },
  });
  return {
    'in the peer pool since': pool?.joinedAt.toISOString() ?? null,
    invitations,
    'call-outs that I ran': run,
  };
}

const KEPT_DAYS = 730;
const CONFLICT_DAYS = 30;

/** Projects whose call-outs are all over for two years, with everything that belongs to them. */
export async function forgetProjects(tx: Tx, now: Date, limit: number): Promise<number> {
  const before = daysBefore(now, KEPT_DAYS);
  return tx.$executeRaw`
    DELETE FROM project WHERE id IN (
      SELECT p.id FROM project p WHERE p.created_at < ${before}
        AND NOT EXISTS (SELECT 1 FROM call_out c WHERE c.project_id = p.id
          AND (c.state IN ('draft', 'open') OR c.closed_at >= ${before})) LIMIT ${limit})`;
}

/** A10: what was said about conflicts is read while the project is put together, and goes soon after it closes. */
export async function forgetConflicts(tx: Tx, now: Date, limit: number): Promise<number> {
  const before = daysBefore(now, CONFLICT_DAYS);
  return tx.$executeRaw`
    UPDATE conflict SET words_sealed = NULL WHERE id IN (
      SELECT f.id FROM conflict f WHERE f.words_sealed IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM call_out c WHERE c.project_id = f.project_id
          AND (c.state IN ('draft', 'open') OR c.closed_at >= ${before})) LIMIT ${limit})`;
}
