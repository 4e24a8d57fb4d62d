import { decrypt, encrypt, type Place, parseSealed } from './cipher.ts';
import type { Tx } from './database.ts';
import { newestKey, type RingKey } from './keyring.ts';

/**
 * A row that is sealed with the ring itself: it tells a wrong keyring from the right one before any word is written,
 * and which key wraps new data keys, for every process alike: one that still knows only the older key keeps working
 * until `keys -- rotate` is run.
 */
const place: Place = { table: 'meta', column: 'value', row: 'sealed' };

const sentinel = ({ id, key }: RingKey): string => encrypt(key, id, place, 'alongside');

export const hasSentinel = async (tx: Tx): Promise<boolean> =>
  (await tx.meta.count({ where: { key: place.row } })) > 0;

/** The first one to open a database puts it there. */
export async function placeSentinel(tx: Tx, ring: readonly RingKey[]): Promise<void> {
  const data = { key: place.row, value: sentinel(newestKey(ring)) };
  await tx.meta.createMany({ data, skipDuplicates: true });
}

/** From now on this key wraps. Waits for whoever is wrapping with the one before. */
export async function turnSentinel(tx: Tx, key: RingKey): Promise<void> {
  await tx.meta.update({ where: { key: place.row }, data: { value: sentinel(key) } });
}

/** The id of the key that wraps. Held until the transaction ends, so that it is not turned over meanwhile. */
export async function readCurrentKey(tx: Tx, lock: 'share' | 'alone' = 'share'): Promise<string> {
  const rows =
    lock === 'share'
      ? await tx.$queryRaw<{ value: string }[]>`SELECT value FROM meta WHERE key = ${place.row} FOR SHARE`
      : await tx.$queryRaw<{ value: string }[]>`SELECT value FROM meta WHERE key = ${place.row} FOR UPDATE`;
  return parseSealed(rows[0]?.value ?? '').keyId;
}

/** @throws when this key is another one of the same name */
export async function checkSentinel(tx: Tx, { id, key }: RingKey): Promise<void> {
  const value = (await tx.meta.findUniqueOrThrow({ where: { key: place.row } })).value;
  try {
    decrypt(key, place, parseSealed(value));
  } catch (cause) {
    throw new Error(
      `The key "${id}" is not the one that this database was sealed with, although it has the same id.\n` +
        'Put the right one back into ALONGSIDE_KEYS or the key file, or open the database that this key belongs to.',
      { cause },
    );
  }
}
