import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { fromColumn, type Sealed, type Vault } from '../../../store/seal.ts';
import type { Placement } from './placements.ts';

type Column = 'reason_sealed' | 'conditions_sealed' | 'note_sealed';
const place = (row: string, member: MemberId, column: Column) => ({
  member,
  table: 'placement',
  column,
  row,
});

/** Why somebody was cleared or not: with the key of whoever ruled, so that it is for nobody else. */
export const sealReason = (
  tx: Tx,
  vault: Vault,
  { id }: Placement,
  by: MemberId,
  words: string,
): Promise<Sealed> => vault.seal<string>(tx, place(id, by, 'reason_sealed'), words);

/** Undefined for anybody but whoever ruled. */
export async function readReason(
  tx: Tx,
  vault: Vault,
  { id, ruledBy, reasonSealed }: Placement,
  reader: MemberId,
): Promise<string | undefined> {
  if (reasonSealed === null || ruledBy !== reader) return undefined;
  return vault.unseal(tx, place(id, reader, 'reason_sealed'), fromColumn(reasonSealed));
}

/** Conditions are about the peer, so that they go with the peer. */
export const sealConditions = (
  tx: Tx,
  vault: Vault,
  { id, peerId }: Placement,
  words: string,
): Promise<Sealed> => vault.seal<string>(tx, place(id, peerId, 'conditions_sealed'), words);

export const readConditions = async (
  tx: Tx,
  vault: Vault,
  { id, peerId, conditionsSealed }: Placement,
): Promise<string | undefined> =>
  conditionsSealed === null
    ? undefined
    : vault.unseal(tx, place(id, peerId, 'conditions_sealed'), fromColumn(conditionsSealed));

/** A12: what somebody adds to their withdrawal. */
export const sealNote = (tx: Tx, vault: Vault, { id, peerId }: Placement, words: string): Promise<Sealed> =>
  vault.seal<string>(tx, place(id, peerId, 'note_sealed'), words);

/** `shut`: it was written to whoever ran the project then. */
export async function readNote(
  tx: Tx,
  vault: Vault,
  { id, peerId, noteSealed, noteReader }: Placement,
  reader: MemberId,
): Promise<string | 'shut' | undefined> {
  if (noteSealed === null) return undefined;
  if (noteReader !== reader && peerId !== reader) return 'shut';
  return vault.unseal(tx, place(id, peerId, 'note_sealed'), fromColumn(noteSealed));
}
