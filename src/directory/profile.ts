import type { MemberId } from '../chat/message.ts';
import type { Tx } from '../store/database.ts';
import { plainly } from '../text/normalise.ts';
import { named } from './arrival.ts';
import { findOrganisation, type Organisation } from './organisations.ts';
import { type ForWhom, type Kind, keepParticipantKinds, type ParticipantKind } from './participant-kinds.ts';
import { inListWords, readSkills, wordsOf } from './skills.ts';

/**
 * What somebody says of themselves, and nothing that was inferred (D52). Whether they are a peer, a manager or both is
 * what a coordinator confirmed; until then they are neither.
 */
export interface Profile {
  member: MemberId;
  name: string;
  /** What they like to be called; null is their first name. */
  called: string | null;
  joinedAt: Date | null;
  organisation: Organisation | null;
  area: string | null;
  kinds: readonly Kind[];
  confirmed: readonly ParticipantKind[];
  declined: readonly ParticipantKind[];
  isPeer: boolean;
  isManager: boolean;
  skills: readonly string[];
  topics: readonly string[];
  interests: readonly string[];
  languages: readonly string[];
  /** When they last looked it over; null is never. */
  updatedAt: Date | null;
}

type ProfileRow = Omit<Profile, 'organisation' | 'isPeer' | 'isManager'> & {
  organisationId: string | null;
  organisationName: string | null;
};

/** By member; whoever never filled one in has an empty profile. Past Prisma, for every page and every fan-out asks it. */
export async function readProfiles(tx: Tx, members: readonly MemberId[]): Promise<Map<MemberId, Profile>> {
  if (members.length === 0) return new Map();
  const rows = await tx.$queryRaw<ProfileRow[]>`
    SELECT m.id AS member, m.name, m.called, m.joined_at AS "joinedAt", p.area, o.id AS "organisationId", o.name AS "organisationName",
      COALESCE(p.kinds, '{}') AS kinds, COALESCE(p.confirmed, '{}') AS confirmed, COALESCE(p.declined, '{}') AS declined,
      COALESCE(p.skills, '{}') AS skills, COALESCE(p.topics, '{}') AS topics, COALESCE(p.interests, '{}') AS interests,
      COALESCE(p.languages, '{}') AS languages, p.updated_at AS "updatedAt"
    FROM member m LEFT JOIN profile p ON p.member_id = m.id LEFT JOIN organisation o ON o.id = p.organisation_id
    WHERE m.id = ANY(${[...members]}::uuid[])`;
  return new Map(
    rows.map(({ organisationId: id, organisationName: name, ...row }) => [
      row.member,
      {
        ...row,
        organisation: id !== null && name !== null ? { id, name } : null,
        isPeer: row.confirmed.includes('peer'),
        isManager: row.confirmed.includes('manager'),
      },
    ]),
  );
}

/** @throws for an id that is nobody's */
export async function readProfile(tx: Tx, member: MemberId): Promise<Profile> {
  const profile = (await readProfiles(tx, [member])).get(member);
  if (!profile) throw new Error(`Nobody has the member id ${member}: read members before their profiles.`);
  return profile;
}

/** Locks the profile, which whoever is asked to look it over answers about. `undefined`: they have none. */
export async function lockProfile(
  tx: Tx,
  member: MemberId,
): Promise<{ standing: string; updatedAt: Date } | undefined> {
  await tx.$queryRaw`SELECT 1 AS locked FROM profile WHERE member_id = ${member}::uuid FOR NO KEY UPDATE`;
  return readLookedOver(tx, member);
}

/** When it was written or looked over last. */
export async function readLookedOver(
  tx: Tx,
  member: MemberId,
): Promise<{ standing: string; updatedAt: Date } | undefined> {
  const row = await tx.profile.findUnique({
    where: { memberId: member },
    select: { updatedAt: true, member: { select: { standing: true } } },
  });
  return row ? { standing: row.member.standing, updatedAt: row.updatedAt } : undefined;
}

/** They have looked it over, and it still holds. */
export async function touchProfile(tx: Tx, member: MemberId, now: Date): Promise<void> {
  await tx.profile.update({ where: { memberId: member }, data: { updatedAt: now } });
}

/** What is left out stays as it is. `name: null` follows the platform's name again. */
export interface ProfileWords {
  name?: string | null;
  called?: string | null;
  organisation: string | null;
  area: string | null;
  kinds: readonly Kind[];
  skills: readonly string[];
  /** Ids of what they chose out of the list, beside words of their own. */
  listed?: readonly string[];
  topics: readonly string[];
  interests?: readonly string[];
  languages?: readonly string[];
}

/** Writes it, and says what is different now: whoever calls this tells the features (A8). */
export async function writeProfile(
  tx: Tx,
  member: MemberId,
  words: ProfileWords,
  now: Date,
): Promise<Circumstance[]> {
  const before = await readProfile(tx, member);
  const organisation = words.organisation === null ? null : await findOrganisation(tx, words.organisation);
  const { interests = before.interests, languages = before.languages } = words;
  const after = {
    organisation: organisation?.id ?? null,
    area: words.area,
    kinds: words.kinds,
    skills: await skillsIn(tx, words),
    topics: words.topics,
    interests,
    languages,
  };
  const data = {
    organisationId: after.organisation,
    area: after.area,
    kinds: [...after.kinds],
    skills: [...after.skills],
    topics: [...after.topics],
    interests: [...interests],
    languages: [...languages],
    updatedAt: now,
    ...writable(keepParticipantKinds(before, words.kinds)),
  };
  await tx.profile.upsert({
    where: { memberId: member },
    create: { memberId: member, ...data },
    update: data,
  });
  const renamed = await writeName(tx, before, words.name);
  if (words.called !== undefined && words.called !== before.called)
    await tx.member.update({ where: { id: member }, data: { called: words.called } });
  const known = { ...before, organisation: before.organisation?.id ?? null };
  const parts = Object.keys(after) as (keyof typeof after)[];
  return [
    ...(renamed ? (['name'] as const) : []),
    ...parts.filter((part) => !isSame(known[part], after[part])),
  ];
}

/** Whatever is in the vocabulary is kept as it stands there, whoever wrote it down how. */
async function skillsIn(
  tx: Tx,
  { skills, listed = [] }: Pick<ProfileWords, 'skills' | 'listed'>,
): Promise<readonly string[]> {
  if (skills.length + listed.length === 0) return [];
  const all = await readSkills(tx);
  return inListWords(all, [...wordsOf(all, listed), ...skills]);
}

const writable = ({
  confirmed,
  declined,
}: {
  confirmed: readonly ParticipantKind[];
  declined: readonly ParticipantKind[];
}) => ({
  confirmed: [...confirmed],
  declined: [...declined],
});

/** Several may be ticked in any order. */
const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(Array.isArray(one) ? [...one].sort() : one) ===
  JSON.stringify(Array.isArray(other) ? [...other].sort() : other);

async function writeName(
  tx: Tx,
  { member, name }: Profile,
  wanted: string | null | undefined,
): Promise<boolean> {
  if (wanted === undefined || wanted === name) return false;
  await tx.member.update({
    where: { id: member },
    data: wanted === null ? { nameChosen: false } : { ...named(wanted), nameChosen: true },
  });
  return wanted !== null;
}

/** Locks a profile with its person, whose participant kinds the cards of all coordinators show. */
export async function lockWhole(tx: Tx, member: MemberId): Promise<Profile | undefined> {
  await tx.$queryRaw`SELECT 1 AS locked FROM member WHERE id = ${member}::uuid FOR NO KEY UPDATE`;
  return (await readProfiles(tx, [member])).get(member);
}

/** The topics that members chose to be asked about, each once, by name; however they are written. */
export async function readTopics(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ topic: string }[]>`
    SELECT DISTINCT topic FROM profile p JOIN member m ON m.id = p.member_id, unnest(p.topics) AS topic
    WHERE m.standing = 'member' ORDER BY topic DESC`;
  const once = new Map(rows.map(({ topic }) => [plainly(topic), topic]));
  return [...once].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, topic]) => topic);
}

/** Everybody for whom it is, in no order that means anything. Somebody who is both is in both (D4). */
export async function readMembersOf(tx: Tx, audience: ForWhom): Promise<MemberId[]> {
  const participantKind: ParticipantKind | undefined = {
    everyone: undefined,
    peers: 'peer' as const,
    managers: 'manager' as const,
  }[audience];
  const rows = await tx.member.findMany({
    where: {
      standing: 'member',
      ...(participantKind && { profile: { confirmed: { has: participantKind } } }),
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ id }) => id);
}
/** What can change in somebody's circumstances (A8). */
export type Circumstance =
  | 'name'
  | 'organisation'
  | 'area'
  | 'kinds'
  | 'skills'
  | 'topics'
  | 'interests'
  | 'languages';
