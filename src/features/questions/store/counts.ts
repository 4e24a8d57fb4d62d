import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import type { Vault } from '../../../store/seal.ts';

/** Who asks about what: sealed in the question, and here only a part of a digest. */
export interface Asking {
  topic: string;
  asker: MemberId;
}

const digesterOf = async (tx: Tx, vault: Vault, { topic, asker }: Asking) => {
  const digest = await vault.digester(tx, 'question-count');
  return {
    of: (reader: MemberId): string => digest(asker, reader, topic),
    ofAsker: digest(asker),
  };
};

/**
 * Which of these were offered so many by this person lately. Until the transaction ends no other of the same person's
 * questions is counted: fifty that are sent at once are as many as fifty that are not.
 */
export async function readFull(
  tx: Tx,
  vault: Vault,
  asking: Asking,
  { readers, most, now }: { readers: readonly MemberId[]; most: number; now: Date },
): Promise<Set<MemberId>> {
  const digest = await digesterOf(tx, vault, asking);
  await tx.$queryRaw`SELECT 1 AS locked FROM pg_advisory_xact_lock(hashtextextended(${digest.ofAsker}, 0))`;
  const byDigest = new Map(readers.map((reader) => [digest.of(reader), reader]));
  const rows = await tx.questionCount.findMany({
    where: { digest: { in: [...byDigest.keys()] }, count: { gte: most }, expiresAt: { gt: now } },
    select: { digest: true },
  });
  return new Set(rows.flatMap((row) => byDigest.get(row.digest) ?? []));
}

export async function countOffered(
  tx: Tx,
  vault: Vault,
  asking: Asking,
  { reader, until, now }: { reader: MemberId; until: Date; now: Date },
): Promise<void> {
  const digest = (await digesterOf(tx, vault, asking)).of(reader);
  await tx.$executeRaw`
    INSERT INTO question_count AS c (digest, count, expires_at) VALUES (${digest}, 1, ${until})
    ON CONFLICT (digest) DO UPDATE SET
      count = CASE WHEN c.expires_at > ${now} THEN c.count + 1 ELSE 1 END,
      expires_at = CASE WHEN c.expires_at > ${now} THEN c.expires_at ELSE excluded.expires_at END`;
}

export async function forgetCounts(tx: Tx, now: Date, limit: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM question_count WHERE digest IN (
      SELECT digest FROM question_count WHERE expires_at <= ${now} ORDER BY expires_at LIMIT ${limit})`;
}
