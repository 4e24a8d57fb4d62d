import { randomBytes } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import type { Alongside } from '../app.ts';
import type { HttpRoute } from '../chat/adapter.ts';
import type { CommandRoute } from '../chat/route.ts';
import type { Due } from '../engine/next-due.ts';
import { DAY_MS } from '../time/durations.ts';
import { startSlack } from './slack/server.ts';
import { startTeams } from './teams/server.ts';
import type { ScreenedPlatform } from './window.ts';

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
  readonly slack: ScreenedPlatform & { addChannel(id: string): void };
  readonly teams: ScreenedPlatform;
  now(): Promise<Date>;
  /** The same as last heard, at once. */
  clock(): Date;
  /** Runs what is due: sweeps, then messages, until nothing is left. */
  settle(): Promise<void>;
  /** Moves the world's clock to a moment, from one thing that is due to the next, so that nothing is skipped. */
  travelTo(moment: Date, mayGoOn?: () => boolean): Promise<void>;
  /** Sets the clock, also back, and lets nothing happen. */
  setClock(moment: Date): Promise<void>;
  nextDue(until: Date): Promise<Due | undefined>;
  /** How many messages are due and not out yet. */
  backlog(): Promise<number>;
  setupCode(): Promise<string | undefined>;
  mount(route: HttpRoute): void;
  /** What can be typed. */
  readonly commands: readonly CommandRoute[];
  /** All that the platforms know and the time, to be put back later, also by another process. */
  save(): Buffer;
  restore(saved: Buffer): Promise<void>;
  stop(): Promise<void>;
}

const APP_ID = '00000000-0000-4000-8000-000000000001';
const TENANT = '00000000-0000-4000-8000-000000000002';
/** Two things that are due within this are one step, so that no clockwork holds the clock up. */
const LEAST_STEP_MS = 10_000;
const MOST_UNTIDY_DAYS = 14;

interface Saved {
  at: Date;
  slack: unknown;
  teams: unknown;
  ports: { slack: number; teams: number };
}

/**
 * @param saved what `save` gave: the platforms come back as they were, on the same ports where these are free
 * @param patienceMs how long Slack waits for the bot; as long as the real one unless told
 */
export async function openStage(root: Root, saved?: Buffer, patienceMs?: number): Promise<Stage> {
  const before = saved && (deserialize(saved) as Saved);
  let shiftMs = (await root.now()).getTime() - Date.now();
  const clock = () => new Date(Date.now() + shiftMs);
  // Made anew each time: whoever else is on this machine can sign nothing, and ask the platforms nothing.
  const secrets = { signingSecret: makeSecret(), botToken: `xoxb-${makeSecret()}` };
  const appPassword = makeSecret();
  const slack = await startSlack({
    ...secrets,
    now: clock,
    ...(before && { port: before.ports.slack }),
    ...(patienceMs && { patienceMs }),
  });
  const teams = await startTeams({
    appId: APP_ID,
    appPassword,
    tenant: TENANT,
    now: clock,
    ...(before && { port: before.ports.teams }),
  });
  const restore = ({ slack: onSlack, teams: onTeams }: Saved) => {
    slack.restore(onSlack);
    teams.restore(onTeams);
  };
  if (before) restore(before);
  const bot = await root.start({
    slack: { ...secrets, appToken: undefined, apiUrl: slack.apiUrl },
    teams: { appId: APP_ID, appPassword, tenantId: TENANT, local: false, auth: teams.auth },
  });
  slack.setBotUrl(`http://127.0.0.1:${bot.port}/slack/events`);
  teams.botUrl = `http://127.0.0.1:${bot.port}/`;

  const move = async (byMs: number) => {
    shiftMs = (await root.moveClock(byMs)).getTime() - Date.now();
  };
  const settle = async () => {
    await bot.engine.tick();
    await bot.dispatcher.idle();
  };
  return {
    port: bot.port,
    slack,
    teams,
    settle,
    clock,
    mount: bot.mount,
    commands: bot.commands,
    nextDue: bot.nextDue,
    backlog: bot.backlog,
    now: root.now,
    setupCode: root.setupCode,
    async travelTo(moment, mayGoOn = () => true) {
      for (let quietDays = 0; mayGoOn(); ) {
        const now = await root.now();
        const leftMs = moment.getTime() - now.getTime();
        if (leftMs <= 0) return;
        const due = await bot.nextDue(new Date(now.getTime() + Math.min(leftMs, DAY_MS)));
        const stepMs = due ? Math.max(due.at.getTime() - now.getTime(), LEAST_STEP_MS) : DAY_MS;
        await move(Math.min(leftMs, stepMs));
        quietDays = due ? 0 : quietDays + 1;
        // After a day on which nothing came to anybody there is only tidying up, which a traveller may leave for a while.
        const isQuiet = !due && leftMs > stepMs && quietDays % MOST_UNTIDY_DAYS > 0;
        if (!isQuiet || (await bot.backlog()) > 0) await settle();
      }
    },
    setClock: async (moment) => move(moment.getTime() - (await root.now()).getTime()),
    save() {
      const ports = { slack: portOf(slack.apiUrl), teams: portOf(teams.apiUrl) };
      return serialize({ at: clock(), slack: slack.save(), teams: teams.save(), ports } satisfies Saved);
    },
    async restore(known) {
      const were = deserialize(known) as Saved;
      restore(were);
      await move(were.at.getTime() - (await root.now()).getTime());
    },
    async stop() {
      await bot.stop();
      await slack.stop();
      await teams.stop();
    },
  };
}

const makeSecret = () => randomBytes(32).toString('base64url');

const portOf = (url: string) => Number(new URL(url).port);
