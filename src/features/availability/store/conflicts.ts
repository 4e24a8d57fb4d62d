import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { fromColumn, type Sealed, toColumn, type Vault } from '../../../store/seal.ts';

const wordsPlace = ({ id, peerId }: { id: string; peerId: MemberId }) => ({
  member: peerId,
  table: 'conflict',
  column: 'words_sealed',
  row: id,
});

export const sealWords = async (
  tx: Tx,
  vault: Vault,
  row: { id: string; peerId: MemberId },
  words: string,
): Promise<Sealed> => vault.seal<string>(tx, wordsPlace(row), words);

export const readWords = async (tx: Tx, vault: Vault, row: ConflictRow): Promise<string | undefined> =>
  row.wordsSealed === null ? undefined : vault.unseal(tx, wordsPlace(row), fromColumn(row.wordsSealed));

export interface ConflictRow {
  id: string;
  peerId: MemberId;
  answer: 'none' | 'told' | 'declined';
  wordsSealed: string | null;
}

export async function readConflicts(tx: Tx, project: string): Promise<ConflictRow[]> {
  return (await tx.conflict.findMany({ where: { projectId: project } })) as ConflictRow[];
}

export async function readConflict(
  tx: Tx,
  projectId: string,
  peerId: MemberId,
): Promise<ConflictRow | undefined> {
  const row = await tx.conflict.findUnique({ where: { projectId_peerId: { projectId, peerId } } });
  return (row as ConflictRow | null) ?? undefined;
}

/** How many answers of these people `reopenConflict` would open again. */
export async function countReopenable(tx: Tx, peers: readonly MemberId[], now: Date): Promise<number> {
  const today = now.toISOString().slice(0, 10);
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(DISTINCT c.id)::int AS count FROM conflict c
    JOIN project p ON p.id = c.project_id AND p.host_named_at IS NOT NULL
    JOIN call_out o ON o.project_id = p.id AND o.state IN ('open', 'closed')
    JOIN invitation i ON i.call_out_id = o.id AND i.peer_id = c.peer_id AND i.reply IN ('yes', 'maybe')
    WHERE c.peer_id = ANY(${[...peers]}::uuid[]) AND c.answer <> 'declined' AND c.reopened_at IS NULL
      AND EXISTS (SELECT 1 FROM project_day d WHERE d.project_id = p.id AND d.day >= ${today})`;
  return row?.count ?? 0;
}

/** True once: this answer is from before their circumstances changed. Whoever is off the project is not asked again. */
export async function reopenConflict(
  tx: Tx,
  projectId: string,
  peerId: MemberId,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.conflict.updateMany({
    where: { projectId, peerId, answer: { not: 'declined' }, reopenedAt: null },
    data: { reopenedAt: now },
  });
  return count === 1;
}

export async function writeConflict(
  tx: Tx,
  row: {
    id: string;
    projectId: string;
    peerId: MemberId;
    answer: ConflictRow['answer'];
    words: Sealed | undefined;
    answeredAt: Date;
  },
): Promise<void> {
  const { words, ...plain } = row;
  const { projectId, peerId, answer, answeredAt } = plain;
  const wordsSealed = words ? toColumn(words) : null;
  await tx.conflict.upsert({
    where: { projectId_peerId: { projectId, peerId } },
    create: { ...plain, wordsSealed },
    update: { answer, wordsSealed, answeredAt, reopenedAt: null },
  });
}
