import { createHash } from 'node:crypto';
import type { MemberId } from '../../../chat/message.ts';
import type { Actor } from '../../../directory/actor.ts';
import type { OrganisationKind } from '../../../directory/organisations.ts';
import { readProfiles } from '../../../directory/profile.ts';
import type { Tx } from '../../../store/database.ts';
import type { Vault } from '../../../store/seal.ts';
import { readEmail } from '../../../text/email.ts';
import { nameKey } from '../../../text/name.ts';
import type { Listed } from '../rules/list.ts';
import type { Described, KnownNames } from '../rules/plan.ts';

export const hash = (words: string): string => createHash('sha256').update(words).digest('hex');
/** Keyed over the hash that was kept before, so that those could be turned into these. */
export async function emailHasher(tx: Tx, vault: Vault): Promise<(email: string) => string> {
  const digest = await vault.digester(tx, 'email');
  return (email) => digest(hash(`email ${readEmail(email) ?? email.trim().toLowerCase()}`));
}

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

/** Everybody who is a member, as a list can hold them. */
export async function readMemberList(tx: Tx) {
  return tx.member.findMany({
    where: { standing: 'member' },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: {
      name: true,
      joinedAt: true,
      accounts: { select: { platform: true, externalUser: true }, orderBy: { id: 'asc' } },
      roles: { select: { role: true, startsAt: true, endsAt: true } },
      profile: { include: { organisation: { select: { name: true, kind: true } } } },
    },
  });
}

export interface Invited extends Described {
  id: string;
  organisationKind: OrganisationKind | null;
  state: 'invited' | 'offered' | 'declined';
  member: MemberId | null;
}
export type InvitedRow = Invited & {
  slackUser: string | null;
  teamsUser: string | null;
  emailHash: string | null;
};
