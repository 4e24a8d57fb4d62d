import { createHmac, hkdfSync } from 'node:crypto';
import type { Database, Tx } from './database.ts';

/** What can be compared and never read: the same words give the same digest, in one network and for one purpose. */
export type Digest = (...words: readonly string[]) => string;

export function digestWith(key: Buffer, purpose: string): Digest {
  const own = Buffer.from(hkdfSync('sha256', key, '', `alongside digest ${purpose}`, 32));
  // As JSON, so that no two lists of words are one.
  return (...words) => createHmac('sha256', own).update(JSON.stringify(words)).digest('base64url');
}

const BATCH = 500;

/**
 * Hashes of e-mail addresses from before they were keyed become keyed ones, at the first start: a plain hash is found
 * again by trying addresses. What is keyed is shorter, so a row is never taken twice, nor by two processes.
 */
export async function keyEmailHashes(db: Database, digestFor: (tx: Tx) => Promise<Digest>): Promise<void> {
  const takeSome = async (tx: Tx): Promise<number> => {
    const rows = await tx.$queryRaw<{ id: string; hash: string }[]>`
      SELECT id::text, email_hash AS hash FROM invited_person WHERE email_hash ~ '^[0-9a-f]{64}$'
      ORDER BY id LIMIT ${BATCH} FOR UPDATE`;
    if (rows.length === 0) return 0;
    const digest = await digestFor(tx);
    const keyed = rows.map(({ id, hash }) => ({ id, hash: digest(hash) }));
    await tx.$executeRaw`
      UPDATE invited_person p SET email_hash = n.hash
      FROM jsonb_to_recordset(${JSON.stringify(keyed)}::jsonb) AS n(id uuid, hash text) WHERE p.id = n.id`;
    return rows.length;
  };
  while ((await db.transaction(takeSome)) === BATCH);
}
