import type { Destination } from '../chat/adapter.ts';
import type { Json, Platform } from '../chat/inbound.ts';
import type { MemberId } from '../chat/message.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { Run } from '../store/database.ts';
import type { Calendar } from '../time/calendar.ts';
import { type CalendarRow, toCalendar } from './calendar.ts';

/** Where a message goes, as it is read for every one that is sent. */
export interface Recipient {
  destination: Destination;
  /** When this person may be messaged; a channel has no hours. */
  person?: Calendar;
}

/** The accounts by id, with what is needed to write to them and to know whether now is a good time. */
export async function readAccounts(run: Run, ids: readonly string[]): Promise<Map<string, Recipient>> {
  if (ids.length === 0) return new Map();
  const rows = await run<AccountRow>(Prisma.sql`${accounts} WHERE a.id = ANY(${ids}::uuid[])`);
  return new Map(rows.map((row) => [row.id, toRecipient(row)]));
}

/** The account that this member chose to be written to, or where they were last, as `enqueue` chooses it too. */
export async function readCurrentAccount(run: Run, member: MemberId): Promise<Recipient | undefined> {
  const [row] = await run<AccountRow>(Prisma.sql`
    ${accounts} WHERE a.member_id = ${member}::uuid ORDER BY a.is_preferred DESC, a.last_seen_at DESC LIMIT 1`);
  return row && toRecipient(row);
}

/** The channels by id. */
export async function readConversations(run: Run, ids: readonly string[]): Promise<Map<string, Recipient>> {
  if (ids.length === 0) return new Map();
  const rows = await run<ConversationRow>(Prisma.sql`
    SELECT id, platform, workspace, external_id AS "externalId", reference FROM conversation WHERE id = ANY(${ids}::uuid[])`);
  return new Map(
    rows.map(({ id, platform, workspace, externalId, reference }) => {
      const conversation = { id: externalId, ...(reference !== null && { reference }) };
      return [id, { destination: { platform, workspace, conversation } }];
    }),
  );
}

interface ConversationRow {
  id: string;
  platform: Platform;
  workspace: string;
  externalId: string;
  reference: Json | null;
}

interface AccountRow extends CalendarRow {
  id: string;
  platform: Platform;
  workspace: string;
  user: string;
  direct: Destination['conversation'] | null;
}

const accounts = Prisma.sql`
  SELECT a.id, a.platform, a.workspace, a.external_user AS "user", a.direct, m.time_zone AS "timeZone",
    m.contact_hours AS "contactHours", m.own_from AS "ownFrom", m.own_to AS "ownTo", m.working_days AS "workingDays",
    m.division, m.paused_until AS "pausedUntil"
  FROM account a JOIN member m ON m.id = a.member_id`;

function toRecipient({ platform, workspace, user, direct, ...row }: AccountRow): Recipient {
  const { timeZone } = row;
  return {
    person: toCalendar(row),
    destination: { platform, workspace, user, timeZone, ...(direct && { conversation: direct }) },
  };
}
