import type { Json } from '../../../chat/inbound.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import type { Vault } from '../../../store/seal.ts';
import { AT_HOST } from '../../placements/rules/release.ts';
import { unsealTo } from '../../placements/store/releases.ts';
import { purposeOf } from '../rules/purpose.ts';

/** One time that something about somebody was handed to a host (A26). */
export interface Shared {
  fields: readonly string[];
  /** Undefined: the key is gone. */
  to: string | undefined;
  at: Date;
  takenBackAt: Date | null;
  /** Whoever got it here opened it, was asked to delete it, and has said that it is deleted. */
  readAt: Date | null;
  askedAt: Date | null;
  deletedAt: Date | null;
  /** Null: somebody who was forgotten. */
  by: string | null;
  theme: string;
  /** The privacy notice that they had confirmed last by then. */
  notice: { title: string; version: number; readAt: Date } | undefined;
}

interface Row extends Omit<Shared, 'to' | 'notice'> {
  id: string;
  toSealed: string | null;
  isHere: boolean;
  here: string | null;
  noticeTitle: string | null;
  noticeVersion: number | null;
  noticeAt: Date | null;
}

/** The newest first; to whom was sealed with the key of the one it is about. */
export async function readShared(
  tx: Tx,
  vault: Vault,
  member: MemberId,
  { from, limit }: { from: number; limit: number },
): Promise<Shared[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT r.id::text, r.fields, r.to_sealed AS "toSealed", r.at, r.taken_back_at AS "takenBackAt",
      r.read_at AS "readAt", d.asked_at AS "askedAt", COALESCE(d.deleted_at, r.deleted_at) AS "deletedAt",
      r.recipient_id IS NOT NULL AS "isHere", g.name AS here,
      CASE WHEN b.erased_at IS NULL THEN b.name END AS by, p.theme,
      n.title AS "noticeTitle", n.version AS "noticeVersion", n.at AS "noticeAt"
    FROM release r JOIN placement l ON l.id = r.placement_id JOIN project p ON p.id = l.project_id
      LEFT JOIN member b ON b.id = r.by_id LEFT JOIN host_deletion d ON d.id = r.deletion_id
      LEFT JOIN host_recipient h ON h.id = r.recipient_id LEFT JOIN member g ON g.id = h.member_id
      LEFT JOIN LATERAL (
        SELECT y.title, y.version, a.at FROM acknowledgement a JOIN policy y ON y.id = a.policy_id
        WHERE a.member_id = l.peer_id AND y.kind = 'privacy-notice' AND a.at <= r.at
        ORDER BY a.at DESC, y.version DESC LIMIT 1) n ON true
    WHERE l.peer_id = ${member}::uuid ORDER BY r.at DESC, r.id LIMIT ${limit} OFFSET ${from}`;
  const to = await unsealTo(tx, vault, rows, member);
  return rows.map(
    (
      { id: _, toSealed: __, isHere, here, noticeTitle: title, noticeVersion: version, noticeAt, ...row },
      at,
    ) => ({
      ...row,
      to: isHere ? (here ?? AT_HOST) : to[at],
      notice:
        title !== null && version !== null && noticeAt ? { title, version, readAt: noticeAt } : undefined,
    }),
  );
}

/** Ours: more than anybody's details ever go, and still one answer. */
const MOST = 1_000;

export async function exportShared(tx: Tx, vault: Vault, member: MemberId): Promise<Json> {
  const all = await readShared(tx, vault, member, { from: 0, limit: MOST });
  return all.map(({ fields, to, at, takenBackAt, readAt, askedAt, deletedAt, by, theme, notice }) => ({
    what: [...fields],
    'to whom': to ?? null,
    on: at.toISOString(),
    by,
    'did not go after all': takenBackAt?.toISOString() ?? null,
    'opened there on': readAt?.toISOString() ?? null,
    'asked to delete it on': askedAt?.toISOString() ?? null,
    'said to be deleted on': deletedAt?.toISOString() ?? null,
    'what for': purposeOf(theme),
    'privacy notice then': notice
      ? { title: notice.title, version: notice.version, 'confirmed on': notice.readAt.toISOString() }
      : null,
  }));
}
