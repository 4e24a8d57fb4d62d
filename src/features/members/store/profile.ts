import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';
import { isManager, isPeer, type Kind, keyOf } from '../rules.ts';

export interface Organisation {
  id: string;
  name: string;
}

/** What somebody says of themselves, and nothing that was inferred (D52). Without `kinds` they are neither peer nor manager. */
export interface Profile {
  member: MemberId;
  name: string;
  joinedAt: Date | null;
  organisation: Organisation | null;
  area: string | null;
  kinds: readonly Kind[];
  isPeer: boolean;
  isManager: boolean;
  skills: readonly string[];
  topics: readonly string[];
}

/** By member; whoever never filled one in has an empty profile. */
export async function readProfiles(tx: Tx, members: readonly MemberId[]): Promise<Map<MemberId, Profile>> {
  const rows = await tx.member.findMany({
    where: { id: { in: [...members] } },
    select: { id: true, name: true, joinedAt: true, profile: { include: { organisation: true } } },
  });
  return new Map(
    rows.map(({ id, name, joinedAt, profile }) => {
      const kinds = (profile?.kinds ?? []) as Kind[];
      const organisation = profile?.organisation ?? null;
      return [
        id,
        {
          ...{ member: id, name, joinedAt, area: profile?.area ?? null, kinds },
          organisation: organisation && { id: organisation.id, name: organisation.name },
          ...{ isPeer: isPeer(kinds), isManager: isManager(kinds) },
          ...{ skills: profile?.skills ?? [], topics: profile?.topics ?? [] },
        },
      ];
    }),
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
  await tx.$queryRaw`SELECT 1 AS locked FROM profile WHERE member_id = ${member}::uuid FOR UPDATE`;
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

export interface ProfileWords {
  organisation: string | null;
  area: string | null;
  kinds: readonly Kind[];
  skills: readonly string[];
  topics: readonly string[];
}

export async function writeProfile(tx: Tx, member: MemberId, words: ProfileWords, now: Date): Promise<void> {
  const data = {
    organisationId: words.organisation === null ? null : (await findOrganisation(tx, words.organisation)).id,
    area: words.area,
    ...{ kinds: [...words.kinds], skills: [...words.skills], topics: [...words.topics] },
    updatedAt: now,
  };
  await tx.profile.upsert({
    where: { memberId: member },
    create: { memberId: member, ...data },
    update: data,
  });
}

/** The organisation of that name; one that nobody named before is new. */
async function findOrganisation(tx: Tx, name: string): Promise<Organisation> {
  const key = keyOf(name);
  await tx.organisation.createMany({
    data: { name: name.trim().replace(/\s+/g, ' '), key },
    skipDuplicates: true,
  });
  return tx.organisation.findUniqueOrThrow({ where: { key }, select: { id: true, name: true } });
}

/** Those that members belong to, by name. */
export async function readOrganisations(tx: Tx): Promise<Organisation[]> {
  return tx.organisation.findMany({
    where: { profiles: { some: { member: { standing: 'member' } } } },
    orderBy: { name: 'asc' },
    select: { id: true, name: true },
    take: 90,
  });
}

/** The topics that members chose to be asked about, each once, by name. */
export async function readTopics(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ topic: string }[]>`
    SELECT DISTINCT ON (lower(topic)) topic FROM profile p JOIN member m ON m.id = p.member_id, unnest(p.topics) AS topic
    WHERE m.standing = 'member' ORDER BY lower(topic), topic`;
  return rows.map(({ topic }) => topic);
}

/** Everybody of that kind, in no order that means anything. Somebody who is both is in both (D4). */
export async function readMembersOf(tx: Tx, kind: 'everyone' | 'peers' | 'managers'): Promise<MemberId[]> {
  const rows = await tx.member.findMany({
    where: { standing: 'member' },
    select: { id: true, profile: { select: { kinds: true } } },
    orderBy: { id: 'asc' },
  });
  const belongs = { everyone: () => true, peers: isPeer, managers: isManager }[kind];
  return rows.filter(({ profile }) => belongs((profile?.kinds ?? []) as Kind[])).map(({ id }) => id);
}
