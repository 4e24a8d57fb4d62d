import type { Tx } from '../store/database.ts';
import { deleteUnnamedLanes } from './queue/lanes.ts';

/** Ours: long enough to see what went wrong. */
const UNSHOWN_DAYS = 30;
/** As long as what was shown may be edited, or emptied when somebody asks to be forgotten. */
const SHOWN_DAYS = 365;

/**
 * What is over, by real time as it was settled; but for the reference of a card that is about to be edited, and for
 * what a feature could not be told of yet.
 */
export async function forgetSettled(tx: Tx, _now: Date, limit: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM outbox WHERE id IN (
      SELECT id FROM outbox o
      WHERE settled_at < clock_timestamp() - ${UNSHOWN_DAYS} * interval '1 day'
        AND told AND state NOT IN ('pending', 'claimed', 'sending')
        AND (ref_id IS NULL OR settled_at < clock_timestamp() - ${SHOWN_DAYS} * interval '1 day')
        AND NOT (ref_id IS NOT NULL AND EXISTS (
          SELECT 1 FROM outbox p WHERE p.slot = o.slot AND p.state IN ('pending', 'claimed', 'sending')))
      ORDER BY settled_at LIMIT ${limit})`;
}

/** Who writes without a name leaves no row that a later one could be laid beside, and no lane. */
export async function forgetUnnamed(tx: Tx, _now: Date, limit: number): Promise<number> {
  const gone = await tx.$executeRaw`
    DELETE FROM outbox WHERE id IN (
      SELECT id FROM outbox WHERE starts_with(destination, 'unnamed:')
        AND settled_at < clock_timestamp() - interval '1 day'
        AND told AND state NOT IN ('pending', 'claimed', 'sending') LIMIT ${limit})`;
  await deleteUnnamedLanes(tx);
  return gone;
}

/** What was shown there can still be emptied, and no longer says what or which record it was about, or at what hour. */
export async function detachShown(tx: Tx, slots: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE outbox SET slot = NULL, key = 'detached:' || id, origin_id = id::text, kind = NULL, record = NULL, edition = NULL,
      occasion = NULL, begun_at = NULL, enqueued_at = date_trunc('day', enqueued_at), due_at = date_trunc('day', due_at),
      settled_at = date_trunc('day', settled_at)
    WHERE (slot = ANY(${slots}) AND ref_id IS NOT NULL OR slot = ANY(${slots}) AND ref_id IS NULL)
      AND told AND state NOT IN ('pending', 'claimed', 'sending')`;
}
