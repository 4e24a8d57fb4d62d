import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type SimulatedSlack, startSlack } from '../../src/playground/slack/server.ts';
import type { Database } from '../../src/store/database.ts';
import { type Bot, startBot, urlOf } from '../support/bot.ts';
import { freshDatabase } from '../support/database.ts';

const PEERS = 200;
const slackAccount = { SLACK_BOT_TOKEN: 'xoxb-test', SLACK_SIGNING_SECRET: 'secret' };

let database: Database;
let slack: SimulatedSlack;
let bots: Bot[];
let folder: string;
let pm: SimulatedPerson;

beforeAll(async () => {
  const fresh = await freshDatabase('live');
  database = fresh.database;
  slack = await startSlack({
    signingSecret: slackAccount.SLACK_SIGNING_SECRET,
    botToken: slackAccount.SLACK_BOT_TOKEN,
    workspace: 'T',
  });
  folder = await mkdtemp(join(tmpdir(), 'alongside-processes-'));
  // A Monday morning, whenever the test is run.
  await database.prisma.clock.updateMany({
    data: { shiftMs: Date.parse('2027-02-01T10:00:00Z') - Date.now() },
  });
  await fillNetwork();
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: urlOf(fresh.connection),
    DATA_DIR: folder,
    PORT: '0',
    HOST: '127.0.0.1',
    NODE_ENV: 'production',
    ...slackAccount,
    SLACK_API_URL: slack.apiUrl,
    ALONGSIDE_KEYS: `k1:${randomBytes(32).toString('base64')}`,
  };
  bots = await Promise.all([startBot(env), startBot(env)]);
  pm = slack.person('UPM', { name: 'Priya Manager' });
});

afterAll(async () => {
  for (const { process: child } of bots ?? []) child.kill('SIGKILL');
  await slack?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('two bot processes on one database', () => {
  it('show nothing of the playground in production, whoever asks', async () => {
    for (const path of [
      '/',
      '/playground/token',
      '/playground/events',
      '/playground/act',
      '/playground/main.js',
      '/playground/style.css',
    ]) {
      for (const method of ['GET', 'POST']) {
        const answer = await fetch(`${bots[0]?.url}${path}`, { method });
        expect([method, path, answer.status]).toEqual([method, path, 404]);
      }
    }
  });

  it('send each of 200 peers exactly one call-out, though one of them is killed in the middle', async () => {
    const [first, second] = bots;
    if (!first || !second) throw new Error('two bots were to start');
    slack.setBotUrl(`${first.url}/slack/events`);
    await pm.command('availability new');
    await pm.fill({
      'What is it about?': 'Housing',
      'Kind of council': 'district council',
      Region: 'the East',
      Where: 'on site',
      'First day': '2027-03-16',
      'How many peers?': '2',
      'Reply by': '2027-02-26',
      'The host, in confidence': 'Secretshire',
    });
    await pm.submit();
    await expect.poll(() => pm.chat.at(-1), { timeout: 10_000 }).toContain(`This goes to ${PEERS} people`);
    // Ten messages are shown and never confirmed: whoever sent them cannot know, and one of the two dies not knowing.
    slack.fail({ kind: 'accepted-hang', times: 10 });
    await pm.press(`Send to ${PEERS} people`);
    await expect.poll(() => callOuts().length, { interval: 5, timeout: 20_000 }).toBeGreaterThan(PEERS / 4);
    first.process.kill('SIGKILL');
    slack.setBotUrl(`${second.url}/slack/events`);
    await expect.poll(() => settledCount(), { interval: 500, timeout: 60_000 }).toBe(PEERS);
    const users = callOuts().map(({ user }) => user);
    expect(new Set(users).size).toBe(PEERS);
    expect(users).toHaveLength(PEERS);
  }, 90_000);

  it('count all of 200 peers who reply at once on the manager’s one card', async () => {
    const peers = Array.from({ length: PEERS }, (_, index) => slack.person(`U${index}`));
    // Only the replies are at once: forms have their time.
    for (let from = 0; from < PEERS; from += 4) await Promise.all(peers.slice(from, from + 4).map(fillReply));
    await Promise.all(peers.map((peer) => peer.submit()));
    // On a busy machine Slack may have had enough of waiting: whoever still has the form sends it again.
    const waiting = () => peers.filter((peer) => peer.form !== undefined);
    const sendAgain = async () => {
      for (const peer of waiting()) await peer.submit();
      return waiting().length;
    };
    await expect.poll(sendAgain, { interval: 500, timeout: 60_000 }).toBe(0);
    const card = () => pm.chat.find((text) => text.startsWith('Your call-out: Housing')) ?? '';
    await expect.poll(card, { interval: 500, timeout: 90_000 }).toMatch(new RegExp(`Yes\\n${PEERS}\\n`));
    expect(pm.chat.filter((text) => text.startsWith('Your call-out: Housing'))).toHaveLength(1);
    expect(await database.prisma.invitation.count({ where: { reply: 'yes' } })).toBe(PEERS);
  }, 180_000);
});

async function fillReply(peer: SimulatedPerson): Promise<void> {
  // On a busy machine a form may come too late: whoever reads that presses again.
  await expect
    .poll(() => peer.press('See days and reply').then(() => peer.form?.title), {
      interval: 500,
      timeout: 20_000,
    })
    .toBeDefined();
  await peer.fill({ 'Are you interested?': 'Yes, I’m interested', 'Which days suit you?': ['Tue 16 March'] });
}

const callOuts = () =>
  slack.ledger.filter(
    ({ kind, text }) => kind === 'message' && text.includes('Could you help with a peer challenge?'),
  );
const settledCount = () =>
  database.prisma.outbox.count({
    where: { slot: { startsWith: 'availability:invitation:' }, state: 'sent' },
  });

/** Each workspace has its own share of what Slack allows in a minute: one alone would take most of it. */
const workspaceOf = (user: string): string => (user === 'UPM' ? 'T' : `T${Number(user.slice(1)) % 5}`);

async function fillNetwork(): Promise<void> {
  const { prisma } = database;
  const at = new Date('2027-01-04T09:00:00Z');
  const people = ['UPM', ...Array.from({ length: PEERS }, (_, index) => `U${index}`)].map((user) => ({
    id: randomUUID(),
    user,
  }));
  await prisma.member.createMany({
    data: people.map(({ id, user }) => ({ id, name: user, standing: 'member', createdAt: at, joinedAt: at })),
  });
  await prisma.account.createMany({
    data: people.map(({ id, user }) => ({
      memberId: id,
      platform: 'slack',
      workspace: workspaceOf(user),
      externalUser: user,
      lastSeenAt: at,
    })),
  });
  const [manager, ...peers] = people;
  await prisma.roleGrant.create({ data: { memberId: manager?.id ?? '', role: 'coordinator', startsAt: at } });
  await prisma.poolPeer.createMany({ data: peers.map(({ id }) => ({ memberId: id, joinedAt: at })) });
  await prisma.profile.createMany({
    data: peers.map(({ id }) => ({ memberId: id, confirmed: ['peer'], updatedAt: at })),
  });
  for (const { user } of peers) slack.person(user, { workspace: workspaceOf(user) });
}
