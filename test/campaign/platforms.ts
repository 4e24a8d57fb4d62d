import type { Platforms } from '../../src/app.ts';
import type { Platform } from '../../src/chat/inbound.ts';
import type { Allowance } from '../../src/playground/allowance.ts';
import { type SimulatedSlack, startSlack } from '../../src/playground/slack/server.ts';
import { type SimulatedTeams, startTeams } from '../../src/playground/teams/server.ts';

/** What the platforms' own documentation says that they allow: written down here a second time, to judge the bot by. */
export const documented: Record<Platform, readonly Allowance[]> = {
  slack: [
    // docs.slack.dev, "Rate limits": one message a second and channel, "short bursts" over it are let pass; and
    // "several hundred messages per minute" for a workspace.
    { per: 'conversation', on: 'post', most: 10, inMs: 10_000 },
    { per: 'workspace', on: 'post', most: 300, inMs: 60_000 },
    // Tier 3: 50 a minute, for each method and workspace.
    { per: 'workspace', on: 'edit', most: 50, inMs: 60_000 },
    { per: 'workspace', on: 'open', most: 50, inMs: 60_000 },
    { per: 'workspace', on: 'history', most: 50, inMs: 60_000 },
  ],
  teams: [
    // learn.microsoft.com, "Optimize your bot with rate limiting in Teams": for each bot and conversation; and for each
    // app and tenant.
    { per: 'conversation', on: 'any', most: 7, inMs: 1_000 },
    { per: 'conversation', on: 'any', most: 8, inMs: 2_000 },
    { per: 'conversation', on: 'any', most: 60, inMs: 30_000 },
    { per: 'conversation', on: 'any', most: 1_800, inMs: 3_600_000 },
    { per: 'workspace', on: 'any', most: 30, inMs: 1_000 },
  ],
};

const botToken = 'xoxb-campaign';
const signingSecret = 'campaign';
const appId = '00000000-0000-4000-8000-00000000c0de';

export interface Stage {
  readonly slack: SimulatedSlack;
  readonly teams: SimulatedTeams;
  /** How the bots reach them. */
  readonly platforms: Platforms;
  /** From now on, what people do goes to the bot on this port. */
  pointAt(port: number): void;
  stop(): Promise<void>;
}

/** One app on Slack, installed for a whole organisation of workspaces, and one on Teams, in many tenants. */
export async function openStage(about: { limited: boolean; only?: Platform }): Promise<Stage> {
  const slack = await startSlack({
    botToken,
    signingSecret,
    workspace: 'T0',
    ...(about.limited && { allowances: documented.slack }),
  });
  const teams = await startTeams({
    appId,
    tenant: 'tenant0',
    ...(about.limited && { allowances: documented.teams }),
  });
  return {
    slack,
    teams,
    platforms: {
      slack:
        about.only === 'teams'
          ? undefined
          : { botToken, signingSecret, appToken: undefined, apiUrl: slack.apiUrl },
      teams:
        about.only === 'slack'
          ? undefined
          : { appId, appPassword: 'secret', tenantId: undefined, local: false, auth: teams.auth },
    },
    pointAt(port) {
      slack.setBotUrl(`http://127.0.0.1:${port}/slack/events`);
      teams.botUrl = `http://127.0.0.1:${port}/`;
    },
    async stop() {
      await Promise.all([slack.stop(), teams.stop()]);
    },
  };
}
