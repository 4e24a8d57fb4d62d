import { setTimeout as sleep } from 'node:timers/promises';
import type { Limit } from '../../src/chat/adapter.ts';
import type { Platform } from '../../src/chat/inbound.ts';
import { type Bot, hireCrew } from './crew.ts';
import { openInbound } from './inbound.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { type Line, openLine } from './line.ts';
import type { Order } from './orders.ts';
import { type Person, peopleOf, register, registerChannels, settle } from './people.ts';
import { openStage } from './platforms.ts';
import { at, describe, seconds } from './report.ts';
import { prepareDatabase, type Server, withClient } from './server.ts';

/** Promised below the limits, and beyond them in proportion to what the declared limits make it. */
const lateMs = 2_000;
const mostRatio = 1.1;

interface Options {
  server: Server;
  child: string;
  output: number;
  tell(line: string): void;
}

/** One burst that goes beyond a limit. */
interface Burst {
  name: string;
  platform: Platform;
  method: 'post' | 'edit';
  /** One conversation; else each message goes to another one of a workspace. */
  isOnePlace: boolean;
  workspace: number;
  order: Order;
  prepare?(field: Field): Promise<void>;
}

interface Field {
  ledger: Ledger;
  people: readonly Person[];
  give(person: Person, order: Order): Promise<boolean>;
}

const each = 1_001;

/** Bursts in four workspaces at once, each beyond another limit, and a steady stream below them all in a fifth. */
export async function measureLateness({ server, child, output, tell }: Options): Promise<boolean> {
  const connection = await prepareDatabase(server.cluster.connection, 'lateness');
  const stage = await openStage({ limited: true });
  const people = peopleOf({ slack: 4, teams: 2, each });
  settle(stage, people);
  await withClient(connection, async (client) => {
    await register(client, stage, people);
    await registerChannels(client, stage, people);
  });
  const line = openLine(connection);
  const crew = hireCrew({
    file: child,
    output,
    onReached: () => 'go' as const,
    most: 2,
    settings: { connection, platforms: stage.platforms },
  });
  try {
    const bots = await Promise.all([crew.start(), crew.start()]);
    const ledger = openLedger(stage);
    const inbound = openInbound(stage, ledger, () => bots);
    const field = { ledger, people, give: inbound.give };
    const limits = new Map((bots[0] as Bot).limits.map((one) => [one.platform, one.limits]));
    const failures = [...(await stream(field, line, tell)), ...(await drainAll(field, limits, tell))];
    const limited = [...(stage.slack.limited ?? []), ...(stage.teams.limited ?? [])];
    tell(`429 from platforms that keep their documented limits: ${limited.length}.`);
    if (limited.length > 0) failures.push(`${limited.length} times 429, first ${JSON.stringify(limited[0])}`);
    for (const failure of failures) tell(`BROKEN ${failure}`);
    return failures.length === 0;
  } finally {
    await crew.dismiss();
    await line.close();
    await stage.stop();
  }
}

const streamMs = 45_000;
const streamEveryMs = 250;

/** Single messages to people of two workspaces, one by one, well below every limit. */
async function stream({ ledger, people, give }: Field, line: Line, tell: Options['tell']): Promise<string[]> {
  const until = Date.now() + streamMs;
  const sent: Promise<unknown>[] = [];
  for (let count = 0; Date.now() < until; count += 1) {
    const workspace = count % 2 === 0 ? 3 : 5;
    const first = workspace * each + (count % (each - 1));
    const how = count % 4 < 2 ? ('urgent' as const) : ('quiet' as const);
    // Each by somebody else: the answers to one person would come too fast for one chat.
    const driver = people[workspace * each + ((count * 7 + 500) % (each - 1))] as Person;
    sent.push(give(driver, { id: `r1x${count}`, kind: 'send', class: how, first, count: 1 }));
    await sleep(streamEveryMs);
  }
  await Promise.all(sent);
  await untilSeen(() => {
    ledger.read();
    return ledger.sightings.size >= sent.length;
  }, 60_000);
  const rows = await line.ask<{ number: string; dueAt: number }>(
    `select substr(key, 10) as number, extract(epoch from enqueued_at)::float8 * 1000 as "dueAt" from outbox where key like 'campaign:r1x%'`,
  );
  const late = rows.map(
    ({ number, dueAt }) =>
      (ledger.sightings.get(number)?.firstAt.getTime() ?? Number.MAX_SAFE_INTEGER) - dueAt,
  );
  tell(`Below the limits, from due to shown: ${describe(late)}; promised: p99 at most ${lateMs / 1_000} s.`);
  return at(late, 0.99) > lateMs || rows.length < sent.length
    ? [`lateness p99 ${seconds(at(late, 0.99))}`]
    : [];
}

async function drainAll(
  field: Field,
  limits: ReadonlyMap<Platform, readonly Limit[]>,
  tell: Options['tell'],
): Promise<string[]> {
  const results = await Promise.all(
    bursts.map((burst) => drain(field, burst, limits.get(burst.platform) ?? [], tell)),
  );
  return results.flat();
}

async function drain(
  field: Field,
  burst: Burst,
  limits: readonly Limit[],
  tell: Options['tell'],
): Promise<string[]> {
  const { ledger, people, give } = field;
  const { name, workspace, order } = burst;
  await burst.prepare?.(field);
  const floorMs = floorOf(limits, burst);
  const seen = () => seenOf(ledger, prefixOf(burst), burst.prepare ? 'v2' : '');
  await give(driverOf(people, workspace), order);
  await untilSeen(
    () => {
      ledger.read();
      return seen().many >= order.count;
    },
    floorMs * 2 + 60_000,
  );
  const { many, firstAt, lastAt } = seen();
  const ratio = (lastAt - firstAt) / floorMs;
  tell(
    `${name}: ${many} shown in ${seconds(lastAt - firstAt)}; the declared limits alone make it ${seconds(floorMs)}: ratio ${ratio.toFixed(3)}, promised at most ${mostRatio}.`,
  );
  return many < order.count || ratio > mostRatio ? [`${name}: ratio ${ratio.toFixed(3)}`] : [];
}

function seenOf(ledger: Ledger, prefix: string, suffix: string) {
  let [many, firstAt, lastAt] = [0, Number.POSITIVE_INFINITY, 0];
  for (const [number, sighting] of ledger.sightings) {
    if (!number.startsWith(prefix) || !number.endsWith(suffix)) continue;
    many += 1;
    firstAt = Math.min(firstAt, sighting.firstAt.getTime());
    lastAt = Math.max(lastAt, sighting.firstAt.getTime());
  }
  return { many, firstAt, lastAt };
}

/** The least time in which so many writes can be made when every limit is kept: the limits let go greedily, as early as they may. */
function floorOf(limits: readonly Limit[], { method, isOnePlace, order }: Burst): number {
  const binding = limits.filter(
    ({ per, on }) => (on === 'any' || on === method) && (per === 'workspace' || isOnePlace),
  );
  const times: number[] = [];
  for (let index = 0; index < order.count; index += 1) {
    const earliest = binding.map(({ most, inMs }) => (index >= most ? (times[index - most] ?? 0) + inMs : 0));
    times.push(Math.max(times[index - 1] ?? 0, ...earliest));
  }
  return times.at(-1) ?? 0;
}

const prefixOf = ({ order }: Burst): string =>
  order.kind === 'card' ? `${order.id.split('x')[0]}c` : `${order.id}n`;
/** Who gives the orders; nobody writes to them. */
const driverOf = (people: readonly Person[], workspace: number) =>
  people[workspace * each + each - 1] as Person;

const cards: Order = { id: 'r5x1', kind: 'card', class: 'quiet', first: 2 * each, count: 200 };

const bursts: readonly Burst[] = [
  {
    name: 'A fan-out to 1,000 people of one Slack workspace',
    platform: 'slack',
    method: 'post',
    workspace: 0,
    isOnePlace: false,
    order: { id: 'r2x1', kind: 'send', class: 'quiet', first: 0, count: 1_000 },
  },
  {
    name: '100 messages to one Slack channel',
    platform: 'slack',
    method: 'post',
    workspace: 1,
    isOnePlace: true,
    order: { id: 'r3x1', kind: 'post', class: 'quiet', first: 1, count: 100 },
  },
  {
    name: '100 messages to one Teams chat',
    platform: 'teams',
    method: 'post',
    workspace: 4,
    isOnePlace: true,
    order: { id: 'r4x1', kind: 'burst', class: 'quiet', first: 4 * each, count: 100 },
  },
  {
    name: '200 edits of cards in one Slack workspace',
    platform: 'slack',
    method: 'edit',
    workspace: 2,
    isOnePlace: false,
    order: { ...cards, id: 'r5x2' },
    // Shown first, so that there is something to edit.
    async prepare({ give, people, ledger }) {
      await give(driverOf(people, 2), cards);
      await untilSeen(() => {
        ledger.read();
        return seenOf(ledger, 'r5c', 'v1').many >= cards.count;
      }, 180_000);
    },
  },
];

async function untilSeen(isThere: () => boolean, mostMs: number): Promise<void> {
  const since = Date.now();
  while (!isThere() && Date.now() - since < mostMs) await sleep(100);
}
