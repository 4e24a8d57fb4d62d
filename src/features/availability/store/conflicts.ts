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
