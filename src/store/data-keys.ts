import { randomBytes } from 'node:crypto';
import { decrypt, encrypt, type Place, parseSealed } from './cipher.ts';
import type { Database, Tx } from './database.ts';
import { type Keyring, makeKeyFile, newestKey, readKeyFile } from './keyring.ts';

/**
 * Wraps every data key with the newest key of the ring, so that older ones can go. Words are not touched. Can be
 * broken off and begun again. Returns how many it wrapped.
 */
export async function rewrapKeys(db: Database, ring: Keyring): Promise<number> {
  await checkRing(db, ring);
  let count = 0;
  for (;;) {
    const wrapped = await db.transaction((tx) => rewrapSome(tx, ring));
    if (wrapped === 0) break;
    count += wrapped;
  }
  await db.prisma.meta.update({ where: { key: sentinel.row }, data: { value: makeSentinel(ring) } });
  return count;
}

async function rewrapSome(tx: Tx, ring: Keyring): Promise<number> {
  const rows = await tx.$queryRaw<{ id: string; wrapped: string }[]>`
    select member_id::text as id, wrapped from data_key where ring_key <> ${newestKey(ring).id} limit 100 for update`;
  for (const { id, wrapped } of rows) {
    const data = wrap(ring, id, unwrap(ring, id, wrapped));
    await tx.dataKey.update({ where: { memberId: id }, data });
  }
  return rows.length;
}

export async function readDataKey(tx: Tx, ring: Keyring, member: string): Promise<Buffer | undefined> {
  const row = await tx.dataKey.findUnique({ where: { memberId: member } });
  return row === null ? undefined : unwrap(ring, member, row.wrapped);
}

export async function makeDataKey(tx: Tx, ring: Keyring, member: string): Promise<Buffer> {
  const data = { memberId: member, ...wrap(ring, member, randomBytes(32)) };
  await tx.dataKey.createMany({ data, skipDuplicates: true });
  // Read again: another transaction may have made it first.
  const key = await readDataKey(tx, ring, member);
  if (key === undefined) throw new Error('The key was shredded while words were being sealed with it.');
  return key;
}

const keyPlace = (member: string): Place => ({ table: 'data_key', column: 'wrapped', row: member });

function wrap(ring: Keyring, member: string, key: Buffer): { ringKey: string; wrapped: string } {
  const newest = newestKey(ring);
  return { ringKey: newest.id, wrapped: encrypt(newest.key, newest.id, keyPlace(member), key) };
}

function unwrap(ring: Keyring, member: string, wrapped: string): Buffer {
  return decrypt(keyOf(ring, parseSealed(wrapped).keyId), keyPlace(member), wrapped);
}

function keyOf(ring: Keyring, id: string): Buffer {
  const found = ring.find((key) => key.id === id);
  if (found !== undefined) return found.key;
  throw new Error(
    `This database is sealed with the key "${id}", which the keyring does not hold (it has ${ring.map((key) => key.id).join(', ')}).\n` +
      'Put that key back into ALONGSIDE_KEYS or the key file, from a backup if need be: without it nobody can read the sealed words.',
  );
}

/** A row that is sealed with the ring itself: what tells a wrong keyring from the right one before any word is written. */
const sentinel: Place = { table: 'meta', column: 'value', row: 'sealed' };

const makeSentinel = (ring: Keyring): string => {
  const { id, key } = newestKey(ring);
  return encrypt(key, id, sentinel, Buffer.from('alongside'));
};

const readSentinel = (db: Database) => db.prisma.meta.findUnique({ where: { key: sentinel.row } });

export async function checkRing(db: Database, ring: Keyring): Promise<void> {
  if ((await readSentinel(db)) === null) {
    await db.prisma.meta.createMany({
      data: { key: sentinel.row, value: makeSentinel(ring) },
      skipDuplicates: true,
    });
  }
  const value = (await readSentinel(db))?.value ?? '';
  const { keyId } = parseSealed(value);
  const key = keyOf(ring, keyId);
  try {
    decrypt(key, sentinel, value);
  } catch (cause) {
    throw new Error(
      `The key "${keyId}" is not the one that this database was sealed with, although it has the same id.\n` +
        'Put the right one back into ALONGSIDE_KEYS or the key file, or open the database that this key belongs to.',
      { cause },
    );
  }
  const used = await db.prisma.dataKey.findMany({ distinct: ['ringKey'], select: { ringKey: true } });
  for (const { ringKey } of used) keyOf(ring, ringKey);
}

/** The keyring of the file. A file is made only where nothing was ever sealed, so a lost one is not papered over. */
export async function findKeys(db: Database, file: string): Promise<Keyring> {
  const found = await readKeyFile(file);
  if (found !== undefined) return found;
  if ((await readSentinel(db)) === null) return makeKeyFile(file);
  throw new Error(
    `This database holds sealed words, but the key file ${file} is missing.\n` +
      'Put it back from a backup, or set ALONGSIDE_KEYS to its content: without it nobody can read the sealed words.',
  );
}
