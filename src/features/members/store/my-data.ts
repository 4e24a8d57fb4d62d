import type { MemberId } from '../../../chat/message.ts';
import type { Tx } from '../../../store/database.ts';

/** A link that works once, for a quarter of an hour. Only the token's hash is kept. */
export async function writeDownload(tx: Tx, hash: string, member: MemberId, expiresAt: Date): Promise<void> {
  await tx.download.deleteMany({ where: { memberId: member } });
  await tx.download.create({ data: { tokenHash: hash, memberId: member, expiresAt } });
}

export async function isDownload(tx: Tx, hash: string, now: Date): Promise<boolean> {
  return (await tx.download.count({ where: { tokenHash: hash, expiresAt: { gt: now } } })) === 1;
}

/** Whose it is, once: of two requests with one token the database lets one have it. */
export async function takeDownload(tx: Tx, hash: string, now: Date): Promise<MemberId | undefined> {
  const [row] = await tx.$queryRaw<{ member: MemberId }[]>`
    DELETE FROM download WHERE token_hash = ${hash} AND expires_at > ${now} RETURNING member_id AS member`;
  return row?.member;
}

export async function forgetDownloads(tx: Tx, now: Date, limit: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM download WHERE token_hash IN (SELECT token_hash FROM download WHERE expires_at <= ${now} LIMIT ${limit})`;
}

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
      ...{ platform: account.platform, workspace: account.workspace, user: account.externalUser },
      'last seen at': iso(account.lastSeenAt),
    })),
    roles: row.roles.map(({ role, startsAt, endsAt }) => ({ role, from: iso(startsAt), until: iso(endsAt) })),
    profile: profile && {
      organisation: profile.organisation?.name ?? null,
      ...{ area: profile.area, kinds: profile.kinds, skills: profile.skills, topics: profile.topics },
      ...{ interests: profile.interests, languages: profile.languages },
      'confirmed as': profile.confirmed,
    },
    'space to listen': able && { able: able.able, 'back at': iso(able.backAt) },
    'may be asked to ring': responder?.answer
      ? {
          ...{
            answer: responder.answer,
            'out of hours': responder.outOfHours,
            'a month': responder.monthlyCap,
          },
        }
      : null,
    'documents that I confirmed': row.acknowledged.map(({ policy, at }) => ({
      ...{ title: policy.title, version: policy.version, at: iso(at) },
    })),
    'my list': row.list.map(({ member: { name } }) => name),
    'not these people': row.never.map(({ member: { name } }) => name),
  };
}
