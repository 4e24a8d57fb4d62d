import type { Alongside } from '../alongside.ts';
import type { SimulatedPlatform } from './simulated.ts';
import { startSlack } from './slack/server.ts';
import { startTeams } from './teams/server.ts';

/** What the composition root offers to the playground. */
export interface Root {
  start(platforms: {
    slack: { botToken: string; signingSecret: string; appToken: undefined; apiUrl: string };
    teams: {
      appId: string;
      appPassword: string;
      tenantId: string;
      local: false;
      auth: Record<'issuer' | 'metadataUrl' | 'loginUrl', string>;
    };
  }): Promise<Alongside>;
  now(): Promise<Date>;
  moveClock(byMs: number): Promise<Date>;
  /** A one-time code for the first coordinator; `undefined` when there is one already. */
  setupCode(): Promise<string | undefined>;
}

/** The real bot between a simulated Slack and a simulated Teams, and a clock to turn. */
export interface Stage {
  readonly port: number;
  readonly slack: SimulatedPlatform & { addChannel(id: string): void };
  readonly teams: SimulatedPlatform;
  now(): Promise<Date>;
  /** Runs what is due: sweeps, then messages, until nothing is left. */
  settle(): Promise<void>;
  /** Moves the world's clock to a moment, in steps of a few hours, and lets everything happen on the way. */
  travelTo(moment: Date): Promise<void>;
  setupCode(): Promise<string | undefined>;
  stop(): Promise<void>;
}

const SIGNING_SECRET = 'playground';
const BOT_TOKEN = 'xoxb-playground';
const APP_ID = '00000000-0000-4000-8000-000000000001';
const TENANT = '00000000-0000-4000-8000-000000000002';
/** Fine enough for days to pass as they would, coarse enough for a month to pass in a minute. */
const STEP_MS = 4 * 3_600_000;

export async function openStage(root: Root): Promise<Stage> {
  const slack = await startSlack({ signingSecret: SIGNING_SECRET, botToken: BOT_TOKEN });
  const teams = await startTeams({ appId: APP_ID, tenant: TENANT });
  const bot = await root.start({
    slack: { botToken: BOT_TOKEN, signingSecret: SIGNING_SECRET, appToken: undefined, apiUrl: slack.apiUrl },
    teams: { appId: APP_ID, appPassword: 'secret', tenantId: TENANT, local: false, auth: teams.auth },
  });
  slack.setBotUrl(`http://127.0.0.1:${bot.port}/slack/events`);
  teams.botUrl = `http://127.0.0.1:${bot.port}/`;

  const settle = async () => {
    await bot.engine.tick();
    await bot.dispatcher.idle();
  };
  return {
    ...{ port: bot.port, slack, teams, settle },
    now: root.now,
    setupCode: root.setupCode,
    async travelTo(moment) {
      for (;;) {
        const leftMs = moment.getTime() - (await root.now()).getTime();
        if (leftMs <= 0) return;
        await root.moveClock(Math.min(leftMs, STEP_MS));
        await settle();
      }
    },
    async stop() {
      await bot.stop();
      await slack.stop();
      await teams.stop();
    },
  };
}
