import type { Tx } from '../../../store/database.ts';

/** What notice we gave of projects, on average, in days. */
export interface Notice {
  days: number;
  projects: number;
}

/** A20: of projects that begin in the year of this date and were not called off. It counts what we did, and nobody’s answers. */
export async function readNotice(tx: Tx, today: string): Promise<Notice | undefined> {
  const [row] = await tx.$queryRaw<{ days: number | null; projects: number }[]>`
    SELECT round(avg(greatest(0, s.first - s.told)))::int AS days, count(*)::int AS projects FROM (
      SELECT (SELECT min(day)::date FROM project_day d WHERE d.project_id = p.id) AS first,
        (COALESCE(p.days_moved_at, (SELECT min(c.opened_at) FROM call_out c WHERE c.project_id = p.id AND c.state <> 'withdrawn'))
          AT TIME ZONE m.time_zone)::date AS told
      FROM project p JOIN member m ON m.id = p.manager_id WHERE p.state NOT IN ('pencilled', 'cancelled')) s
    WHERE s.told IS NOT NULL AND extract(year FROM s.first)::int = ${Number(today.slice(0, 4))}`;
  return row?.days == null ? undefined : { days: row.days, projects: row.projects };
}
