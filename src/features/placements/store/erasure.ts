import type { Json } from '../../../chat/inbound.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { daysBefore } from '../../../store/retention.ts';
import type { Vault } from '../../../store/seal.ts';
import { readConflict, readOwnWords } from './conflicts.ts';
import { readPermissions } from './permissions.ts';
import { readPlacedOf } from './placements.ts';
import { readReleases } from './releases.ts';
import { readMessagesBy } from './team-messages.ts';
import { readConditions, readNote } from './words.ts';

/** What they answered goes, everywhere, and what was ruled and noted about them. */
export async function forgetPeer(tx: Tx, peer: MemberId): Promise<void> {
  await tx.conflict.deleteMany({ where: { peerId: peer } });
  await tx.placement.deleteMany({ where: { peerId: peer } });
}

/** Everything about one person’s part in projects, and where their details went (A26). */
export async function exportPlacements(tx: Tx, vault: Vault, member: MemberId): Promise<Json> {
  const all: Json[] = [];
  for (const { placement, project } of await readPlacedOf(tx, member)) {
    const conflict = await readConflict(tx, project.id, member);
    const told = conflict && (await readOwnWords(tx, vault, conflict));
    const releases = await readReleases(tx, vault, placement);
    const note = await readNote(tx, vault, placement, member);
    all.push({
      project: project.theme,
      stands: placement.state,
      'said at first': placement.interest,
      days: placement.days,
      conflict: conflict?.answer ?? null,
      'its kind': told?.kind ?? null,
      'words about it': told?.words ?? null,
      'conditions that were agreed': (await readConditions(tx, vault, placement)) ?? null,
      'note on withdrawing': note ?? null,
      'handed to the host': releases.map(({ fields, to, at, takenBackAt, readAt, askedAt, deletedAt }) => ({
        what: [...fields],
        'to whom': to ?? null,
        on: at.toISOString(),
        'did not go after all': takenBackAt !== null,
        'opened there on': readAt?.toISOString() ?? null,
        'asked to delete it on': askedAt?.toISOString() ?? null,
        'said to be deleted on': deletedAt?.toISOString() ?? null,
      })),
    });
  }
  const written = await readMessagesBy(tx, member);
  return {
    projects: all,
    'an employer’s yes': await readPermissions(tx, vault, member),
    'written to the people of a project': written.map(({ at, readers, words }) => ({
      on: at.toISOString(),
      'to how many': readers,
      words,
    })),
  };
}

const KEPT_DAYS = 730;

/** Projects that have been over for two years, with everything that belongs to them. */
export async function forgetProjects(tx: Tx, now: Date, limit: number): Promise<number> {
  const before = daysBefore(now, KEPT_DAYS);
  return tx.$executeRaw`
    DELETE FROM project WHERE id IN (
      SELECT id FROM project WHERE state IN ('ended', 'cancelled') AND ended_at < ${before} LIMIT ${limit})`;
}

/** A10: the words of whoever did not take part go when the project is over; of who did, with the project. */
export async function forgetConflicts(tx: Tx, _now: Date, limit: number): Promise<number> {
  return tx.$executeRaw`
    UPDATE conflict SET words_sealed = NULL WHERE id IN (
      SELECT f.id FROM conflict f JOIN project p ON p.id = f.project_id AND p.state IN ('ended', 'cancelled')
      WHERE f.words_sealed IS NOT NULL AND NOT EXISTS (SELECT FROM placement l
        WHERE l.project_id = f.project_id AND l.peer_id = f.peer_id AND l.state = 'completed') LIMIT ${limit})`;
}
