import type { Actor, Conversation, Json, Platform, Role, Sender } from '../chat/inbound.ts';
import type { MemberId } from '../chat/message.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { cutTo } from '../text/cut.ts';
import { NAME_LENGTH, nameKey, nameLooks, readPlatformName, wordsToFind } from '../text/name.ts';
import { knownZone } from '../time/zones.ts';
import { type Calendar, calendarColumns, toCalendar } from './calendar.ts';
import type { Tx } from './database.ts';
import { claimStatement } from './inbox.ts';
import { tellApart, withoutMark } from './namesakes.ts';

interface PersonRow {
  account: string;
  member: MemberId;
  name: string;
  nameChosen: boolean;
  called: string | null;
  standing: Actor['standing'];
  timeZone: string;
  zoneChosen: boolean;
  direct: Json | null;
  lastSeenAt: Date;
  /** When another account of theirs was last used. */
  elsewhereAt: Date | null;
  linkedAt: Date | null;
  newestLinkAt: Date | null;
  roles: Role[];
}

/**
 * When an account was last used is kept to the hour: set beside what somebody wrote without a name, a finer moment would
 * say who it was. It also costs a busy person no writes.
 */
const SEEN_TO_MS = 3_600_000;
const theHour = (at: Date): Date => new Date(Math.floor(at.getTime() / SEEN_TO_MS) * SEEN_TO_MS);

/** Ours: long enough to notice that two accounts were joined by somebody else. */
const NEW_LINK_MS = 10 * 86_400_000;
export const isNewlyLinked = (linkedAt: Date | null, now: Date): boolean =>
  linkedAt !== null && now.getTime() - linkedAt.getTime() < NEW_LINK_MS;

/** What somebody is called whose platform did not say. */
export const NAMELESS = 'Somebody';

/** A name is never written without what it is found by, and how it looks. */
export const named = (name: string) => ({ name, nameKey: nameKey(name), nameLooks: nameLooks(name) });

/**
 * Claims one delivery inside the transaction that handles it, reads the time for it, and says who acts: all in one
 * statement, for every delivery pays for it. Somebody who was never here before becomes a guest: known, and nothing more.
 * `undefined`: this delivery was handled before.
 */
export async function receiveDelivery(
  tx: Tx,
  { id, sender, conversation }: { id: string; sender: Sender; conversation: Conversation },
): Promise<{ now: Date; actor: Actor; isRenamed: boolean } | undefined> {
  const [row] = await tx.$queryRaw<({ now: Date } & (PersonRow | { account: null }))[]>`
    WITH claimed AS (${claimStatement(id)})
    SELECT claimed.now, person.* FROM claimed LEFT JOIN LATERAL (${personStatement(sender, Prisma.sql`claimed.now`)}) person ON true`;
  if (!row) return undefined;
  const { now, ...found } = row;
  const known = found.account === null ? await createGuest(tx, sender, now) : found;
  const person = await keepCurrent(tx, known, sender, conversation, now);
  const { member, account, name, called, standing, timeZone } = person;
  const roles = withImplied(person.roles);
  const { linkedAt } = person;
  const actor: Actor = {
    member,
    account,
    name,
    called,
    standing,
    roles,
    timeZone,
    platform: sender.platform,
  };
  if (isNewlyLinked(person.newestLinkAt, now)) actor.isNewlyLinked = true;
  if (linkedAt && isNewlyLinked(linkedAt, now)) actor.shutUntil = new Date(linkedAt.getTime() + NEW_LINK_MS);
  return { now, actor, isRenamed: name !== known.name };
}

/** This user is known under a workspace that the delivery does not name: neither somebody new nor surely the same. */
export class UnclearSender extends Error {}

/** Their account under each workspace that it may have been kept under; one that is somebody's here comes before a guest's. */
const personStatement = (
  { platform, workspace, user, alsoIn = [] }: Sender,
  now: Prisma.Sql,
): Prisma.Sql => Prisma.sql`
  SELECT a.id AS account, m.id AS member, m.name, m.name_chosen AS "nameChosen", m.called, m.standing, m.time_zone AS "timeZone",
         m.zone_chosen AS "zoneChosen", a.direct, a.last_seen_at AS "lastSeenAt", a.linked_at AS "linkedAt",
         (SELECT max(o.linked_at) FROM account o WHERE o.member_id = m.id) AS "newestLinkAt",
         (SELECT max(o.last_seen_at) FROM account o WHERE o.member_id = m.id AND o.id <> a.id) AS "elsewhereAt",
         ARRAY(SELECT r.role FROM role_grant r WHERE r.member_id = m.id AND r.starts_at <= ${now}
               AND (r.ends_at IS NULL OR r.ends_at > ${now})) AS roles
  FROM account a JOIN member m ON m.id = a.member_id
  WHERE a.platform = ${platform} AND a.workspace = ANY(${[workspace, ...alsoIn]}) AND a.external_user = ${user}
    AND m.erased_at IS NULL
  ORDER BY m.standing = 'guest', a.workspace <> ${workspace}, a.last_seen_at DESC LIMIT 1`;

async function findPerson(tx: Tx, sender: Sender, now: Date): Promise<PersonRow | undefined> {
  const [row] = await tx.$queryRaw<PersonRow[]>(personStatement(sender, Prisma.sql`${now}`));
  return row;
}

async function createGuest(tx: Tx, sender: Sender, now: Date): Promise<PersonRow> {
  const { platform, workspace, user } = sender;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${platform}:${sender.alsoIn ? '' : workspace}:${user}`}, 0))`;
  const meanwhile = await findPerson(tx, sender, now);
  if (meanwhile) return meanwhile;
  if (sender.alsoIn && (await isKnownElsewhere(tx, sender)))
    throw new UnclearSender('An account of this user is kept under a workspace that is not named here');
  // Somebody who was forgotten writes again: they are new to us, while what we wrote to them before is still being emptied.
  await tx.$executeRaw`
    UPDATE account a SET external_user = 'erased:' || a.id FROM member m
    WHERE m.id = a.member_id AND m.erased_at IS NOT NULL
      AND a.platform = ${platform} AND a.workspace = ${workspace} AND a.external_user = ${user}`;
  const { id, name, timeZone } = await tx.member.create({
    data: {
      ...named(readPlatformName(sender.name) ?? NAMELESS),
      ...{ timeZone: zoneOf(sender) ?? 'Europe/London', createdAt: now },
    },
  });
  const account = await tx.account.create({
    data: { memberId: id, platform, workspace, externalUser: user, lastSeenAt: theHour(now) },
  });
  return {
    account: account.id,
    member: id,
    name,
    nameChosen: false,
    called: null,
    standing: 'guest',
    timeZone,
    zoneChosen: false,
    direct: null,
    lastSeenAt: theHour(now),
    elsewhereAt: null,
    linkedAt: null,
    newestLinkAt: null,
    roles: [],
  };
}

async function isKnownElsewhere(tx: Tx, { platform, user: externalUser }: Sender): Promise<boolean> {
  return (await tx.account.count({ where: { platform, externalUser, member: { erasedAt: null } } })) > 0;
}

/** Names, zones and the way to write to somebody change on the platform: followed when the person acts, unless they chose their own. */
async function keepCurrent(
  tx: Tx,
  person: PersonRow,
  sender: Sender,
  conversation: Conversation,
  now: Date,
): Promise<PersonRow> {
  const name = (person.nameChosen ? undefined : readPlatformName(sender.name)) ?? person.name;
  const timeZone = (person.zoneChosen ? undefined : zoneOf(sender)) ?? person.timeZone;
  if (name !== person.name || timeZone !== person.timeZone) {
    await tx.member.update({ where: { id: person.member }, data: { ...named(name), timeZone } });
  }
  // A press on a home page names no chat, only the person: that is no news.
  const hasChat = conversation.kind === 'direct' && conversation.id !== sender.user;
  const direct = hasChat ? directOf(conversation) : person.direct;
  const moved = JSON.stringify(direct) !== JSON.stringify(person.direct);
  const seenAt = seenNow(person, now);
  if (moved || seenAt > person.lastSeenAt) {
    await tx.account.update({
      where: { id: person.account },
      data: { lastSeenAt: seenAt, ...(moved && direct !== null && { direct: direct as object }) },
    });
  }
  return { ...person, name, timeZone };
}

/** The account in use comes after the others, if only by a millisecond: that one is written to. */
function seenNow({ lastSeenAt, elsewhereAt }: PersonRow, now: Date): Date {
  const isLast = elsewhereAt === null || elsewhereAt < lastSeenAt;
  const after = isLast ? lastSeenAt : new Date(elsewhereAt.getTime() + 1);
  return after > theHour(now) ? after : theHour(now);
}

const directOf = ({ id, reference }: Conversation): Json => ({
  id,
  ...(reference !== undefined && { reference }),
});

/** Which zones this Node knows, by what a platform calls them: asking is slow, and a few are asked for all the time. */
const zones = new Map<string, string | undefined>();

function zoneOf({ timeZone }: Sender): string | undefined {
  if (!timeZone) return undefined;
  if (!zones.has(timeZone) && zones.size < 1_000) zones.set(timeZone, knownZone(timeZone));
  return zones.get(timeZone);
}

/** When each of these may be messaged; who has no account here is not in it. */
export async function readCalendars(tx: Tx, members: readonly MemberId[]): Promise<Map<MemberId, Calendar>> {
  const rows = await tx.member.findMany({
    where: { id: { in: [...members] }, accounts: { some: {} } },
    select: { id: true, ...calendarColumns },
  });
  return new Map(rows.map(({ id, ...row }) => [id, toCalendar(row)]));
}

/** Makes a channel known, to post there later. */
export async function rememberConversation(tx: Tx, conversation: Conversation): Promise<string> {
  const { platform, workspace, id: externalId, kind } = conversation;
  const data = { kind, reference: (conversation.reference ?? Prisma.DbNull) as Prisma.InputJsonValue };
  const row = await tx.conversation.upsert({
    where: { platform_workspace_externalId: { platform, workspace, externalId } },
    create: { platform, workspace, externalId, ...data },
    update: data,
  });
  return row.id;
}

/** The app was removed for this account: the old way to write to it is forgotten, and any other account of theirs goes first. */
export async function forgetDirect(
  tx: Tx,
  { platform, workspace, user: externalUser }: Sender,
): Promise<void> {
  await tx.account.updateMany({
    where: { platform, workspace, externalUser },
    data: { direct: Prisma.DbNull, isPreferred: false, lastSeenAt: new Date(0) },
  });
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

/** B3: who is in the one is the other as well, from the same day to the same day. */
export const IMPLIED: Partial<Record<Role, Role>> = { 'steering-group': 'champion' };

const withImplied = (roles: readonly Role[]): Role[] => [
  ...new Set(roles.flatMap((role) => [role, IMPLIED[role] ?? role])),
];
const impliers = (role: Role): Role[] =>
  (Object.keys(IMPLIED) as Role[]).filter((implier) => IMPLIED[implier] === role);

/** Every member who holds a role now, given or implied by another. */
export async function readRoleHolders(tx: Tx, role: Role, now: Date): Promise<MemberId[]> {
  const rows = await tx.roleGrant.findMany({
    where: {
      role: { in: [role, ...impliers(role)] },
      member: { standing: 'member' },
      ...{ startsAt: { lte: now }, OR: [{ endsAt: null }, { endsAt: { gt: now } }] },
    },
    select: { memberId: true },
    distinct: ['memberId'],
  });
  return rows.map((row) => row.memberId);
}

export const hasRole = (actor: Actor, role: Role): boolean => actor.roles.includes(role);

/** Nobody has ever written to this bot. */
export const isUnpeopled = async (tx: Tx): Promise<boolean> => (await tx.member.count()) === 0;
