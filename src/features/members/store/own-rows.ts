import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';

/** Everything that this feature keeps about somebody, in plain columns. */
export async function readOwnRows(tx: Tx, member: MemberId) {
  const row = await tx.member.findUniqueOrThrow({
    where: { id: member },
    include: {
      accounts: { select: { platform: true, workspace: true, externalUser: true, lastSeenAt: true } },
      roles: { select: { role: true, startsAt: true, endsAt: true } },
      profile: { include: { organisation: { select: { name: true } } } },
      acknowledged: { include: { policy: { select: { title: true, version: true } } } },
      able: true,
      responder: true,
      list: { orderBy: { place: 'asc' }, include: { member: { select: { name: true } } } },
      never: { include: { member: { select: { name: true } } } },
    },
  });
  const { profile, able, responder } = row;
  const iso = (at: Date | null | undefined) => at?.toISOString() ?? null;
  return {
    name: row.name,
    'what I like to be called': row.called,
    standing: row.standing,
    'when I may message you': row.contactHours,
    'time zone': row.timeZone,
    'known since': iso(row.createdAt),
    'joined at': iso(row.joinedAt),
    accounts: row.accounts.map((account) => ({
      platform: account.platform,
      workspace: account.workspace,
      user: account.externalUser,
      'last seen at': iso(account.lastSeenAt),
    })),
    roles: row.roles.map(({ role, startsAt, endsAt }) => ({ role, from: iso(startsAt), until: iso(endsAt) })),
    profile: profile && {
      organisation: profile.organisation?.name ?? null,
      area: profile.area,
      kinds: profile.kinds,
      skills: profile.skills,
      topics: profile.topics,
      interests: profile.interests,
      languages: profile.languages,
      'confirmed as': profile.confirmed,
    },
    'space to listen': able && { able: able.able, 'back at': iso(able.backAt) },
    'may be asked to ring': responder?.answer
      ? { answer: responder.answer, 'out of hours': responder.outOfHours, 'a month': responder.monthlyCap }
      : null,
    'documents that I confirmed': row.acknowledged.map(({ policy, at }) => ({
      title: policy.title,
      version: policy.version,
      at: iso(at),
    })),
    'my list': row.list.map(({ member: { name } }) => name),
    'not these people': row.never.map(({ member: { name } }) => name),
  };
}
