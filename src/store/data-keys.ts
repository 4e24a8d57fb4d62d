import { randomBytes } from 'node:crypto';
import { Prisma } from '../generated/prisma/client.ts';
import { decrypt, encrypt, type Place, parseSealed } from './cipher.ts';
import { type Run, type Tx, through } from './database.ts';
import { type Keyring, type LiveRing, type RingKey, readKeyFile } from './keyring.ts';
import { readCurrentKey } from './sentinel.ts';

/** Opens a data key as it is needed: ten thousand at once would hold up everybody else. */
export type DataKey = () => Buffer;

/** Keys that one piece of work has read already. */
export type KnownKeys = Map<string, DataKey>;

/** The data keys of these owners; who has none is not in it. What is known is not read again, and what is read is known. */
export async function readDataKeys(
  run: Run,
  ring: LiveRing,
  owners: readonly string[],
  known: KnownKeys = new Map(),
): Promise<ReadonlyMap<string, DataKey>> {
  const unknown = [...new Set(owners)].filter((owner) => !known.has(owner));
  if (unknown.length === 0) return known;
  // In one value, for a fan-out asks for ten thousand at once.
  const rows = await run<{ owner: string; by: string; wrapped: string }>(Prisma.sql`
    SELECT member_id::text AS owner, ring_key AS by, wrapped FROM data_key WHERE member_id = ANY(${unknown}::uuid[])`);
  for (const { owner, by, wrapped } of rows) {
    const key = await findKey(ring, by);
    known.set(owner, () => unwrapWith(key, owner, wrapped));
  }
  return known;
}

/** The same, with a fresh key for everybody who has none yet: two statements, however many they are. */
export async function ensureDataKeys(
  tx: Tx,
  ring: LiveRing,
  owners: readonly string[],
  known: KnownKeys = new Map(),
): Promise<ReadonlyMap<string, DataKey>> {
  const found = await readDataKeys(through(tx), ring, owners, known);
  const missing = [...new Set(owners)].filter((owner) => !found.has(owner)).sort();
  if (missing.length === 0) return found;
  const current = await findKey(ring, await readCurrentKey(tx));
  const data = missing.map((owner) => ({ owner, wrapped: wrap(current, owner, randomBytes(32)).wrapped }));
  await tx.$executeRaw`
    INSERT INTO data_key (member_id, ring_key, wrapped)
    SELECT owner, ${current.id}, wrapped FROM jsonb_to_recordset(${JSON.stringify(data)}::jsonb) AS d(owner uuid, wrapped text)
    ORDER BY owner ON CONFLICT DO NOTHING`;
  // Read again: another transaction may have made one first.
  const made = await readDataKeys(through(tx), ring, missing, known);
  if (missing.some((owner) => !made.has(owner)))
    throw new Error('A key was shredded while words were being sealed with it.');
  return made;
}

/** What was sealed with it opens nowhere any more, but in copies that hold the row; those go with the ring's key. */
export async function shredDataKey(tx: Tx, owner: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM data_key WHERE member_id = ${owner}::uuid`;
}

const keyPlace = (member: string): Place => ({ table: 'data_key', column: 'wrapped', row: member });

export function wrap({ id, key }: RingKey, member: string, plain: Buffer) {
  return { ringKey: id, wrapped: encrypt(key, id, keyPlace(member), plain) };
}

export async function unwrap(ring: LiveRing, member: string, wrapped: string): Promise<Buffer> {
  return unwrapWith(await findKey(ring, parseSealed(wrapped).keyId), member, wrapped);
}

const unwrapWith = ({ key }: RingKey, member: string, wrapped: string): Buffer =>
  decrypt(key, keyPlace(member), parseSealed(wrapped));

/** One that is missing may have come into the key file since this process read it. */
export async function findKey(ring: LiveRing, id: string): Promise<RingKey> {
  const known = ring.keys.find((key) => key.id === id);
  if (known !== undefined) return known;
  if (ring.reload) ring.keys = await ring.reload();
  const found = ring.keys.find((key) => key.id === id);
  if (found !== undefined) return found;
  throw new Error(
    `This database is sealed with the key "${id}", which the keyring does not hold (it has ${ring.keys.map((key) => key.id).join(', ')}).\n` +
      'Put that key back into ALONGSIDE_KEYS or the key file, from a backup if need be: without it nobody can read the sealed words.',
  );
}

/** A ring that stays as it is, or that of a key file, which may be turned over while the process runs. */
export function liveRing(keys: Keyring, file?: string): LiveRing {
  if (file === undefined) return { keys };
  return { keys, reload: async () => (await readKeyFile(file)) ?? keys };
}
