import { randomBytes } from 'node:crypto';
import type { Sender } from '../../../chat/inbound.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { OrganisationKind } from '../../../directory/organisations.ts';
import type { Kind } from '../../../directory/participant-kinds.ts';
import { onlyServed } from '../../../directory/workspaces.ts';
import type { Tx } from '../../../store/database.ts';
import type { Vault } from '../../../store/seal.ts';
import { plainCode, spellJoinCode } from '../../../text/codes.ts';
import { oneLine } from '../../../text/normalise.ts';
import { INDEPENDENT, isIndependent, organisationKey } from '../../../text/organisation.ts';
import type { Listed } from '../rules/list.ts';
import { emailHasher, hash, type Invited } from './known.ts';

export const hashJoinCode = (code: string): string => hash(`join ${plainCode(code)}`);

/** Writes those who are expected from now on, each with a code that is shown once; somebody who was quicker is left out. */
export async function invite(
  tx: Tx,
  vault: Vault,
  people: readonly { one: Listed; member: MemberId | undefined }[],
  now: Date,
): Promise<{ id: string; one: Listed; member: MemberId | undefined; code: string }[]> {
  const hashEmail = await emailHasher(tx, vault);
  const made = people.map(({ one, member }) => ({ one, member, code: spellJoinCode(randomBytes(16)) }));
  const rowsToWrite = made.map((each) => toRow(each, each.one.email && hashEmail(each.one.email)));
  // In one statement and in one order, for two may bring the same list at once.
  const written = await tx.$queryRaw<{ id: string; codeHash: string }[]>`
    INSERT INTO invited_person (id, name, slack_user, slack_workspace, teams_user, teams_workspace, email_hash, code_hash,
      organisation, organisation_kind, area, kinds, skills, topics, interests, languages, invited_at, member_id, state)
    SELECT gen_random_uuid(), name, slack_user, CASE WHEN slack_user IS NOT NULL THEN ${onlyServed('slack')} END,
      teams_user, CASE WHEN teams_user IS NOT NULL THEN ${onlyServed('teams')} END, email_hash, code_hash,
      organisation, organisation_kind, area, kinds, skills, topics, interests, languages, ${now}, member_id, state
    FROM jsonb_to_recordset(${JSON.stringify(rowsToWrite)}::jsonb) AS d(name text, slack_user text, teams_user text,
      email_hash text, code_hash text, organisation text, organisation_kind text, area text, kinds text[], skills text[],
      topics text[], interests text[], languages text[], member_id uuid, state text)
    ORDER BY email_hash, slack_user, teams_user, code_hash
    ON CONFLICT DO NOTHING RETURNING id, code_hash AS "codeHash"`;
  const rows = new Map(written.map(({ id, codeHash }) => [codeHash, id]));
  return made.flatMap((each) => {
    const id = rows.get(hashJoinCode(each.code));
    return id === undefined ? [] : [{ id, ...each }];
  });
}

const toRow = (
  { one, member, code }: { one: Listed; member: MemberId | undefined; code: string },
  emailHash: string | undefined,
) => ({
  name: one.name,
  slack_user: one.slack,
  teams_user: one.teams,
  email_hash: emailHash,
  code_hash: hashJoinCode(code),
  organisation: one.organisation,
  organisation_kind: one.organisationKind,
  area: one.area,
  kinds: one.kinds,
  skills: one.skills,
  topics: one.topics,
  interests: one.interests,
  languages: one.languages,
  member_id: member,
  state: member ? 'offered' : 'invited',
});

/** The organisations of a list are a coordinator's word: confirmed, and of the kind that it says if none was said. */
export async function confirmOrganisations(tx: Tx, people: readonly Listed[]): Promise<void> {
  const named = new Map<string, { name: string; kind: OrganisationKind | null }>();
  for (const { organisation, organisationKind = null } of people) {
    if (!organisation) continue;
    const name = isIndependent(organisation) ? INDEPENDENT : oneLine(organisation);
    const before = named.get(organisationKey(name));
    named.set(organisationKey(name), {
      name: before?.name ?? name,
      kind: before?.kind ?? organisationKind,
    });
  }
  const keys = [...named.keys()];
  const aliases = await tx.organisationAlias.findMany({
    where: { key: { in: keys } },
    select: { key: true },
  });
  for (const { key } of aliases) named.delete(key);
  await tx.organisation.createMany({
    data: [...named].map(([key, { name, kind }]) => ({ key, name, kind, state: 'confirmed' })),
    skipDuplicates: true,
  });
  await tx.organisation.updateMany({
    where: { key: { in: [...named.keys()] }, state: 'proposed' },
    data: { state: 'confirmed' },
  });
}

const toInvited = (row: {
  id: string;
  name: string;
  organisation: string | null;
  organisationKind: string | null;
  area: string | null;
  kinds: string[];
  skills: string[];
  topics: string[];
  interests: string[];
  languages: string[];
  state: string;
  memberId: string | null;
}): Invited => ({
  id: row.id,
  name: row.name,
  organisation: row.organisation,
  area: row.area,
  organisationKind: row.organisationKind as OrganisationKind | null,
  kinds: row.kinds as Kind[],
  skills: row.skills,
  topics: row.topics,
  interests: row.interests,
  languages: row.languages,
  state: row.state as Invited['state'],
  member: row.memberId,
});

/** Whether an id on a list is theirs: the same letters may name somebody else in another workspace. */
function isThem({ platform, workspace, user }: Pick<Sender, 'platform' | 'workspace' | 'user'>) {
  return platform === 'slack'
    ? { slackUser: user, OR: [{ slackWorkspace: null }, { slackWorkspace: workspace }] }
    : { teamsUser: user.toLowerCase(), OR: [{ teamsWorkspace: null }, { teamsWorkspace: workspace }] };
}

/** Somebody who has just appeared, among those who are expected; from now on it is theirs, and nobody else's. */
export async function takeInvitation(
  tx: Tx,
  vault: Vault,
  member: MemberId,
  by: Pick<Sender, 'platform' | 'workspace' | 'user' | 'email'> | { code: string },
): Promise<Invited | undefined> {
  const where =
    'code' in by
      ? { codeHash: hashJoinCode(by.code) }
      : {
          OR: [isThem(by), ...(by.email ? [{ emailHash: (await emailHasher(tx, vault))(by.email) }] : [])],
        };
  const found = await tx.invitedPerson.findFirst({
    where: { ...where, state: 'invited', memberId: null },
    orderBy: { invitedAt: 'asc' },
  });
  if (!found || (await tx.invitedPerson.count({ where: { memberId: member } })) > 0) return undefined;
  const { count } = await tx.invitedPerson.updateMany({
    where: { id: found.id, state: 'invited', memberId: null },
    data: { memberId: member, state: 'offered' },
  });
  return count === 1 ? toInvited({ ...found, memberId: member, state: 'offered' }) : undefined;
}

/** Whether somebody can still join by this code. Nothing is changed by asking. */
export async function isJoinCode(tx: Tx, code: string): Promise<boolean> {
  const where = { codeHash: hashJoinCode(code), state: 'invited', memberId: null };
  return (await tx.invitedPerson.count({ where })) === 1;
}

/** The code was typed where others may read it. */
export async function voidJoinCode(tx: Tx, code: string): Promise<void> {
  await tx.invitedPerson.updateMany({
    where: { codeHash: hashJoinCode(code), state: 'invited' },
    data: { codeHash: hash(`void ${randomBytes(16).toString('hex')}`) },
  });
}

export async function readOffered(tx: Tx, member: MemberId): Promise<Invited | undefined> {
  const row = await tx.invitedPerson.findFirst({ where: { memberId: member, state: 'offered' } });
  return row ? toInvited(row) : undefined;
}

/** True once: whoever joins is expected no longer. */
export async function endInvitation(tx: Tx, id: string, member: MemberId): Promise<boolean> {
  const { count } = await tx.invitedPerson.deleteMany({ where: { id, memberId: member, state: 'offered' } });
  return count === 1;
}

/**
 * True once. What was said of them goes; only that they would rather not is kept, so that no list asks them again: the
 * half year counts from now, as they are told.
 */
export async function declineInvitation(tx: Tx, id: string, member: MemberId, now: Date): Promise<boolean> {
  const nothing = { organisation: null, organisationKind: null, area: null };
  const none = { kinds: [], skills: [], topics: [], interests: [], languages: [] };
  const { count } = await tx.invitedPerson.updateMany({
    where: { id, memberId: member, state: 'offered' },
    data: { ...nothing, ...none, name: '-', state: 'declined', invitedAt: now },
  });
  return count === 1;
}

/** Of people who never came nothing is kept that they do not know of; a no holds half a year from when it was said. */
export async function forgetInvited(tx: Tx, now: Date, limit: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM invited_person WHERE id IN (
      SELECT id FROM invited_person WHERE invited_at < ${now}::timestamptz - interval '183 days' LIMIT ${limit})`;
}
