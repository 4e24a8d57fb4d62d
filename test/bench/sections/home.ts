import { randomBytes } from 'node:crypto';
import { type SimulatedSlack, startSlack } from '../../../src/playground/slack/server.ts';
import { type SimulatedTeams, startTeams } from '../../../src/playground/teams/server.ts';
import { type Aims, type Contestant, compare } from '../compare.ts';
import { atEnd } from '../ending.ts';
import type { Target } from '../load.ts';
import { type Members, makeNetwork, memberName } from '../network.ts';
import { createDatabase } from '../postgres.ts';
import type { AlongsideSettings } from '../servers/alongside.ts';
import type { BoltSettings } from '../servers/bolt.ts';
import type { TeamsAiSettings } from '../servers/teams-ai.ts';
import { botToken, signingSecret, startServer, typing, users } from './slack.ts';
import { appId, tenant, tokensOf } from './teams.ts';

/** The aims of the project, for a page that is read anew each time. */
const aims: Aims = { leastOfRow: 0.15, mostP99: 200 };

/** Home of people for whom something waits, beside bots that write one row and answer with a word. */
export async function measureHome(): Promise<readonly string[]> {
  const onSlack = await measureOnSlack();
  const onTeams = await measureOnTeams();
  return [...onSlack, '', ...onTeams];
}

async function measureOnSlack(): Promise<string[]> {
  const slack = await startSlack({ signingSecret, botToken });
  atEnd(slack.stop);
  const { apiUrl } = slack;
  const connection = await prepare('home_slack', { platform: 'slack', workspace: slack.workspace, users });
  const alongside = await startServer('alongside', {
    platforms: { slack: { botToken, signingSecret, appToken: undefined, apiUrl } },
    port: 0,
    connection,
  } satisfies AlongsideSettings);
  const row = await startServer('bolt', {
    signingSecret,
    apiUrl,
    connection: await createDatabase('home_slack_row'),
  } satisfies BoltSettings);
  for (const user of users) slack.person(user, { name: memberName(user) });
  const typed = await compare(
    [
      { ...typing(slack, 'home', 'Slack, /alongside home'), ...alongside, role: 'ours' },
      { ...typing(slack, 'home', 'Bolt and a row'), ...row, role: 'row' },
    ] satisfies Contestant[],
    aims,
  );
  const opened = await compare(
    [
      { ...opening(slack, 'Slack, home opened'), ...alongside, role: 'ours' },
      { ...opening(slack, 'Bolt, a row and a page'), ...row, role: 'row' },
    ] satisfies Contestant[],
    aims,
  );
  if (slack.refusals.length > 0) throw new Error(`The simulated Slack refused: ${slack.refusals[0]}`);
  return [...typed, '', ...opened];
}

async function measureOnTeams(): Promise<string[]> {
  const simulated = await startTeams({ appId, tenant });
  atEnd(simulated.stop);
  const { auth } = simulated;
  const teams = { appId, appPassword: 'secret', tenantId: tenant, local: false, auth };
  const who = users.map((_, i) => `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`);
  const connection = await prepare('home_teams', { platform: 'teams', workspace: tenant, users: who });
  const alongside = await startServer('alongside', {
    platforms: { teams },
    port: 0,
    connection,
  } satisfies AlongsideSettings);
  const row = await startServer('teams-ai', {
    teams,
    verb: 'none',
    connection: await createDatabase('home_teams_row'),
  } satisfies TeamsAiSettings);
  for (const user of who) simulated.resident(user, { name: memberName(user) });
  const lines = await compare(
    [
      { ...saying(simulated, who, 'Teams, home typed'), ...alongside, role: 'ours' },
      { ...saying(simulated, who, 'teams-ai and a row'), ...row, role: 'row' },
    ] satisfies Contestant[],
    aims,
  );
  if (simulated.refusals.length > 0) throw new Error(`The simulated Teams refused: ${simulated.refusals[0]}`);
  return lines;
}

async function prepare(name: string, members: Members) {
  const connection = await createDatabase(name);
  await makeNetwork(connection, members);
  return connection;
}

/** App Home opened, as Slack tells it: answered when the page was published. */
function opening(slack: SimulatedSlack, name: string): Omit<Target, 'port'> {
  const run = randomBytes(4).toString('hex');
  let count = 0;
  return {
    name,
    path: '/slack/events',
    isRight: () => true,
    next() {
      count += 1;
      const user = users[count % users.length] ?? '';
      const body = JSON.stringify({
        token: 'verification',
        team_id: slack.workspace,
        api_app_id: 'AALONGSIDE',
        type: 'event_callback',
        event_id: `Ev${count}${run}`,
        event_time: Math.floor(Date.now() / 1_000),
        authorizations: [
          { team_id: slack.workspace, user_id: 'UBOT', is_bot: true, is_enterprise_install: false },
        ],
        event: { type: 'app_home_opened', user, channel: `D${user}`, tab: 'home', event_ts: `${count}.000` },
      });
      const headers = slack.sign(body, Math.floor(Date.now() / 1_000));
      return { body, headers: { ...headers, 'content-type': 'application/json' } };
    },
  };
}

/** The word, as Teams tells it: answered when the bot has written its answer into the chat. */
function saying(simulated: SimulatedTeams, who: readonly string[], name: string): Omit<Target, 'port'> {
  const tokens = tokensOf(simulated);
  let count = 0;
  return {
    name,
    path: '/api/messages',
    isRight: () => true,
    next() {
      count += 1;
      const user = who[count % who.length] ?? '';
      const activity = simulated.activity(user, { type: 'message', text: 'home', textFormat: 'plain' });
      const authorization = `Bearer ${tokens[count % tokens.length]}`;
      return {
        body: JSON.stringify(activity),
        headers: { authorization, 'content-type': 'application/json; charset=utf-8' },
      };
    },
  };
}
