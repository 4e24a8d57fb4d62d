import { createHash, randomBytes } from 'node:crypto';
import type { Sender } from '../../../chat/inbound.ts';
import type { MemberId } from '../../../chat/message.ts';
import type { Actor } from '../../../directory/actor.ts';
import { onlyServed } from '../../../directory/workspaces.ts';
import type { Tx } from '../../../store/database.ts';
import type { Vault } from '../../../store/seal.ts';
import { plainCode, spellJoinCode } from '../../../text/codes.ts';
import { readEmail } from '../../../text/email.ts';
import { nameKey } from '../../../text/name.ts';
import { oneLine } from '../../../text/normalise.ts';
import { INDEPENDENT, isIndependent, organisationKey } from '../../../text/organisation.ts';
import type { OrganisationKind } from '../rules/organisations.ts';
import type { Listed } from '../rules/people-list.ts';
import type { Described, KnownNames } from '../rules/people-plan.ts';
import type { Kind } from '../rules.ts';
import { readProfiles } from './profile.ts';

const hash = (words: string): string => createHash('sha256').update(words).digest('hex');
/** Keyed over the hash that was kept before, so that those could be turned into these. */
async function emailHasher(tx: Tx, vault: Vault): Promise<(email: string) => string> {
  const digest = await vault.digester(tx, 'email');
  return (email) => digest(hash(`email ${readEmail(email) ?? email.trim().toLowerCase()}`));
}
export const hashJoinCode = (code: string): string => hash(`join ${plainCode(code)}`);

/** Whoever of a list is known here already, by each of the ids that a list can have. */
export interface Known {
  /** The marks by which somebody of a list is found in these. */
  marksOf(one: Listed): string[];
  accounts: ReadonlyMap<string, { member: MemberId; standing: Actor['standing']; said: Described }>;
  invited: ReadonlyMap<string, { state: Invited['state']; said: Described }>;
}
const marks = {
  slack: (id: string) => `slack ${id}`,
  teams: (id: string) => `teams ${id}`,
  email: (emailHash: string) => `email ${emailHash}`,
};

export async function readKnown(tx: Tx, vault: Vault, people: readonly Listed[]): Promise<Known> {
  const hashEmail = await emailHasher(tx, vault);
  const of = (which: 'slack' | 'teams' | 'email') =>
    people.flatMap((one) => (one[which] === undefined ? [] : [one[which]]));
  const rows = await tx.$queryRaw<
    { platform: string; user: string; member: MemberId; standing: Actor['standing'] }[]
  >`
    SELECT a.platform, a.external_user AS "user", m.id AS member, m.standing FROM account a JOIN member m ON m.id = a.member_id
    WHERE ((a.platform = 'slack' AND a.external_user = ANY(${of('slack')}))
       OR (a.platform = 'teams' AND lower(a.external_user) = ANY(${of('teams')})))
      AND (NOT EXISTS (SELECT 1 FROM workspace w WHERE w.platform = a.platform)
       OR EXISTS (SELECT 1 FROM workspace w WHERE w.platform = a.platform AND w.external_id = a.workspace))`;
  const profiles = await readProfiles(
    tx,
    rows.map(({ member }) => member),
  );
  const accounts = rows.flatMap(({ platform, user, member, standing }) => {
    const profile = profiles.get(member);
    if (!profile) return [];
    const said = { ...profile, organisation: profile.organisation?.name ?? null };
    const key = platform === 'slack' ? marks.slack(user) : marks.teams(user.toLowerCase());
    return [[key, { member, standing, said }] as const];
  });
  const invited = await tx.$queryRaw<InvitedRow[]>`
    SELECT id, name, slack_user AS "slackUser", teams_user AS "teamsUser", email_hash AS "emailHash", organisation,
           organisation_kind AS "organisationKind", area, kinds, skills, topics, interests, languages, state, member_id AS member
    FROM invited_person
    WHERE slack_user = ANY(${of('slack')}) OR teams_user = ANY(${of('teams')}) OR email_hash = ANY(${of('email').map(hashEmail)})`;
  const byMark = invited.flatMap((row) => {
    const found = { state: row.state, said: row };
    return [
      ...(row.slackUser ? [[marks.slack(row.slackUser), found] as const] : []),
      ...(row.teamsUser ? [[marks.teams(row.teamsUser), found] as const] : []),
      ...(row.emailHash ? [[marks.email(row.emailHash), found] as const] : []),
    ];
  });
  const marksOf = ({ slack, teams, email }: Listed) => [
    ...(slack ? [marks.slack(slack)] : []),
    ...(teams ? [marks.teams(teams)] : []),
    ...(email ? [marks.email(hashEmail(email))] : []),
  ];
  return { marksOf, accounts: new Map(accounts), invited: new Map(byMark) };
}

export interface Invited extends Described {
  id: string;
  organisationKind: OrganisationKind | null;
  state: 'invited' | 'offered' | 'declined';
  member: MemberId | null;
}
type InvitedRow = Invited & { slackUser: string | null; teamsUser: string | null; emailHash: string | null };

/** Who is a member or expected here, by name: a list may say nothing else of somebody. */
export async function readKnownNames(tx: Tx): Promise<KnownNames> {
  const members = await tx.member.findMany({ where: { standing: 'member' }, select: { name: true } });
  const expected = await tx.invitedPerson.findMany({
    where: { state: { in: ['invited', 'offered'] } },
    select: { name: true, slackUser: true, teamsUser: true, emailHash: true },
  });
  type Names = Map<string, { isMember?: true; isExpected?: true; isBare?: true }>;
  const names: Names = new Map(members.map(({ name }) => [nameKey(name), { isMember: true }]));
  for (const { name, ...ids } of expected) {
    const isBare = Object.values(ids).every((id) => id === null) ? { isBare: true as const } : {};
    names.set(nameKey(name), { ...names.get(nameKey(name)), isExpected: true, ...isBare });
  }
  return names;
}

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
  ...{ name: one.name, slack_user: one.slack, teams_user: one.teams },
  ...{ email_hash: emailHash, code_hash: hashJoinCode(code) },
  ...{ organisation: one.organisation, organisation_kind: one.organisationKind, area: one.area },
  ...{ kinds: one.kinds, skills: one.skills, topics: one.topics },
  ...{ interests: one.interests, languages: one.languages },
  ...{ member_id: member, state: member ? 'offered' : 'invited' },
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
  ...{ id: row.id, name: row.name, organisation: row.organisation, area: row.area },
  organisationKind: row.organisationKind as OrganisationKind | null,
  ...{ kinds: row.kinds as Kind[], skills: row.skills, topics: row.topics },
  ...{ interests: row.interests, languages: row.languages },
  ...{ state: row.state as Invited['state'], member: row.memberId },
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

/** Everybody who is a member, as a list can hold them. */
export async function readMemberList(tx: Tx) {
  return tx.member.findMany({
    where: { standing: 'member' },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: {
      ...{ name: true, joinedAt: true },
      accounts: { select: { platform: true, externalUser: true }, orderBy: { id: 'asc' } },
      roles: { select: { role: true, startsAt: true, endsAt: true } },
      profile: { include: { organisation: { select: { name: true, kind: true } } } },
    },
  });
}
