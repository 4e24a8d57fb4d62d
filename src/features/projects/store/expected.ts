import type { ExpectedCard } from '../../../bot/messages/declare.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { runners } from '../../placements/store/projects.ts';

/** Whoever runs a project for which somebody was chosen, or stands in, has its card. */
export async function readExpectedProjects(
  tx: Tx,
  _now: Date,
  limit: number,
  reader?: MemberId,
): Promise<ExpectedCard[]> {
  const rows = await tx.$queryRaw<{ record: string; reader: string }[]>`
    SELECT p.id::text AS record, r.member::text AS reader FROM project p, LATERAL (${runners}) r
    WHERE p.state IN ('choosing', 'confirmed', 'under-way')
      AND r.member IS NOT NULL AND (${reader ?? null}::uuid IS NULL OR r.member = ${reader ?? null}::uuid)
    ORDER BY p.created_at DESC LIMIT ${limit}`;
  // Of projects from before there were placements none was sent.
  return rows.map((card) => ({ ...card, unsent: true as const }));
}
