import type { Platform } from '../chat/inbound.ts';
import type { MemberId } from '../chat/message.ts';
import type { Tx } from '../store/database.ts';
import { cutTo } from '../text/cut.ts';
import { NAME_LENGTH, wordsToFind } from '../text/name.ts';
import type { Calendar } from '../time/calendar.ts';
import { calendarColumns, toCalendar } from './calendar.ts';
import { tellApart, withoutMark } from './namesakes.ts';

/** When each of these may be messaged; who has no account here is not in it. */
export async function readCalendars(tx: Tx, members: readonly MemberId[]): Promise<Map<MemberId, Calendar>> {
  const rows = await tx.member.findMany({
    where: { id: { in: [...members] }, accounts: { some: {} } },
    select: { id: true, ...calendarColumns },
  });
  return new Map(rows.map(({ id, ...row }) => [id, toCalendar(row)]));
}

/** What each of these members is called on one platform, for mentions: no account there, no entry. */
export async function readUsers(
  tx: Tx,
  members: readonly MemberId[],
  platform: Platform,
): Promise<Map<MemberId, string>> {
  const rows = await tx.account.findMany({ where: { memberId: { in: [...members] }, platform } });
  return new Map(rows.map((row) => [row.memberId, row.externalUser]));
}

/**
 * Members whose name holds each of the words, in any order, for a type-ahead field; guests are found by nobody. Those
 * whose names begin with them come first. It looks through all members: some milliseconds with ten thousand.
 */
export async function searchMembers(
  tx: Tx,
  typed: string,
  except: MemberId,
  limit: number,
): Promise<{ member: MemberId; name: string }[]> {
  const words = wordsToFind(cutTo(typed, NAME_LENGTH));
  if (words.length === 0 && typed.trim() !== '') return [];
  const found = await findByWords(tx, words, except, limit);
  // Who typed what a list shows of somebody has typed what tells them apart, too.
  const shown = found.length > 0 ? [] : wordsToFind(withoutMark(cutTo(typed, 2 * NAME_LENGTH)));
  const all = shown.length > 0 ? await findByWords(tx, shown, except, limit) : found;
  return tellApart(tx, all);
}

function findByWords(
  tx: Tx,
  words: readonly string[],
  except: MemberId,
  limit: number,
): Promise<{ member: MemberId; name: string }[]> {
  return tx.$queryRaw<{ member: MemberId; name: string }[]>`
    SELECT id AS member, name FROM member
    WHERE standing = 'member' AND id <> ${except}::uuid
      AND NOT EXISTS (SELECT 1 FROM unnest(${words}::text[]) AS word WHERE strpos(name_key, word) = 0)
    ORDER BY (SELECT count(*) FROM unnest(${words}::text[]) AS word WHERE strpos(' ' || name_key, ' ' || word) = 0),
      name_key COLLATE "C", id
    LIMIT ${limit}`;
}

/** Nobody has ever written to this bot. */
export const isUnpeopled = async (tx: Tx): Promise<boolean> => (await tx.member.count()) === 0;
