import { openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Canaries } from './canaries.ts';
import { type Crew, hireCrew } from './crew.ts';
import { makeTopic, settleCast, startFlows } from './flows.ts';
import { openInbound } from './inbound.ts';
import { judge, type Verdict } from './judge.ts';
import { hireKiller } from './killer.ts';
import { openLedger } from './ledger.ts';
import { type Line, openLine } from './line.ts';
import { startLoad } from './load.ts';
import { keyOf, messagesOf, type Order } from './orders.ts';
import { peopleOf, register, registerChannels, settle } from './people.ts';
import { openStage } from './platforms.ts';
import { prepareTables, type Server, withClient } from './server.ts';
import { measureTakeovers, type Takeovers } from './takeover.ts';

export interface RoundOptions {
  round: number;
  kills: number;
  messages: number;
  everyMs: number;
  child: string;
  folder: string;
  server: Server;
  connection: pg.PoolConfig;
  canaries: Canaries;
  tell(line: string): void;
}

export interface RoundResult extends Verdict {
  kills: Record<string, number>;
  faults: Record<string, number>;
  restarts: Record<string, number>;
  takeovers: Takeovers;
  limited: Record<string, number>;
  inbound: Record<string, number>;
  flows: Record<string, number>;
  seconds: number;
}

const workspaces = { slack: 20, teams: 20 };
const restartEveryMs = 150_000;
const drainMs = 240_000;

/** One stretch of the campaign: load, deaths, faults and a database that is knocked over, then quiet, then the judge. */
export async function playRound(options: RoundOptions): Promise<RoundResult> {
  const { round, kills, messages, everyMs, connection, folder, tell } = options;
  await prepareTables(connection, round);
  const stage = await openStage({ limited: true });
  const people = peopleOf(workspaces);
  settle(stage, people);
  await withClient(connection, async (client) => {
    await register(client, stage, people);
    await registerChannels(client, stage, people);
  });
  const line = openLine(connection);
  const ledger = openLedger(stage);
  let crew: Crew | undefined;
  const killer = hireKiller(() => crew as Crew, line);
  crew = hireCrew({
    file: options.child,
    output: openSync(join(folder, 'bots.log'), 'a'),
    onReached: killer.onReached,
    settings: { connection, platforms: stage.platforms },
  });
  const lacking: string[] = [];
  const inbound = openInbound(stage, ledger, killer.live, (order) => checkWordless(line, order, lacking));
  let isOver = false;
  const cast = await settleCast(stage, connection);
  await killer.begin();
  const about = { stage, cast, canaries: options.canaries, live: killer.live, isOver: () => isOver };
  await makeTopic(about);
  const since = Date.now();
  const flows = startFlows(about);
  const killing = killer.run(kills, everyMs);
  const wanted = () => Math.min(messages, (messages * (Date.now() - since)) / (kills * everyMs * 0.97));
  const load = startLoad({ stage, ledger, inbound, people, round, wanted, isOver: () => isOver });
  const restarts = knockOver(options.server, () => isOver);
  const progress = setInterval(() => {
    ledger.read();
    tell(
      `  ${Math.round((Date.now() - since) / 1_000)} s: ${killer.count} kills, ${load.messages} messages asked for, ${ledger.sightings.size} seen`,
    );
  }, 30_000);
  try {
    await killing;
    while (load.messages < messages && Date.now() - since < kills * everyMs * 4) await sleep(200);
    isOver = true;
    await Promise.all([load.done, restarts.done, flows.done]);
    await drain(line, round);
    const verdict = await judge({ line, stage, ledger, load, round });
    for (const words of lacking) verdict.broken.push(words);
    await options.canaries.readMetrics(killer.live());
    options.canaries.readScreens(stage);
    return {
      ...verdict,
      kills: killer.kills,
      faults: load.faults,
      restarts: restarts.counts,
      takeovers: await measureTakeovers(line, killer.orphans),
      limited: countLimited(stage),
      inbound: { ...inbound.counts },
      flows: flows.counts,
      seconds: (Date.now() - since) / 1_000,
    };
  } finally {
    isOver = true;
    clearInterval(progress);
    await crew.dismiss();
    await line.close();
    await stage.stop();
  }
}

/** A delivery that was acknowledged without a word was handled before: then its effect is there. */
async function checkWordless(line: Line, order: Order, lacking: string[]): Promise<void> {
  const keys = messagesOf(order).map(({ number }) => keyOf(number));
  const [row] = await line.ask<{ done: boolean; many: number }>(
    `select exists (select from campaign_order where id = $1) as done,
       (select count(*) from outbox where key = any($2))::int as many`,
    [order.id, keys],
  );
  if (!row?.done) lacking.push(`acknowledged without effect: ${order.id}, without a word`);
  else if (order.kind !== 'later' && row.many < keys.length)
    lacking.push(`acknowledged without effect: ${order.id} has ${row.many} of ${keys.length} messages`);
}

function knockOver(server: Server, isOver: () => boolean) {
  const counts: Record<string, number> = {};
  const run = async () => {
    let next = Date.now() + restartEveryMs / 2;
    while (!isOver()) {
      await sleep(200);
      if (Date.now() < next) continue;
      next = Date.now() + restartEveryMs;
      const how = Math.random() < 0.5 ? 'fast' : 'immediate';
      await server.restart(how);
      counts[how] = (counts[how] ?? 0) + 1;
    }
  };
  return { counts, done: run() };
}

/** Waits until nothing of this round is under way. What never settles is found by the judge. */
async function drain(line: Line, round: number): Promise<void> {
  const since = Date.now();
  while (Date.now() - since < drainMs) {
    const [row] = await line.ask<{ left: number }>(
      `select (select count(*) from outbox where state in ('pending', 'claimed', 'sending') and (key like $1 or key like $2))
         + (select count(*) from campaign_order where state = 'due') as left`,
      [`campaign:r${round}x%`, `campaign:r${round}c%`],
    );
    if (Number(row?.left) === 0) return;
    await sleep(500);
  }
}

function countLimited({ slack, teams }: Awaited<ReturnType<typeof openStage>>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const platform of [slack, teams])
    for (const { method, allowance } of platform.limited ?? []) {
      const name = `${platform.platform} ${method}, beyond ${allowance.most} in ${allowance.inMs / 1_000} s`;
      counts[name] = (counts[name] ?? 0) + 1;
    }
  return counts;
}
