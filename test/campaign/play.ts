import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Platform } from '../../src/chat/inbound.ts';
import type { Step } from '../../src/store/steps.ts';
import { type Bot, hireCrew } from './crew.ts';
import { openInbound } from './inbound.ts';
import { openLedger } from './ledger.ts';
import { keyOf, messagesOf, type Order, wordsOf } from './orders.ts';
import { type Person, peopleOf, register, settle } from './people.ts';
import { openStage } from './platforms.ts';
import { faultsOf, type Point, promiseOf, timesReached } from './points.ts';

/** A third of the real ones, so that a case takes seconds, and in the same proportion. */
const leases = { claimMs: 3_000, sendMs: 6_000 };
const sendLimitMs = 3_000;
const reachMs = 60_000;
const settleMs = 60_000;

export interface PoolOptions {
  file: string;
  output: number;
  connection: pg.PoolConfig;
  /** To the same database: the judge's own line. */
  client: pg.Client;
  platform: Platform;
  /** How many cases it will play: each has a person of its own. */
  cases: number;
  /** More will follow: whoever dies is replaced. */
  isLast(): boolean;
}

/** Two bots on one database, one of which dies in each case; another takes its place. */
export interface Pool {
  /** What was not as promised; empty when all was. */
  play(point: Point): Promise<string[]>;
  stop(): Promise<void>;
}

export async function openPool(options: PoolOptions): Promise<Pool> {
  const { client, platform, cases, connection, file, output, isLast } = options;
  const stage = await openStage({ limited: false, only: platform });
  const people = peopleOf({ slack: 0, teams: 0, [platform]: 1, each: cases });
  settle(stage, people);
  await register(client, stage, people);
  let onReached: (bot: Bot, step: Step) => 'die' | 'go' = () => 'go';
  const crew = hireCrew({
    file,
    output,
    onReached: (bot, step) => onReached(bot, step),
    settings: { connection, platforms: stage.platforms, leases, sendLimitMs },
  });
  const seats = [crew.start(), crew.start()];
  const ledger = openLedger(stage);
  let played = 0;
  /** What goes wrong with it is said when it is needed, if it is. */
  const replace = (bot: Bot) => {
    const replacing = bot.ended.then(() => crew.start());
    replacing.catch(() => {});
    return replacing;
  };

  return {
    async play(point) {
      const person = people[played++ % people.length] as Person;
      const order: Order = {
        id: `r0x${played}`,
        kind: point.step.startsWith('sweep.') ? 'later' : 'send',
        class: point.class,
        first: person.index,
        count: 1,
      };
      const bots = await Promise.all(seats);
      const death = whoDies(bots, point, (decide) => {
        onReached = decide;
      });
      for (const fault of faultsOf(point)) stage[platform].fail({ ...fault, about: `${order.id}n0.` });
      const begun =
        order.kind === 'later'
          ? startSweep(client, order, bots)
          : openInbound(stage, ledger, () => bots.filter((bot) => bot.isAlive())).give(person, order);
      const dead = await death;
      for (const [seat, bot] of bots.entries()) if (bot === dead && !isLast()) seats[seat] = replace(bot);
      await begun;
      if (!dead) return [`the step was not reached within ${reachMs / 1_000} s`];
      return judge(client, ledger, order, point);
    },
    async stop() {
      await crew.dismiss();
      await Promise.allSettled(seats);
      await stage.stop();
    },
  };
}

/** Both are armed; the first that gets there dies, and the other goes on. */
async function whoDies(
  bots: readonly Bot[],
  point: Point,
  listen: (decide: (bot: Bot, step: Step) => 'die' | 'go') => void,
): Promise<Bot | undefined> {
  let died: ((bot: Bot | undefined) => void) | undefined;
  const death = new Promise<Bot | undefined>((resolve) => {
    died = resolve;
  });
  let dead: Bot | undefined;
  let left = timesReached(point);
  const at = { step: point.step, left: 1 };
  listen((reached) => {
    left -= 1;
    if (left > 0) reached.arm(at);
    if (dead || left > 0) return 'go';
    dead = bots.find(({ pid }) => pid === reached.pid);
    died?.(dead);
    return 'die';
  });
  for (const bot of bots) bot.arm(at);
  const late = setTimeout(() => died?.(undefined), reachMs);
  const found = await death;
  clearTimeout(late);
  for (const bot of bots) if (bot !== found) bot.arm(undefined);
  await found?.ended;
  return found;
}

async function startSweep(client: pg.Client, order: Order, bots: readonly Bot[]): Promise<void> {
  await client.query(`insert into campaign_order (id, words, state) values ($1, $2, 'due')`, [
    order.id,
    wordsOf(order),
  ]);
  for (const bot of bots) bot.tick();
}

interface Row {
  state: string;
  repeated: boolean;
  told: string;
}

async function judge(
  client: pg.Client,
  ledger: ReturnType<typeof openLedger>,
  order: Order,
  point: Point,
): Promise<string[]> {
  const number = messagesOf(order)[0]?.number ?? '';
  const promised = promiseOf(point);
  const row = await settled(client, keyOf(number));
  ledger.read();
  const copies = ledger.sightings.get(number)?.posted.size ?? 0;
  const wrong: string[] = [];
  if (!row) return [`nothing was left of it in the outbox`];
  if (row.state !== promised.state) wrong.push(`it ended ${row.state}, not ${promised.state}`);
  if (copies !== promised.copies) wrong.push(`it was seen ${copies} times, not ${promised.copies}`);
  if (Number(row.told) !== promised.told)
    wrong.push(`its feature was told ${row.told} times, not ${promised.told}`);
  if (copies > 1 && !row.repeated) wrong.push('it came twice, and is not noted as a possible repeat');
  return wrong;
}

async function settled(client: pg.Client, key: string): Promise<Row | undefined> {
  const since = performance.now();
  let row: Row | undefined;
  while (performance.now() - since < settleMs) {
    const { rows } = await client.query<Row>(
      `select state, repeated, (select count(*) from campaign_told t where t.key = o.key) as told from outbox o where key = $1`,
      [key],
    );
    row = rows[0];
    if (row && !['pending', 'claimed', 'sending'].includes(row.state)) break;
    await sleep(50);
  }
  return row;
}
