import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { fromColumn, toColumn, type Vault } from '../../../store/seal.ts';

/** What the asker chose to share with the one whom they chose (D30, D34). A type and no interface, so that it is Json. */
export type Words = {
  kind: 'listen' | 'advice' | 'practical' | 'cover' | null;
  words: string | null;
};
interface Of {
  id: string;
  asker: MemberId;
}

const place = ({ id, asker }: Of) => ({
  member: asker,
  table: 'escalation',
  column: 'words_sealed',
  row: id,
});

/** The words of the last form stand, for its reader alone. */
export async function writeWords(tx: Tx, vault: Vault, of: Of, words: Words, reader: MemberId) {
  const wordsSealed = toColumn(await vault.seal<Words>(tx, place(of), words));
  await tx.escalation.update({ where: { id: of.id }, data: { wordsSealed, readerIds: [reader] } });
}

export async function readWords(tx: Tx, vault: Vault, of: Of): Promise<Words | undefined> {
  const row = await tx.escalation.findUnique({ where: { id: of.id }, select: { wordsSealed: true } });
  if (!row?.wordsSealed) return undefined;
  return vault.unseal<Words>(tx, place(of), fromColumn<Words>(row.wordsSealed));
}

/** The asker lets one more person read them. */
export async function addReader(tx: Tx, id: string, reader: MemberId): Promise<void> {
  await tx.escalation.update({ where: { id }, data: { readerIds: { push: reader } } });
}
