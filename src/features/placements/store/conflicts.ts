import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { type Promised, passOn, promisedTo, unsealFor } from '../../../store/promised.ts';
import { fromColumn, type Sealed, toColumn, type Vault } from '../../../store/seal.ts';
import type { ConflictAnswer, ConflictKind } from '../rules/placement.ts';

const wordsPlace = ({ id, peerId }: { id: string; peerId: MemberId }) => ({
  member: peerId,
  table: 'conflict',
  column: 'words_sealed',
  row: id,
});

/** What somebody told, and of which kind it is (A10); rows of before say no kind. */
export interface Told {
  kind: ConflictKind | undefined;
  words: string;
}
type Kept = string | { kind: ConflictKind; words: string };
const toTold = (kept: Kept): Told => (typeof kept === 'string' ? { kind: undefined, words: kept } : kept);

export const sealWords = async (
  tx: Tx,
  vault: Vault,
  row: { id: string; peerId: MemberId },
  told: { kind: ConflictKind; words: string },
): Promise<Sealed<Kept>> => vault.seal<Kept>(tx, wordsPlace(row), told);

/** For the eyes of whoever wrote them. */
export async function readOwnWords(tx: Tx, vault: Vault, row: ConflictRow): Promise<Told | undefined> {
  if (row.wordsSealed === null) return undefined;
  const kept = await vault.unseal<Kept>(tx, wordsPlace(row), fromColumn<Kept>(row.wordsSealed));
  return kept === undefined ? undefined : toTold(kept);
}

/** `shut`: they were told to somebody else, and the peer has not said that this reader may read them. */
export async function readWords(
  tx: Tx,
  vault: Vault,
  row: ConflictRow,
  reader: MemberId,
): Promise<Told | 'shut' | undefined> {
  if (row.wordsSealed === null) return undefined;
  const words = { at: wordsPlace(row), sealed: fromColumn<Kept>(row.wordsSealed), promised: row };
  const kept = await unsealFor<Kept>(vault, tx, words, reader);
  return kept === undefined || kept === 'shut' ? kept : toTold(kept);
}

export interface ConflictRow extends Promised {
  id: string;
  peerId: MemberId;
  answer: ConflictAnswer;
  wordsSealed: string | null;
  answeredAt: Date;
  /** Their circumstances changed since they answered: asked again. */
  reopenedAt: Date | null;
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

/** Somebody else runs the project: the peers whose words were told to the one before, and who are to be asked. */
export async function passWordsOn(tx: Tx, projectId: string, to: MemberId): Promise<ConflictRow[]> {
  const told = (await readConflicts(tx, projectId)).filter(({ wordsSealed }) => wordsSealed !== null);
  const toAsk: ConflictRow[] = [];
  for (const row of told) {
    const { promised, isToAsk } = passOn(row, to);
    if (!isToAsk) continue;
    await tx.conflict.update({
      where: { id: row.id },
      data: { nextId: promised.nextId, nextMay: promised.nextMay },
    });
    toAsk.push({ ...row, ...promised });
  }
  return toAsk;
}

/** What the peer said about this reader; any other has been and gone. */
export async function letRead(
  tx: Tx,
  projectId: string,
  peerId: MemberId,
  next: MemberId,
  may: boolean,
): Promise<boolean> {
  const where = { projectId, peerId, nextId: next, wordsSealed: { not: null } };
  return (await tx.conflict.updateMany({ where, data: { nextMay: may } })).count === 1;
}

/** How many answers of these people `reopenConflict` would open again. */
export async function countReopenable(tx: Tx, peers: readonly MemberId[]): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM conflict c
    JOIN placement l ON l.project_id = c.project_id AND l.peer_id = c.peer_id AND l.state IN ('chosen', 'released', 'confirmed')
    JOIN project p ON p.id = c.project_id AND p.state NOT IN ('ended', 'cancelled')
    WHERE c.peer_id = ANY(${[...peers]}::uuid[]) AND c.answer <> 'declined' AND c.reopened_at IS NULL`;
  return row?.count ?? 0;
}

/** An answer that is no longer one to what is asked now; a no is asked again only of whoever is chosen again. */
export async function reopenConflict(tx: Tx, projectId: string, peerId: MemberId, now: Date): Promise<void> {
  await tx.conflict.updateMany({
    where: { projectId, peerId, reopenedAt: null },
    data: { reopenedAt: now },
  });
}

export async function writeConflict(
  tx: Tx,
  row: {
    id: string;
    projectId: string;
    peerId: MemberId;
    answer: ConflictRow['answer'];
    words: Sealed<Kept> | undefined;
    answeredAt: Date;
    /** Whom the form named as the one who reads it. */
    reader: MemberId;
    /** What was told before stays, and stays promised to whoever it was told to. */
    keeps?: boolean;
  },
): Promise<void> {
  const { words, reader, keeps, ...rest } = row;
  const { projectId, peerId, answer, answeredAt } = rest;
  const plain = { ...rest, ...promisedTo(reader) };
  const wordsSealed = words ? toColumn(words) : null;
  await tx.conflict.upsert({
    where: { projectId_peerId: { projectId, peerId } },
    create: { ...plain, wordsSealed },
    update: {
      answer,
      answeredAt,
      reopenedAt: null,
      ...(!keeps && { wordsSealed, ...promisedTo(reader) }),
    },
  });
}
