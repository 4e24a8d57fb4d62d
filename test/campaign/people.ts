import type pg from 'pg';
import type { Platform } from '../../src/chat/inbound.ts';
import { accountOf, conversationOf, memberOf } from './orders.ts';
import type { Stage } from './platforms.ts';

/** Somebody in the campaign. Ten people in each workspace; the last of them only gives orders. */
export interface Person {
  index: number;
  platform: Platform;
  workspace: string;
  user: string;
}

export const peoplePerWorkspace = 10;

/** The workspaces in turn: first those of Slack, then those of Teams. */
export function peopleOf(about: { slack: number; teams: number; each?: number }): Person[] {
  const each = about.each ?? peoplePerWorkspace;
  return Array.from({ length: (about.slack + about.teams) * each }, (_, index) => {
    const workspace = Math.floor(index / each);
    return workspace < about.slack
      ? { index, platform: 'slack' as const, workspace: `T${workspace}`, user: `U${index}` }
      : { index, platform: 'teams' as const, workspace: `tenant${workspace}`, user: `person${index}` };
  });
}

/** Makes them known to the simulated platforms, as people who have the app. */
export function settle(stage: Stage, people: readonly Person[]): void {
  for (const { platform, user, workspace } of people) {
    if (platform === 'slack') stage.slack.person(user, { workspace });
    else stage.teams.resident(user, { workspace });
  }
}

/** Makes them known to the bot: members, whom it has met before. Again with the addresses of this stage, when known. */
export async function register(client: pg.Client, stage: Stage, people: readonly Person[]): Promise<void> {
  const rows = people.map((person) => ({
    ...person,
    member: memberOf(person.index),
    account: accountOf(person.index),
    direct: directOf(stage, person),
  }));
  await client.query(
    `insert into member (id, name, standing, created_at, joined_at)
     select member, 'Sam ' || "user", 'member', now() - interval '1 year', now() - interval '1 year'
     from jsonb_to_recordset($1::jsonb) as p(member uuid, "user" text) on conflict do nothing`,
    [JSON.stringify(rows)],
  );
  await client.query(
    `insert into account (id, member_id, platform, workspace, external_user, direct, last_seen_at)
     select account, member, platform, workspace, "user", direct, now() - interval '1 year'
     from jsonb_to_recordset($1::jsonb)
       as p(account uuid, member uuid, platform text, workspace text, "user" text, direct jsonb)
     on conflict (id) do update set direct = excluded.direct`,
    [JSON.stringify(rows)],
  );
}

/** What the bot knows of a chat that it was in: on Teams, how to write there again. */
function directOf({ teams }: Stage, { platform, user, workspace }: Person): object {
  if (platform === 'slack') return { id: `D${user}` };
  const conversation = { id: `a:${user}`, conversationType: 'personal', tenantId: workspace };
  const { recipient } = teams.activity(user, {}) as { recipient: { id: string } };
  const reference = {
    channelId: 'msteams',
    serviceUrl: teams.apiUrl,
    conversation,
    bot: { id: recipient.id },
    user: { id: `29:${user}`, aadObjectId: user },
  };
  return { id: conversation.id, reference };
}

/** One channel in each workspace of Slack, in which everybody of it is; `index` is the workspace's. */
export async function registerChannels(
  client: pg.Client,
  stage: Stage,
  people: readonly Person[],
): Promise<void> {
  const workspaces = [
    ...new Set(people.filter(({ platform }) => platform === 'slack').map((p) => p.workspace)),
  ];
  for (const [index, workspace] of workspaces.entries()) {
    const members = people.filter((person) => person.workspace === workspace).map(({ user }) => user);
    stage.slack.addChannel(`C${index}`, { workspace, members });
    await client.query(
      `insert into conversation (id, platform, workspace, external_id, kind) values ($1, 'slack', $2, $3, 'channel')
       on conflict do nothing`,
      [conversationOf(index), workspace, `C${index}`],
    );
  }
}
