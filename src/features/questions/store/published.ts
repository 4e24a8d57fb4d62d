import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';

export interface Published {
  question: string;
  answer: string;
}

/** As many as are read before asking anyway. */
const MOST = 3;
/** Words in common: one alone is chance. */
const IN_COMMON = 2;

/**
 * What was published and may have answered this already, the nearest first. PostgreSQL's English dictionary drops
 * "how do I" and reads "claims" as "claim"; any of the words counts, for nobody asks twice in the same ones.
 */
export async function searchPublished(tx: Tx, words: string): Promise<Published[]> {
  return tx.$queryRaw<Published[]>`
    WITH asked AS (SELECT tsvector_to_array(to_tsvector('english', ${words})) AS lexemes),
    wanted AS (
      SELECT lexemes, NULLIF(replace(plainto_tsquery('english', ${words})::text, ' & ', ' | '), '')::tsquery AS query FROM asked)
    SELECT p.question, p.answer FROM wanted w JOIN published_answer p ON p.search @@ w.query
    CROSS JOIN LATERAL (
      SELECT count(*) AS shared FROM unnest(w.lexemes) AS lexeme WHERE lexeme = ANY(tsvector_to_array(p.search))) common
    WHERE common.shared >= least(${IN_COMMON}::int, cardinality(w.lexemes))
    ORDER BY common.shared DESC, ts_rank(p.search, w.query) DESC, p.id LIMIT ${MOST}`;
}

export async function publish(
  tx: Tx,
  row: Published & { id: string; topic: string; questionId: string; editor: MemberId },
): Promise<void> {
  const { id, topic: topicId, questionId, editor: editorId, question, answer } = row;
  await tx.publishedAnswer.create({ data: { id, topicId, questionId, editorId, question, answer } });
}

/** Who edited what was published of this answer. */
export async function readEditor(tx: Tx, id: string): Promise<MemberId | undefined> {
  const row = await tx.publishedAnswer.findUnique({ where: { id }, select: { editorId: true } });
  return row?.editorId ?? undefined;
}

/** Of an answer that its editor takes down; it has the id of the answer that it was made from. */
export async function unpublish(tx: Tx, id: string, editor?: MemberId): Promise<boolean> {
  const { count } = await tx.publishedAnswer.deleteMany({
    where: { id, ...(editor && { editorId: editor }) },
  });
  return count === 1;
}
