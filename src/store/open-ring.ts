import { findKey, liveRing } from './data-keys.ts';
import type { Database } from './database.ts';
import { type Keyring, type LiveRing, makeKeyFile, readKeyFile } from './keyring.ts';
import { checkSentinel, hasSentinel, placeSentinel, readCurrentKey } from './sentinel.ts';

/** Where the keys come from: a setting, or a file that is made when the database has never been sealed. */
export type KeySource = Keyring | { file: string };

/** @throws when the keyring does not open what this database holds */
export async function openRing(db: Database, source: KeySource): Promise<LiveRing> {
  const ring = 'file' in source ? liveRing(await findKeys(db, source.file), source.file) : liveRing(source);
  if (!(await hasSentinel(db.prisma))) await placeSentinel(db.prisma, ring.keys);
  await checkSentinel(db.prisma, await findKey(ring, await readCurrentKey(db.prisma)));
  const used = await db.prisma.dataKey.findMany({ distinct: ['ringKey'], select: { ringKey: true } });
  for (const { ringKey } of used) await findKey(ring, ringKey);
  return ring;
}

/** The keyring of the file. A file is made only where nothing was ever sealed, so a lost one is not papered over. */
async function findKeys(db: Database, file: string): Promise<Keyring> {
  const found = await readKeyFile(file);
  if (found !== undefined) return found;
  if (!(await hasSentinel(db.prisma))) return makeKeyFile(file);
  // Another process that starts now may have made both since we looked.
  const made = await readKeyFile(file);
  if (made !== undefined) return made;
  throw new Error(
    `This database holds sealed words, but the key file ${file} is missing.\n` +
      'Put it back from a backup, or set ALONGSIDE_KEYS to its content: without it nobody can read the sealed words.',
  );
}
