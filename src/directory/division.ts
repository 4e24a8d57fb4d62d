import type { MemberId } from '../chat/message.ts';
import type { Tx } from '../store/database.ts';

/**
 * Whose bank holidays hold for those who have not chosen (D50): of the nation that their own area names, such as "Fife,
 * Scotland", else of the network's. A place is not guessed at. Of one member, or of all.
 */
export async function followNation(tx: Tx, member?: MemberId): Promise<void> {
  await tx.$executeRaw`
    UPDATE member m SET division = w.division
    FROM (
      SELECT a.id, CASE
          WHEN a.scotland AND NOT a.northern AND NOT a.england THEN 'scotland'
          WHEN a.northern AND NOT a.scotland AND NOT a.england THEN 'northern-ireland'
          WHEN a.england AND NOT a.scotland AND NOT a.northern THEN 'england-and-wales'
          WHEN s.nation IN ('scotland', 'northern-ireland') THEN s.nation
          ELSE 'england-and-wales'
        END AS division
      FROM safety s, (
        SELECT n.id, COALESCE(p.area, '') ~* '\\mscotland\\M' AS scotland,
          COALESCE(p.area, '') ~* '\\mnorthern ireland\\M' AS northern,
          COALESCE(p.area, '') ~* '\\m(england|wales)\\M' AS england
        FROM member n LEFT JOIN profile p ON p.member_id = n.id
        WHERE NOT n.division_chosen AND (${member ?? null}::uuid IS NULL OR n.id = ${member ?? null}::uuid)
      ) a
    ) w
    WHERE m.id = w.id AND NOT m.division_chosen AND m.division <> w.division`;
}
