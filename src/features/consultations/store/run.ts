import type { MemberId } from '../../../chat/message.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { Prisma } from '../../../generated/prisma/client.ts';
import { type Tx, through } from '../../../store/database.ts';
import { KINDS } from '../rules/consultation.ts';
import { countAudience } from './audience.ts';
import { type Consultation, consultationColumns, consultationTables, readRunBy } from './consultations.ts';

/** How many; never who. */
export interface Coverage {
  answered: number;
  /** Who would hear what came of it. */
  reachable: number;
}

/** All that the card of whoever runs it shows. */
export interface Run {
  consultation: Consultation;
  coverage: Coverage;
  /** To how many a draft would go. */
  audience: number;
}

export const NO_COVERAGE: Coverage = { answered: 0, reachable: 0 };

/** Of several in one statement. */
export async function readCoverage(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Coverage>> {
  if (ids.length === 0) return new Map();
  const rows = await through(tx)<Coverage & { id: string }>(Prisma.sql`
    SELECT consultation_id::text AS id, count(*) FILTER (WHERE state = 'answered')::int AS answered,
      count(*) FILTER (WHERE NOT away)::int AS reachable
    FROM consulted WHERE consultation_id = ANY(${[...ids]}::uuid[]) GROUP BY 1`);
  return new Map(rows.map(({ id, ...coverage }) => [id, coverage]));
}

/** As its card shows it; lock it first. */
export async function readRunOf(tx: Tx, consultation: Consultation, now: Date): Promise<Run> {
  const { id, state, audience, ownerId } = consultation;
  if (state === 'draft')
    return {
      consultation,
      coverage: NO_COVERAGE,
      audience: ownerId === null ? 0 : await countAudience(tx, audience, ownerId, now),
    };
  return {
    consultation,
    coverage: (await readCoverage(tx, [id])).get(id) ?? NO_COVERAGE,
    audience: 0,
  };
}

/** These, as far as this member runs them. All drafts of one writer go to as many. */
export async function readRuns(
  tx: Tx,
  ids: readonly string[],
  member: MemberId,
  now: Date,
): Promise<ReadonlyMap<string, Run>> {
  const found = await readRunBy(tx, ids, member, now);
  const coverage = await readCoverage(
    tx,
    found.flatMap(({ id, state }) => (state === 'draft' ? [] : [id])),
  );
  const audiences = new Map<string, number>();
  for (const { state, audience } of found)
    if (state === 'draft' && !audiences.has(audience))
      audiences.set(audience, await countAudience(tx, audience, member, now));
  return new Map(
    found.map((consultation) => [
      consultation.id,
      {
        consultation,
        coverage: coverage.get(consultation.id) ?? NO_COVERAGE,
        audience: consultation.state === 'draft' ? (audiences.get(consultation.audience) ?? 0) : 0,
      },
    ]),
  );
}

// --- the pool has not heard for a while ---------------------------------------------------------------------------------

/** The last one that the pool got, and everybody who may write the next one. */
export interface Quiet {
  consultation: Consultation;
  writers: readonly MemberId[];
}

export const readWriters = (tx: Tx, now: Date): Promise<MemberId[]> =>
  readRoleHolders(tx, KINDS.digest.runBy, now);

/** Suggested, and neither put away nor written since. */
export const readQuiet = (tx: Tx, ids?: readonly string[]): Promise<Consultation[]> =>
  tx.$queryRaw<Consultation[]>`
    SELECT ${consultationColumns} FROM ${consultationTables}
    WHERE c.quiet_at IS NOT NULL AND c.quiet_over_at IS NULL
      AND ${ids ? Prisma.sql`c.id = ANY(${[...ids]}::uuid[])` : Prisma.sql`TRUE`}`;

/** True once. */
export async function markQuiet(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.consultation.updateMany({
    where: { id, quietAt: null },
    data: { quietAt: now },
  });
  return count === 1;
}

export async function endQuiet(tx: Tx, ids: readonly string[], now: Date): Promise<void> {
  await tx.consultation.updateMany({
    where: { id: { in: [...ids] }, quietOverAt: null },
    data: { quietOverAt: now },
  });
}
