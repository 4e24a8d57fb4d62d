import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { message } from '../../src/chat/message.ts';
import { enqueue } from '../../src/outbox/enqueue/enqueue.ts';
import { startSlack } from '../../src/playground/slack/server.ts';
import { readNow } from '../../src/store/database.ts';
import { openVault } from '../../src/store/seal.ts';
import { type Bot, startBot, urlOf } from '../support/bot.ts';
import { freshDatabase } from '../support/database.ts';

const KEY = randomBytes(32);
const SECRET = 'secret';

/** A bot of its own process on Slack, and Ann, who is a member there. */
async function startScene() {
  const { database, connection } = await freshDatabase('live');
  const slack = await startSlack({ signingSecret: SECRET, botToken: 'xoxb-test', workspace: 'T' });
  const folder = await mkdtemp(join(tmpdir(), 'alongside-shutdown-'));
  const bots: Bot[] = [];
  onTestFinished(async () => {
    for (const bot of bots) bot.process.kill('SIGKILL');
    await slack.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const at = new Date();
  const { id } = await database.prisma.member.create({
    data: { id: randomUUID(), name: 'Ann', standing: 'member', createdAt: at, joinedAt: at },
  });
  const account = { memberId: id, platform: 'slack', workspace: 'T', externalUser: 'UANN' };
  await database.prisma.account.create({ data: { ...account, lastSeenAt: at } });
  const vault = await openVault(database, [{ id: 'k1', key: KEY }]);
  return {
    database,
    connection,
    slack,
    ann: slack.person('UANN', { name: 'Ann' }),
    async start() {
      const bot = await startBot({
        PATH: process.env.PATH,
        DATABASE_URL: urlOf(connection),
        DATA_DIR: folder,
        PORT: '0',
        HOST: '127.0.0.1',
        SLACK_BOT_TOKEN: 'xoxb-test',
        SLACK_SIGNING_SECRET: SECRET,
        SLACK_API_URL: slack.apiUrl,
        ALONGSIDE_KEYS: `k1:${KEY.toString('base64')}`,
      });
      bots.push(bot);
      slack.setBotUrl(`${bot.url}/slack/events`);
      return bot;
    },
    async send(key: string) {
      const origin = { feature: 'f', id: 'o' };
      const words = message({ title: key, body: [] });
      await database.transaction(async (tx) => {
        const { now } = await readNow(tx);
        await enqueue(tx, vault, [{ to: { member: id }, message: words, class: 'urgent', key, origin }], now);
      });
    },
    stateOf: async (key: string) => (await database.prisma.outbox.findUnique({ where: { key } }))?.state,
  };
}

/** Nobody gets past this until it is let go: what a slow database looks like to a request. */
async function holdRequests(connection: pg.PoolConfig) {
  const client = new pg.Client(connection);
  await client.connect();
  await client.query('begin; lock table inbox in access exclusive mode');
  // Who only reads may wait there as well: the bot's own housekeeping.
  const waiting = async () => {
    const { rows } = await client.query(
      `select count(*)::int as count from pg_locks
       where relation = 'inbox'::regclass and mode = 'RowExclusiveLock' and not granted`,
    );
    return rows[0].count as number;
  };
  return { waiting, letGo: () => client.end() };
}

it('SIGTERM lets what is under way finish, gives back what it holds, and ends within 10 s, whatever hangs', async () => {
  const { database, connection, slack, ann, start, send, stateOf } = await startScene();
  const first = await start();
  slack.fail({ kind: 'hang', user: 'UANN' });
  await send('to be heard');
  await expect.poll(() => stateOf('to be heard'), { timeout: 10_000 }).toBe('sending');
  const held = await holdRequests(connection);
  const asking = ann.command('help');
  await expect.poll(held.waiting, { timeout: 5_000 }).toBe(1);

  const ending = first.end('SIGTERM');
  const isClosed = () =>
    fetch(`${first.url}/healthz`, { headers: { connection: 'close' } }).then(
      () => 'open',
      () => 'closed',
    );
  await expect.poll(isClosed, { timeout: 5_000 }).toBe('closed');
  await held.letGo();
  await asking;
  expect(ann.last?.status).toBe(200);
  expect(ann.seen.at(-1)?.text).toContain('People to call');

  const { ms, code } = await ending;
  expect(code, first.said()).toBe(0);
  expect(ms).toBeLessThan(10_000);
  expect(await stateOf('to be heard')).toBe('pending');
  expect(await database.prisma.outboxLane.count({ where: { lease: { not: null } } })).toBe(0);

  const second = await start();
  await expect.poll(() => stateOf('to be heard'), { timeout: 8_000 }).toBe('sent');
  expect(slack.ledger.filter(({ kind, text }) => kind === 'message' && text === 'to be heard')).toHaveLength(
    1,
  );
  // With nothing under way it ends at once.
  expect(await second.end('SIGTERM')).toMatchObject({
    code: 0,
    ms: expect.toSatisfy((took) => took < 3_000),
  });
}, 60_000);
