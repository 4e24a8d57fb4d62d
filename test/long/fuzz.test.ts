import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Alongside, loadAdapters, startAlongside } from '../../src/app.ts';
import type { InboundOf } from '../../src/chat/inbound.ts';
import type { Invalid } from '../../src/chat/reply.ts';
import { features } from '../../src/features/index.ts';
import type { LogLine } from '../../src/log.ts';
import { type SimulatedSlack, startSlack } from '../../src/playground/slack/server.ts';
import { type SimulatedTeams, startTeams } from '../../src/playground/teams/server.ts';
import { type AccessScene, playAccessScene } from '../access-scene.ts';
import { CANARY, dice, mutate } from '../support/mutate.ts';
import { readRows, strangeChanges } from '../support/rows.ts';
import { type Bound, doing } from '../support/sample.ts';
import { deliver, type Request, slackShapes, teamsShapes } from '../support/wire.ts';

/**
 * Everything that comes back from a platform, over all routes and both platforms, as nobody sends it.
 *
 *     FUZZ_SECONDS=60 npx vitest run --config test/long/vitest.config.ts test/long/fuzz.test.ts     for longer, each time other requests
 *     FUZZ_SEED=123 …                                                                     the same requests once more
 */
const { FUZZ_SECONDS, FUZZ_SEED } = process.env;
const SECONDS = Number(FUZZ_SECONDS ?? 10);
/** Among all tests it asks the same on every day. */
const SEED = Number(FUZZ_SEED ?? (FUZZ_SECONDS === undefined ? 1 : Date.now() % 2 ** 31));
const AT_ONCE = 6;
/** So many requests lie between two looks at the rows. */
const WINDOW = 60;

const bound = features.flatMap(({ bindings }) => bindings.filter((one): one is Bound => 'route' in one));
const routes = [...new Set(bound.map(({ route }) => route.id))];

let scene: AccessScene;
let slack: SimulatedSlack;
let teams: SimulatedTeams;
let bot: Alongside;
const logs: LogLine[] = [];
/** Two on each platform: somebody who has only written to the bot, and a member whom no record is about. */
const attackers = { slack: ['U-GUEST', 'U-MEMBER'], teams: ['t-guest', 't-member'] } as const;

beforeAll(async () => {
  scene = await playAccessScene();
  const { database, vault, slack: paper, teams: paperTeams } = scene.network;
  const secrets = { botToken: `xoxb-${randomUUID()}`, signingSecret: randomUUID() };
  const [appId, tenant, password] = [randomUUID(), paperTeams.workspace, randomUUID()];
  slack = await startSlack({ ...secrets, workspace: paper.workspace });
  teams = await startTeams({ appId, appPassword: password, tenant });
  for (const user of attackers.slack) slack.person(user, { name: `${user} Person` });
  const adapters = await loadAdapters(
    {
      slack: { ...secrets, appToken: undefined, apiUrl: slack.apiUrl },
      teams: { appId, appPassword: password, tenantId: tenant, local: false, auth: teams.auth },
    },
    (line) => void logs.push(line),
  );
  const where = { host: '127.0.0.1', port: 0, join: 'approval', background: false } as const;
  bot = await startAlongside({ ...where, adapters, database, vault, log: (line) => void logs.push(line) });
  slack.setBotUrl(`http://127.0.0.1:${bot.port}/slack/events`);
  teams.botUrl = `http://127.0.0.1:${bot.port}/`;
  for (const user of attackers.teams) await teams.person(user, { name: `${user} Person` }).say('home');
  const { memberId } = await database.prisma.account.findFirstOrThrow({
    where: { externalUser: 't-member' },
  });
  const joined = { standing: 'member', joinedAt: await scene.network.now() } as const;
  await database.prisma.member.update({ where: { id: memberId }, data: joined });
}, 120_000);
afterAll(async () => {
  await bot.stop();
  await Promise.all([slack.stop(), teams.stop()]);
});

/** Who acts, and where the platform itself says that it is: no client decides it. */
const FIXED = {
  slack:
    /^(?:user|team|enterprise|authorizations|type|event\.(?:user|team|message\.user)|view\.team)(?:_id)?(?:\.|$)/,
  teams: /^(?:from|recipient|conversation|channelData|channelId|serviceUrl|type)(?:\.|$)/,
};

/** The request of a number: of the same seed it is always the same, but for ids. */
function requestOf(number: number): { request: Request; is: string } {
  const { below, pick } = dice(SEED + number * 7_919);
  const binding = bound[(number * 31 + SEED) % bound.length] as Bound;
  const on = pick(['slack', 'teams'] as const);
  const user = pick(attackers[on]);
  const does = below(12) === 0 ? {} : doing(binding, scene.ids);
  const hook = `${new URL(slack.apiUrl).origin}/hooks/none`;
  const shapes =
    on === 'slack'
      ? slackShapes({ user, workspace: slack.workspace }, does, hook)
      : teamsShapes(teams.activity(user, {}), does);
  const shape = pick(shapes);
  const ann = { platform: 'slack', workspace: slack.workspace, user: 'U-ANN' };
  const foreign = [...Object.values(scene.ids), ...routes, 'DU-ANN', 'U-ANN', randomUUID()];
  const isWild = below(10) === 0;
  const impostor = isWild ? { user: CANARY } : { sender: ann, user: 'U-ANN', member: scene.ids.member };
  const isKnown = (path: string) => !isWild && FIXED[on].test(path);
  // Who acts is never changed into somebody who is known: that is for the platforms to keep.
  const values = isWild ? foreign.filter((one) => !one.includes('ANN')) : [...foreign, ann];
  const body =
    below(8) === 0
      ? shape.body
      : mutate(shape.body, { below, pick }, { isFixed: isKnown, foreign: values, impostor });
  return {
    request: { ...shape, body },
    is: `FUZZ_SEED=${SEED}, request ${number}, by ${user}, ${binding.route.id}`,
  };
}

const show = ({ body }: Request): string => JSON.stringify(body).slice(0, 2_000);

/** Whoever acted: the four, and those whom an odd name made somebody new. */
async function actors(known: ReadonlySet<string>): Promise<string[]> {
  const accounts = await scene.network.database.prisma.account.findMany();
  const all: string[] = [...attackers.slack, ...attackers.teams];
  return accounts
    .filter(({ externalUser, id }) => all.includes(externalUser) || !known.has(id))
    .flatMap(({ id, memberId }) => [id, memberId]);
}

it(
  `whatever comes back changed does nothing for anybody else, and breaks nothing (${SECONDS} s, FUZZ_SEED=${SEED})`,
  async () => {
    const { database } = scene.network;
    const known = new Set((await database.prisma.account.findMany()).map(({ id }) => id));
    const until = Date.now() + SECONDS * 1_000;
    let number = 0;
    let rows = await readRows(database);
    let audited = await database.prisma.audit.count();
    while (Date.now() < until) {
      const first = number;
      for (; number < first + WINDOW && Date.now() < until; number += AT_ONCE)
        await Promise.all(
          Array.from({ length: AT_ONCE }, async (_, i) => {
            const { request, is } = requestOf(number + i);
            const status = await deliver(request, { slack, teams, botUrl: `http://127.0.0.1:${bot.port}` });
            expect(status, `${is}: ${show(request)} ${JSON.stringify(logs.at(-1))}`).toBeLessThan(500);
          }),
        );
      const window = `FUZZ_SEED=${SEED}, requests ${first} to ${number - 1}`;
      expect(
        logs.filter(({ error, event }) => error && event !== 'slack.answer_failed'),
        window,
      ).toEqual([]);
      const whose = await actors(known);
      const now = await readRows(database);
      expect(strangeChanges(rows, now, whose), window).toEqual([]);
      const acted = await database.prisma.audit.findMany({ skip: audited, orderBy: { id: 'asc' } });
      expect(
        acted.filter(({ actor }) => actor !== null && !whose.includes(actor)),
        window,
      ).toEqual([]);
      [rows, audited] = [now, audited + acted.length];
    }
    expect(number).toBeGreaterThan(0);
    const lines = logs.map((line) => JSON.stringify(line));
    expect(lines.filter((line) => line.includes(CANARY) || line.length > 1_000)).toEqual([]);
  },
  SECONDS * 1_000 + 60_000,
);

it('what no database keeps is an error beside its field, in every field of every form', async () => {
  const forms = bound.filter((one) => one.kind === 'submission');
  expect(forms.length).toBeGreaterThan(40);
  const odd = ['nothing\0here', 'half \ud83d of it', ['07', '\udc00']];
  for (const form of forms) {
    const whole = doing(form, scene.ids) as InboundOf<'submission'>;
    const check = async (field: string, n: number) => {
      const values = { ...whole.values, [field]: odd[n % odd.length] as string };
      const reply = await scene.send(scene.strangers.everything, { ...whole, values });
      const where = `${form.route.id}: ${field}`;
      expect(reply, where).toMatchObject({ kind: 'invalid' });
      expect(Object.keys((reply as Invalid).fields), where).toEqual([field]);
    };
    await Promise.all(Object.keys(form.route.input.shape).map(check));
  }
});

it('typed words and searches are read without it', async () => {
  const { everything } = scene.strangers;
  const plain = await scene.send(everything, { kind: 'command', route: 'alongside', text: 'help' });
  expect(await scene.send(everything, { kind: 'command', route: 'alongside', text: 'he\0lp\ud800' })).toEqual(
    plain,
  );
  expect(await scene.send(everything, { kind: 'message', text: '\0help' })).toEqual(plain);
  const lookup = { kind: 'lookup', route: 'questions.topic', field: 'person1', query: 'bea\0' } as const;
  expect(await scene.send(everything, lookup)).toMatchObject({ options: [{ label: 'bea Person' }] });
});

it('a button that carries it is one that no longer works', async () => {
  const value = JSON.stringify({ feature: 'forum\0', item: scene.ids.item, person: scene.ids.person });
  const reply = await scene.send(scene.strangers.everything, {
    kind: 'action',
    route: 'members.open-item',
    value,
  });
  expect(JSON.stringify(reply)).toContain('no longer works');
});

it.each(['/slack/events', '/api/messages', '/my-data'])(
  'a connection to %s that breaks off is counted, and is no line of the log',
  async (path) => {
    const count = async () => {
      const text = await (await fetch(`http://127.0.0.1:${bot.port}/metrics`)).text();
      return Number(/^alongside_connections_broken_off_total (\d+)$/m.exec(text)?.[1]);
    };
    const [before, lines] = [await count(), logs.length];
    const socket = connect(bot.port, '127.0.0.1');
    const head = [
      'content-type: application/json',
      `authorization: Bearer ${teams.token()}`,
      'content-length: 900',
    ];
    socket.write(`POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${head.join('\r\n')}\r\n\r\n{"half":`, () =>
      socket.destroy(),
    );
    await expect.poll(count).toBe(before + 1);
    expect(logs.slice(lines)).toEqual([]);
  },
);
