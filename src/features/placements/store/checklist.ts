import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { fromColumn, type Sealed, toColumn, type Vault } from '../../../store/seal.ts';
import { PACK_PARTS, type PackPart } from '../rules/checklist.ts';
import type { Placed, Placement } from './placements.ts';

const needsPlace = ({ id, peerId }: Pick<Placement, 'id' | 'peerId'>) => ({
  member: peerId,
  table: 'placement',
  column: 'needs_sealed',
  row: id,
});

export const sealNeeds = (tx: Tx, vault: Vault, placement: Placement, words: string): Promise<Sealed> =>
  vault.seal<string>(tx, needsPlace(placement), words);

/** `shut`: they were written to whoever ran the project then. */
export async function readNeeds(
  tx: Tx,
  vault: Vault,
  placement: Placement,
  reader: MemberId,
): Promise<string | 'shut' | undefined> {
  const { needsSealed, needsReader, peerId } = placement;
  if (needsSealed === null) return undefined;
  if (needsReader !== reader && peerId !== reader) return 'shut';
  return vault.unseal(tx, needsPlace(placement), fromColumn(needsSealed));
}

/** What somebody has ticked. What was ticked before keeps its day. */
export interface Ticked {
  undertaken: boolean;
  packRead: boolean;
  briefed: boolean;
  insuredUntil: string | null;
  needs: { sealed: Sealed; reader: MemberId } | undefined;
}

export async function writeTicks(tx: Tx, { placement }: Placed, ticked: Ticked, now: Date): Promise<void> {
  const since = (before: Date | null, isTicked: boolean): Date | null => (isTicked ? (before ?? now) : null);
  await tx.placement.update({
    where: { id: placement.id },
    data: {
      undertakenAt: since(placement.undertakenAt, ticked.undertaken),
      packReadAt: since(placement.packReadAt, ticked.packRead),
      briefedAt: since(placement.briefedAt, ticked.briefed),
      insuredUntil: ticked.insuredUntil,
      needsSealed: ticked.needs ? toColumn(ticked.needs.sealed) : null,
      needsReader: ticked.needs?.reader ?? null,
    },
  });
}

/** A22: everybody on this team has been sent these, or has not after all; what else was noted of each stays. */
export async function writePackSent(
  tx: Tx,
  projectId: string,
  { added, removed }: { added: readonly PackPart[]; removed: readonly PackPart[] },
): Promise<void> {
  if (added.length + removed.length === 0) return;
  await tx.$executeRaw`
    UPDATE placement SET pack_sent = ARRAY(
      SELECT part FROM unnest(${[...PACK_PARTS]}::text[]) WITH ORDINALITY AS a(part, place)
      WHERE (part = ANY(pack_sent) OR part = ANY(${[...added]}::text[])) AND part <> ALL(${[...removed]}::text[]) ORDER BY place)
    WHERE project_id = ${projectId}::uuid AND state = 'confirmed'`;
}

/** What somebody needs is of no use once it is over. */
export const forgetNeeds = (tx: Tx, _now: Date, limit: number): Promise<number> => tx.$executeRaw`
  UPDATE placement SET needs_sealed = NULL, needs_reader = NULL WHERE id IN (
    SELECT l.id FROM placement l JOIN project p ON p.id = l.project_id AND p.state IN ('ended', 'cancelled')
    WHERE l.needs_sealed IS NOT NULL LIMIT ${limit})`;
