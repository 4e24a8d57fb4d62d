import type { Beginning } from '../../bot/beginning.ts';
import type { ExpectedCard, Reading } from '../../bot/messages/declare.ts';
import type { MemberId } from '../../chat/message.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import type { Tx } from '../../store/database.ts';
import type { Due } from '../../store/due.ts';
import type { Basis, PolicyKind } from './rules/policies.ts';

export interface Policy {
  id: string;
  kind: PolicyKind;
  version: number;
  title: string;
  summary: string;
  url: string | null;
  approvedBy: string;
  approvedOn: string;
  reviewOn: string;
  publishedAt: Date | null;
}

/** The version that holds now of each kind. */
export async function readCurrent(tx: Tx): Promise<Policy[]> {
  const rows = await tx.policy.findMany({
    where: { publishedAt: { not: null } },
    orderBy: [{ kind: 'asc' }, { version: 'desc' }],
    distinct: ['kind'],
  });
  return rows as Policy[];
}

/** Of these kinds those that hold now: a part of a statement. */
export const publishedOf = (kinds: readonly PolicyKind[]): Prisma.Sql => Prisma.sql`ARRAY(
  SELECT DISTINCT kind FROM policy WHERE kind = ANY(${[...kinds]}::text[]) AND published_at IS NOT NULL ORDER BY kind)`;

/** Of these kinds those that this member has read in the version that holds now: a part of a statement. */
export const readOf = (kinds: readonly PolicyKind[], member: Prisma.Sql): Prisma.Sql => Prisma.sql`ARRAY(
  SELECT p.kind FROM policy p JOIN acknowledgement a ON a.policy_id = p.id AND a.member_id = ${member}
  WHERE p.kind = ANY(${[...kinds]}::text[]) AND p.published_at IS NOT NULL
    AND NOT EXISTS (SELECT FROM policy n WHERE n.kind = p.kind AND n.version > p.version AND n.published_at IS NOT NULL))`;

/** Locks it: of two presses one publishes. */
export async function lockPolicy(tx: Tx, id: string): Promise<Policy | undefined> {
  await tx.$queryRaw`SELECT 1 AS locked FROM policy WHERE id = ${id}::uuid FOR UPDATE`;
  return ((await tx.policy.findUnique({ where: { id } })) as Policy | null) ?? undefined;
}

type Words = Pick<Policy, 'kind' | 'title' | 'summary' | 'url' | 'approvedBy' | 'approvedOn' | 'reviewOn'>;

/** A draft of the next version; one that was never published is written over. */
export async function writeDraft(tx: Tx, words: Words): Promise<Policy> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`policy:${words.kind}`}, 0))`;
  await tx.policy.deleteMany({ where: { kind: words.kind, publishedAt: null } });
  const last = await tx.policy.findFirst({ where: { kind: words.kind }, orderBy: { version: 'desc' } });
  return (await tx.policy.create({ data: { ...words, version: (last?.version ?? 0) + 1 } })) as Policy;
}

export async function publish(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.policy.updateMany({
    where: { id, publishedAt: null },
    data: { publishedAt: now },
  });
  return count === 1;
}

/** A version that holds now, and somebody who is to read it. */
export interface ToRead {
  policy: Policy;
  member: MemberId;
  /** They read an earlier version. */
  readBefore: boolean;
  isRead?: true;
}

type Features = Reading['features'];

/** Members who have begun this, or of one person whether they have. */
async function readBegun(
  tx: Tx,
  features: Features,
  what: Beginning,
  member?: MemberId,
): Promise<MemberId[]> {
  const begun: MemberId[] = [];
  for (const feature of features) begun.push(...((await feature.people?.begun?.(tx, what, member)) ?? []));
  return begun;
}

/**
 * Members who have not read this version, and who read an earlier one (E24) or have begun what needs it: it holds for
 * those who began before it as well.
 */
export async function readReaders(tx: Tx, features: Features, policy: Policy): Promise<ToRead[]> {
  const begun: MemberId[] = [];
  for (const { what, kind } of await readNeeds(tx))
    if (kind === policy.kind) begun.push(...(await readBegun(tx, features, what)));
  const rows = await tx.$queryRaw<Pick<ToRead, 'member' | 'readBefore'>[]>`
    SELECT member, "readBefore" FROM (
      SELECT m.id AS member, EXISTS (SELECT 1 FROM acknowledgement a JOIN policy p ON p.id = a.policy_id
        WHERE a.member_id = m.id AND p.kind = ${policy.kind} AND p.version < ${policy.version}) AS "readBefore"
      FROM member m WHERE m.standing = 'member'
        AND NOT EXISTS (SELECT 1 FROM acknowledgement a WHERE a.member_id = m.id AND a.policy_id = ${policy.id}::uuid)) one
    WHERE "readBefore" OR member = ANY(${begun}::uuid[]) ORDER BY member`;
  return rows.map((row) => ({ policy, ...row }));
}

/** Of these versions those that this member is to read. */
export async function readToRead(
  tx: Tx,
  features: Features,
  policies: readonly string[],
  member: MemberId,
): Promise<ReadonlyMap<string, ToRead>> {
  const found = new Map<string, ToRead>();
  for (const { policy, readBefore, needs } of await readUnread(tx, member)) {
    if (!policies.includes(policy.id)) continue;
    if (readBefore || (await hasBegunAny(tx, features, needs, member)))
      found.set(policy.id, { policy, member, readBefore });
  }
  return found;
}

async function hasBegunAny(
  tx: Tx,
  features: Features,
  needs: readonly Beginning[],
  member: MemberId,
): Promise<boolean> {
  for (const what of needs) if ((await readBegun(tx, features, what, member)).length > 0) return true;
  return false;
}

/** Each version that holds now is to be read by some; whether they were written to, or find it on home alone, is not kept. */
export async function readExpectedToRead(
  tx: Tx,
  _now: Date,
  limit: number,
  reader: MemberId | undefined,
  features: Features,
): Promise<ExpectedCard[]> {
  const cards: ExpectedCard[] = [];
  for (const policy of await readCurrent(tx)) {
    const readers =
      reader === undefined ? (await readReaders(tx, features, policy)).map(({ member }) => member) : [reader];
    cards.push(...readers.map((member) => ({ record: policy.id, reader: member, unsent: true as const })));
  }
  return cards.slice(0, limit);
}

/** True once. */
export async function acknowledge(tx: Tx, policyId: string, memberId: MemberId, at: Date): Promise<boolean> {
  const { count } = await tx.acknowledgement.createMany({
    data: { policyId, memberId, at },
    skipDuplicates: true,
  });
  return count === 1;
}

/** Of the versions that hold now, what this person read and when. */
export async function readAcknowledged(tx: Tx, memberId: MemberId): Promise<Map<string, Date>> {
  const rows = await tx.acknowledgement.findMany({ where: { memberId } });
  return new Map(rows.map(({ policyId, at }) => [policyId, at]));
}

/** What this beginning needs, and this person has not read in the version that holds now. */
export async function readMissing(tx: Tx, memberId: MemberId, what: Beginning): Promise<Policy[]> {
  const needs = new Set((await tx.policyNeed.findMany({ where: { what } })).map(({ kind }) => kind));
  if (needs.size === 0) return [];
  const read = await readAcknowledged(tx, memberId);
  return (await readCurrent(tx)).filter(({ id, kind }) => needs.has(kind) && !read.has(id));
}

interface Unread {
  policy: Policy;
  /** They read an earlier version. */
  readBefore: boolean;
  /** What it has to be read before. */
  needs: readonly Beginning[];
}

/** Versions that hold now and that this member has not read. */
async function readUnread(tx: Tx, memberId: MemberId): Promise<Unread[]> {
  const rows = await tx.$queryRaw<(Policy & Pick<Unread, 'readBefore' | 'needs'>)[]>`
    SELECT p.id, p.kind, p.version, p.title, p.summary, p.url, p.approved_by AS "approvedBy", p.approved_on AS "approvedOn",
      p.review_on AS "reviewOn", p.published_at AS "publishedAt",
      ARRAY(SELECT n.what FROM policy_need n WHERE n.kind = p.kind ORDER BY n.what) AS needs,
      EXISTS (SELECT 1 FROM acknowledgement a JOIN policy o ON o.id = a.policy_id
        WHERE a.member_id = ${memberId}::uuid AND o.kind = p.kind AND o.version < p.version) AS "readBefore"
    FROM policy p
    WHERE p.published_at IS NOT NULL
      AND EXISTS (SELECT 1 FROM member m WHERE m.id = ${memberId}::uuid AND m.standing = 'member')
      AND NOT EXISTS (SELECT 1 FROM policy n WHERE n.kind = p.kind AND n.version > p.version AND n.published_at IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM acknowledgement a WHERE a.member_id = ${memberId}::uuid AND a.policy_id = p.id)`;
  return rows.map(({ readBefore, needs, ...policy }) => ({ policy, readBefore, needs }));
}

export async function readNeeds(tx: Tx): Promise<{ what: Beginning; kind: PolicyKind }[]> {
  return (await tx.policyNeed.findMany({ orderBy: [{ kind: 'asc' }, { what: 'asc' }] })) as {
    what: Beginning;
    kind: PolicyKind;
  }[];
}

export async function writeNeeds(tx: Tx, kind: PolicyKind, what: readonly Beginning[]): Promise<void> {
  await tx.policyNeed.deleteMany({ where: { kind } });
  await tx.policyNeed.createMany({ data: what.map((one) => ({ what: one, kind })) });
}

// --- review ------------------------------------------------------------------------------------------------------------

/** Versions that hold now and whose review is due, once each. */
export const dueReviews: Due = (now) => Prisma.sql`
  SELECT p.id::text, p.published_at AS at FROM policy p
  WHERE p.published_at IS NOT NULL AND NOT p.reminded AND p.review_on <= ${now.toISOString().slice(0, 10)}
    AND NOT EXISTS (SELECT 1 FROM policy n WHERE n.kind = p.kind AND n.version > p.version AND n.published_at IS NOT NULL)`;

export async function markReminded(tx: Tx, id: string): Promise<boolean> {
  return (
    (await tx.policy.updateMany({ where: { id, reminded: false }, data: { reminded: true } })).count === 1
  );
}

// --- lawful basis ------------------------------------------------------------------------------------------------------
export const readBasis = async (tx: Tx): Promise<Basis | undefined> =>
  (await tx.lawfulBasis.findUnique({ where: { id: 1 } })) ?? undefined;

export async function writeBasis(tx: Tx, data: Basis): Promise<void> {
  await tx.lawfulBasis.upsert({ where: { id: 1 }, create: data, update: data });
}
