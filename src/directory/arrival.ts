import type { Conversation, Json, Sender } from '../chat/inbound.ts';
import type { MemberId } from '../chat/message.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { type Run, type Tx, worldNow } from '../store/database.ts';
import { claimStatement } from '../store/inbox.ts';
import { nameKey, nameLooks, readPlatformName } from '../text/name.ts';
import { DAY_MS, HOUR_MS } from '../time/durations.ts';
import { knownZone } from '../time/zones.ts';
import type { Actor, Role } from './actor.ts';
import { withImplied } from './roles.ts';

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
  roles: Role[];
}

/**
 * When an account was last used is kept to the hour: set beside what somebody wrote without a name, a finer moment would
 * say who it was. It also costs a busy person no writes.
 */
const SEEN_TO_MS = HOUR_MS;
const theHour = (at: Date): Date => new Date(Math.floor(at.getTime() / SEEN_TO_MS) * SEEN_TO_MS);

/** Ours: long enough to notice that two accounts were joined by somebody else. */
const NEW_LINK_MS = 10 * DAY_MS;
export const linkIsNewUntil = (linkedAt: Date): Date => new Date(linkedAt.getTime() + NEW_LINK_MS);
export const newLinksSince = (now: Date): Date => new Date(now.getTime() - NEW_LINK_MS);

export const isNewlyLinked = (linkedAt: Date | null, now: Date): boolean =>
  linkedAt !== null && now < linkIsNewUntil(linkedAt);

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
  return { now, actor: actorOf(person, sender, now), isRenamed: person.name !== known.name };
}

/**
 * Says who asks for something that is only looked at, and writes nothing. `undefined`: something about them is to be
 * written, for they are new, no member, or not as they were; then the delivery is received.
 */
export async function recognise(
  run: Run,
  { sender, conversation }: { sender: Sender; conversation: Conversation },
): Promise<{ now: Date; actor: Actor } | undefined> {
  const [row] = await run<{ now: Date } & (PersonRow | { account: null })>(Prisma.sql`
    SELECT moment.now, person.* FROM (SELECT ${worldNow} AS now) moment
    LEFT JOIN LATERAL (${personStatement(sender, Prisma.sql`moment.now`)}) person ON true`);
  if (!row || row.account === null || row.standing !== 'member') return undefined;
  const { now, ...person } = row;
  const { called, moved, seenAt } = changesOf(person, sender, conversation, now);
  if (called || moved || seenAt > person.lastSeenAt) return undefined;
  return { now, actor: actorOf(person, sender, now) };
}

function actorOf(person: PersonRow, { platform }: Sender, now: Date): Actor {
  const { member, account, name, called, standing, timeZone, linkedAt } = person;
  const roles = withImplied(person.roles);
  const actor: Actor = { member, account, name, called, standing, roles, timeZone, platform };
  if (linkedAt && isNewlyLinked(linkedAt, now)) actor.shutUntil = linkIsNewUntil(linkedAt);
  return actor;
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
      timeZone: zoneOf(sender) ?? 'Europe/London',
      createdAt: now,
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
    roles: [],
  };
}

async function isKnownElsewhere(tx: Tx, { platform, user: externalUser }: Sender): Promise<boolean> {
  return (await tx.account.count({ where: { platform, externalUser, member: { erasedAt: null } } })) > 0;
}

/** What their platform says of them that is not as it was: names, zones and the way to write to them, unless they chose their own. */
function changesOf(person: PersonRow, sender: Sender, conversation: Conversation, now: Date) {
  const name = (person.nameChosen ? undefined : readPlatformName(sender.name)) ?? person.name;
  const timeZone = (person.zoneChosen ? undefined : zoneOf(sender)) ?? person.timeZone;
  const called = name !== person.name || timeZone !== person.timeZone ? { name, timeZone } : undefined;
  // A press on a home page names no chat, only the person: that is no news.
  const hasChat = conversation.kind === 'direct' && conversation.id !== sender.user;
  const direct = hasChat ? directOf(conversation) : person.direct;
  const moved = JSON.stringify(direct) !== JSON.stringify(person.direct) ? direct : undefined;
  return { called, moved, seenAt: seenNow(person, now) };
}

/** Followed when the person acts. */
async function keepCurrent(
  tx: Tx,
  person: PersonRow,
  sender: Sender,
  conversation: Conversation,
  now: Date,
): Promise<PersonRow> {
  const { called, moved, seenAt } = changesOf(person, sender, conversation, now);
  if (called) {
    const { name, timeZone } = called;
    await tx.member.update({ where: { id: person.member }, data: { ...named(name), timeZone } });
  }
  if (moved !== undefined || seenAt > person.lastSeenAt) {
    const chat = moved ? JSON.stringify(moved) : null;
    await tx.$executeRaw`
      UPDATE account SET last_seen_at = ${seenAt}, direct = COALESCE(${chat}::jsonb, direct) WHERE id = ${person.account}::uuid`;
  }
  return { ...person, ...called };
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
