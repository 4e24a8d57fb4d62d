import type { MemberId } from '../../../chat/message.ts';
import type { Safety } from '../../../directory/safety.ts';
import type { Tx } from '../../../store/database.ts';
import { confirmNumber } from './safety.ts';

export interface OwnWords {
  name: string;
  number: string;
  hours: string | null;
  nation: string | null;
  rungAt: Date;
}

/** The gate is locked. False: it was taken off meanwhile. */
export async function writeOwnNumber(
  tx: Tx,
  id: string | undefined,
  words: OwnWords,
  now: Date,
): Promise<boolean> {
  if (id === undefined) await tx.ownNumber.create({ data: { ...words, addedAt: now } });
  else return (await tx.ownNumber.updateMany({ where: { id }, data: words })).count === 1;
  return true;
}

export async function removeOwnNumber(tx: Tx, id: string): Promise<boolean> {
  return (await tx.ownNumber.deleteMany({ where: { id } })).count === 1;
}

/** Somebody has rung it, whether it is the nation's or the network's own. */
export async function ringNumber(
  tx: Tx,
  { nation, own }: Pick<Safety, 'nation' | 'own'>,
  number: string,
  by: MemberId,
  now: Date,
): Promise<void> {
  if (!own.some(({ id }) => id === number)) return confirmNumber(tx, nation, number, by, now);
  await tx.ownNumber.updateMany({ where: { id: number }, data: { rungAt: now } });
}
