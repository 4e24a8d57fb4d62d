import type { Platform } from '../chat/inbound.ts';
import type { MemberId } from '../chat/message.ts';
import type { Tx } from '../store/database.ts';
import { cutTo } from '../text/cut.ts';
import { NAME_LENGTH, wordsToFind } from '../text/name.ts';
import type { Calendar } from '../time/calendar.ts';
import { DAY_MS } from '../time/durations.ts';
import type { Actor } from './actor.ts';
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
  const rows = await tx.$queryRaw<{ member: MemberId; user: string }[]>`
    SELECT member_id AS member, external_user AS "user" FROM account
    WHERE member_id = ANY(${[...members]}::uuid[]) AND platform = ${platform}`;
  return new Map(rows.map(({ member, user }) => [member, user]));
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

/** D19: how long somebody counts as new [default]. */
const NEW_FOR_MS = 90 * DAY_MS;
export const isNewcomer = (joinedAt: Date | null, now: Date): boolean =>
  joinedAt !== null && now.getTime() - joinedAt.getTime() < NEW_FOR_MS;

export interface Person {
  id: MemberId;
  name: string;
  called: string | null;
  standing: Actor['standing'];
  calendar: Calendar;
}

export const personColumns = {
  id: true,
  name: true,
  called: true,
  standing: true,
  ...calendarColumns,
} as const;

export const toPerson = (row: MemberRow): Person => ({
  id: row.id,
  name: row.name,
  called: row.called,
  standing: row.standing as Person['standing'],
  calendar: toCalendar(row),
});
type MemberRow = Pick<Person, 'id' | 'name' | 'called'> & { standing: string } & Parameters<
    typeof toCalendar
  >[0];

/** Locks the person, whose standing the cards of all coordinators show; whoever only refers to them does not wait. */
export async function lockPerson(tx: Tx, member: MemberId): Promise<Person | undefined> {
  await tx.$queryRaw`SELECT 1 AS locked FROM member WHERE id = ${member}::uuid FOR NO KEY UPDATE`;
  return readPerson(tx, member);
}

export async function readPerson(tx: Tx, member: MemberId): Promise<Person | undefined> {
  const row = await tx.member.findUnique({ where: { id: member }, select: personColumns });
  return row ? toPerson(row) : undefined;
}

/** Everybody who has joined; of one person, whether they have. */
export async function readJoined(tx: Tx, member?: MemberId): Promise<MemberId[]> {
  const rows = await tx.member.findMany({
    where: { standing: 'member', ...(member && { id: member }) },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Those of these who are members now, with their names, told apart: what a form brings in may be anybody. */
export async function readMembers(tx: Tx, ids: readonly MemberId[]): Promise<Map<MemberId, string>> {
  const rows = await tx.member.findMany({
    where: { id: { in: [...ids] }, standing: 'member' },
    select: { id: true, name: true },
  });
  const people = await tellApart(
    tx,
    rows.map(({ id, name }) => ({ member: id, name })),
  );
  return new Map(people.map(({ member, name }) => [member, name]));
}
