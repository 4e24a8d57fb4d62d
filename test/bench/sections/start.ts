import { randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startSlack } from '../../../src/playground/slack/server.ts';
import { type Child, serverFile, startChild } from '../child.ts';
import { atEnd } from '../ending.ts';
import { drawTable, judge, medianOf } from '../figures.ts';
import { pressFor } from '../load.ts';
import { root } from '../places.ts';
import { makeFolder } from '../postgres.ts';
import { botToken, signingSecret, typing, welcome } from './slack.ts';

const loadMs = 3_000;
const starts = 3;
/** The aims of the project. */
const mostSeconds = 3;
const mostMb = 250;

interface Setup {
  name: string;
  /** Without platforms main.js is the playground, so there the bench puts the bot together. */
  launch(port: number, dataDir: string): Promise<Child>;
  hears: boolean;
}

interface Found {
  setup: Setup;
  first: number;
  later: number[];
  fresh: number[];
  loaded: number | undefined;
}

/** From spawning the bot to its being ready, with an embedded database of its own; and its memory. */
export async function measureStart(): Promise<readonly string[]> {
  const slack = await startSlack({ signingSecret, botToken });
  atEnd(slack.stop);
  const onSlack = {
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: slack.apiUrl,
  };
  const onTeams = { TEAMS_APP_ID: randomUUID(), TEAMS_APP_PASSWORD: 'secret', TEAMS_TENANT_ID: randomUUID() };
  const setups: Setup[] = [
    { name: 'none', launch: launchWithout, hears: false },
    { name: 'Slack', launch: launchMain(onSlack), hears: true },
    { name: 'Slack and Teams', launch: launchMain({ ...onSlack, ...onTeams }), hears: true },
  ];
  const found: Found[] = [];
  for (const setup of setups) {
    found.push(
      await measureOne(setup, async (port) => {
        await welcome(slack, port);
        await pressFor(loadMs, { ...typing(slack, 'home', setup.name), port }, 10);
      }),
    );
  }
  return report(found);
}

async function measureOne(setup: Setup, press: (port: number) => Promise<void>): Promise<Found> {
  const dataDir = await makeFolder('data');
  const found: Found = { setup, first: 0, later: [], fresh: [], loaded: undefined };
  for (let turn = 0; turn <= starts; turn += 1) {
    const port = await findPort();
    const since = performance.now();
    const child = await setup.launch(port, dataDir);
    await untilReady(child, port);
    const seconds = (performance.now() - since) / 1_000;
    if (turn === 0) found.first = seconds;
    else {
      found.later.push(seconds);
      await sleep(500);
      found.fresh.push((await child.usage()).rssMb);
    }
    if (turn === starts && setup.hears) {
      await press(port);
      found.loaded = (await child.usage()).rssMb;
    }
    await child.stop();
  }
  return found;
}

function report(found: readonly Found[]): string[] {
  const rows = found.map(({ setup, first, later, fresh, loaded }) => [
    setup.name,
    first.toFixed(2),
    medianOf(later).toFixed(2),
    `${Math.min(...later).toFixed(2)}-${Math.max(...later).toFixed(2)}`,
    medianOf(fresh).toFixed(0),
    loaded?.toFixed(0) ?? '',
  ]);
  const slowest = Math.max(...found.map(({ later }) => medianOf(later)));
  const largest = Math.max(...found.flatMap(({ fresh, loaded }) => [medianOf(fresh), loaded ?? 0]));
  return [
    `spawn to /readyz, database included; median of ${starts} later starts; memory of the bot's own process`,
    ...drawTable([
      ['platforms', 'first start s', 'later s', 'least-most', 'MB after start', 'MB after load'],
      ...rows,
    ]),
    `"none" is put together by the bench, the others are dist/main.js. Load: ${loadMs / 1_000} s of /alongside home, 10 at a time.`,
    judge(`a later start within ${mostSeconds} s`, `${slowest.toFixed(2)} s`, slowest <= mostSeconds),
    judge(`at most ${mostMb} MB`, `${largest.toFixed(0)} MB`, largest <= mostMb),
  ];
}

function launchWithout(port: number, dataDir: string): Promise<Child> {
  const settings = { platforms: {}, port, dataDir };
  return startChild(serverFile('alongside'), { BENCH_SETTINGS: JSON.stringify(settings) });
}

function launchMain(platforms: Record<string, string>): Setup['launch'] {
  const keys = `k1:${randomBytes(32).toString('base64')}`;
  return (port, dataDir) =>
    startChild(join(root, 'dist/main.js'), {
      ...platforms,
      ALONGSIDE_KEYS: keys,
      DATA_DIR: dataDir,
      JOIN: 'open',
      HOST: '127.0.0.1',
      PORT: String(port),
    });
}

const patienceMs = 60_000;

async function untilReady(child: Child, port: number): Promise<void> {
  const since = performance.now();
  while (performance.now() - since < patienceMs) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.status === 200) return;
    await child.check();
    await sleep(10);
  }
  throw new Error(`The bot was not ready after ${patienceMs / 1_000} s.`);
}

async function findPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
